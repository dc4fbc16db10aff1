"""In: a file of JSON Lines, one report a line: id, text, and where known title, outlet, url, published, dct or date.

Out: its Reports. The text is not cleaned: offsets count code points of the text exactly as it was given.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

from aidememoire.errors import ReadError
from aidememoire.limits import MAX_LINE_BYTES
from aidememoire.model import Report
from aidememoire.read._bytes import HEAD, opened, refuse_binary, shown
from aidememoire.read._clean import Known, decode
from aidememoire.read._row import row_report

ENDINGS = (".jsonl", ".ndjson")
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
    return row_report(_object(line, where), where, fallback, known)


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
