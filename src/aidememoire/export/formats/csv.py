"""In: a dossier. Out: CSV for a spreadsheet: one entry a line, its sentence beside it; no cell is ever a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from typing import Any

from aidememoire.export.dossier import Dossier
from aidememoire.export.flat import flat
from aidememoire.export.plain import plain

ABOUT = "CSV for spreadsheets: one entry a line, as ruled, with its sentence"
SUFFIX = ".csv"
MEDIA = "text/csv; charset=utf-8"
COLUMNS = (
    "reference", "text", "kind", "status", "negated", "when", "when_words", "when_first", "when_last", "due",
    "due_words", "due_first", "due_last", "actors", "persons", "recipients", "where", "matter", "instrument",
    "condition", "said_by", "sentence", "outlet", "published", "report", "url", "sources", "reports", "told",
    "confidence", "rule", "plover", "cameo", "rulings", "id",
)  # fmt: skip
FORMULA = tuple("=+-@\t\r\n＝＋－＠")  # what opens a formula in some program: OWASP, CSV injection
MARK = "\ufeff"  # without it Excel takes UTF-8 for the code page of the house


def write(dossier: Dossier) -> Iterator[bytes]:
    """Comma, CRLF, UTF-8 with a byte order mark."""
    yield (MARK + _line(COLUMNS)).encode("utf-8")
    for row in dossier.rows:
        found = flat(row)
        yield _line(cell(found[name]) for name in COLUMNS).encode("utf-8")


def cell(value: Any) -> str:
    """A value as one line of text; where a program could take it for a formula, an apostrophe goes before it."""
    told = "; ".join(map(str, value)) if isinstance(value, list) else "" if value is None else str(value)
    text = plain(told)
    return f"'{text}" if text.startswith(FORMULA) else text


def _line(cells: Iterable[str]) -> str:
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\r\n").writerow(cells)
    return out.getvalue()
