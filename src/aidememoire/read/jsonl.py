"""In: a file of JSON Lines, one report a line: id, text, and where known title, outlet, url, published, dct or date.

Out: its Reports. The text is not cleaned: offsets count code points of the text exactly as it was given.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

from aidememoire.errors import ReadError
from aidememoire.limits import MAX_LINE_BYTES
from aidememoire.model import Report
from aidememoire.read._bytes import HEAD, opened, refuse_binary, shown
from aidememoire.read._clean import Known, decode, full_date, make_report

ENDINGS = (".jsonl", ".ndjson")
DATES = ("published", "dct", "date")
BOM = b"\xef\xbb\xbf"


def read(path: Path, known: Known) -> Iterator[Report | ReadError]:
    """One report for each line; a bad line is an error that does not hide the lines after it."""
    where, empty = shown(path), True
    with opened(path) as file:
        refuse_binary(file.read(HEAD), where)
        file.seek(0)
        for number, line in _lines(file):
            empty = False
            try:
                yield _report(line, f"{where}:{number}", f"{shown(path.name)}:{number}", known)
            except ReadError as error:
                yield error
    if empty:
        raise ReadError(where, "there is no report in it", "Write one JSON object a line.")


def _lines(file: BinaryIO) -> Iterator[tuple[int, bytes | None]]:
    """The lines that are not blank, with their numbers; None for one that is too long, which is skipped unread."""
    number = 0
    while line := file.readline(MAX_LINE_BYTES + 1):
        number += 1
        if len(line) <= MAX_LINE_BYTES:
            line = line.removeprefix(BOM) if number == 1 else line
            if line.strip():
                yield number, line
            continue
        while line and not line.endswith(b"\n"):
            line = file.readline(MAX_LINE_BYTES)
        yield number, None


def _report(line: bytes | None, where: str, fallback: str, known: Known) -> Report:
    if line is None:
        raise ReadError(where, f"the line is longer than {MAX_LINE_BYTES:,} bytes", "Write one report a line.")
    row = _object(line, where)
    text, url = _words(row, "text", where), _words(row, "url", where)
    if text is None:
        raise ReadError(where, "it has no text", 'Give each line a "text".')
    outlet, title = _words(row, "outlet", where), _words(row, "title", where)
    name = _name(row, where) or url or fallback
    return make_report(where, name, text, known, title=title, outlet=outlet, url=url, published=_date(row, where))


def _object(line: bytes, where: str) -> dict[str, Any]:
    """The JSON object of a line."""
    try:
        row = json.loads(decode(line, where))
    except json.JSONDecodeError as error:
        what = f"not JSON: {error.msg} at character {error.pos + 1:,}"
        raise ReadError(where, what, "Write one JSON object a line.") from error
    except (ValueError, RecursionError) as error:
        # A number of a million digits, or a list in a list in a list …
        raise ReadError(where, "not JSON that can be read", "Write one JSON object a line.") from error
    if not isinstance(row, dict):
        raise ReadError(where, "not a JSON object", 'Write {"id": …, "text": …} on each line.')
    return row


def _words(row: dict[str, Any], key: str, where: str) -> str | None:
    """A value that must be a string where it is given."""
    value = row.get(key)
    if value is None or value == "":
        return None
    if not isinstance(value, str):
        raise ReadError(where, f'its "{key}" is no string', f'Give "{key}" as a string, or leave it out.')
    try:
        value.encode("utf-8")
    except UnicodeEncodeError as error:
        what = f'its "{key}" holds half a character (a lone surrogate) at {error.start:,}'
        raise ReadError(where, what, "Write the character whole.") from error
    return value


def _name(row: dict[str, Any], where: str) -> str | None:
    """The id as given; a whole number counts as one."""
    value = row.get("id")
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    return _words(row, "id", where)


def _date(row: dict[str, Any], where: str) -> dt.date | None:
    """The first of the date fields that has a value."""
    value = next((found for key in DATES if (found := _words(row, key, where))), None)
    return full_date(value, where) if value else None
