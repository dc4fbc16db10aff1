"""In: a text file, which may begin with a block of `Title:`, `Outlet:`, `Date:`, `Url:` lines. Out: its Report."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from aidememoire.errors import ReadError
from aidememoire.model import Report
from aidememoire.read._bytes import HEAD, read_bytes, refuse_binary, shown
from aidememoire.read._clean import Known, Raw, clean, decode, full_date, make_report

ENDINGS = (".txt", ".text", "")
FIELD = re.compile(r"(title|outlet|date|url):[ \t]*(.*)", re.IGNORECASE)
BLOCK_END = ("", "---")


def read(path: Path, known: Known) -> Iterator[Report]:
    """The one report of a text file."""
    where = shown(path)
    yield text_report(decode(read_bytes(path), where), where, shown(path.name), known)


def text_report(words: str, where: str, name: str, known: Known, *, url: str | None = None) -> Report:
    """The report of a text, wherever it was kept."""
    fields, body = front_matter(clean(words), where)
    date = fields.get("date")
    return make_report(
        where,
        name,
        body,
        known,
        title=fields.get("title", ("", 0))[0],
        outlet=fields.get("outlet", ("", 0))[0],
        url=fields.get("url", ("", 0))[0] or url,
        published=full_date(date[0], f"{where}:{date[1]}") if date and date[0] else None,
    )


def raw_text_report(raw: Raw, known: Known) -> Report:
    """The report of the bytes of a text."""
    refuse_binary(raw.data[:HEAD], raw.where)
    return text_report(decode(raw.data, raw.where, raw.charset), raw.where, raw.name, known, url=raw.url)


def front_matter(text: str, where: str) -> tuple[dict[str, tuple[str, int]], str]:
    """The fields of the block at the top, each with its line's number, and the text below it.

    A block without outlet and date is none: an article may well begin with "Title: the king's".
    """
    fields: dict[str, tuple[str, int]] = {}
    lines = text.split("\n")
    for number, line in enumerate(lines, 1):
        if line.strip() in BLOCK_END and number > 1:
            break
        found = FIELD.fullmatch(line)
        if found is None:
            return {}, text
        name = found[1].lower()
        if name in fields:
            raise ReadError(f"{where}:{number}", f"a second line {found[1]!r}", "Keep one of them.")
        fields[name] = found[2].strip(), number
    if not {"outlet", "date"} & fields.keys():
        return {}, text
    return fields, "\n".join(lines[number:]).strip("\n")
