"""In: text of any kind, or rows. Out: text that XML and a page may hold; rows as bytes of JSON."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import quote

from aidememoire.export.jsonl import line
from aidememoire.model import Report
from aidememoire.views.wording import clean

SAFE = ("http://", "https://")
ALLOWED = ":/?#[]@!$&()*+,;=%~"  # of an address (RFC 3986); all else is written as %XX


def plain(text: str) -> str:
    """The text on one line, as XML 1.0 may hold it: no half of a surrogate pair, no character that is none."""
    whole = clean(text).encode("utf-8", "replace").decode("utf-8")
    return "".join(char for char in whole if char >= " " and char not in "\ufffe\uffff")


def json_bytes(row: Any) -> bytes:
    """The row as one line of JSON; half of a surrogate pair is written as JSON's own escape of it."""
    return line(row).encode("utf-8", "backslashreplace")


def json_lines(rows: Iterable[dict[str, Any]]) -> Iterator[bytes]:
    """The rows as JSON Lines."""
    for row in rows:
        yield json_bytes(row) + b"\n"


def json_list(head: dict[str, Any], name: str, rows: Iterable[dict[str, Any]]) -> Iterator[bytes]:
    """One JSON object: the head, and under this name the rows, one a line; never held whole."""
    yield json_bytes(head)[:-1] + (b", " if head else b"") + json.dumps(name).encode() + b": ["
    mark = b"\n"
    for row in rows:
        yield mark + json_bytes(row)
        mark = b",\n"
    yield b"\n]}\n"


def web_address(report: Report) -> str | None:
    """The report's address, where it is one of the web: nothing that a click could run, nor any mark of a page."""
    url = (report.url or "").strip()
    return quote(url, ALLOWED, errors="replace") if url.lower().startswith(SAFE) else None


def day_text(day: dt.date | None) -> str | None:
    """A day as ISO 8601 writes it."""
    return day.isoformat() if day else None
