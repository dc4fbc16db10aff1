"""In: a CSV or TSV table whose first row names its columns, one report a row. Out: its Reports."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path

from aidememoire.errors import ReadError
from aidememoire.limits import MAX_LINE_BYTES
from aidememoire.model import Report
from aidememoire.read._bytes import HEAD, opened, refuse_binary, shown
from aidememoire.read._clean import Known
from aidememoire.read._row import FIELDS, NO_TEXT, row_report

ENDINGS = (".csv", ".tsv")
MARKS = (",", ";", "\t", "|")
UTF8 = "Save the table again as CSV in UTF-8."


def read(path: Path, known: Known) -> Iterator[Report | ReadError]:
    """One report a row; a bad row is an error that does not hide those after it. Places count lines of the file."""
    where, empty = shown(path), True
    with opened(path) as file:
        head = file.read(HEAD)
        refuse_binary(head, where)
        file.seek(0)
        rows = _rows(io.TextIOWrapper(file, "utf-8-sig", newline=""), head, where)
        names = [name.strip().lower() for _, cells in [next(rows, (0, []))] for name in cells]
        if "text" not in names or any(names.count(name) > 1 for name in FIELDS):
            raise ReadError(f"{where}:1", "no column, or more than one, is called as it should be", NO_TEXT)
        for line, cells in rows:
            if not any(cells):
                continue
            empty = False
            try:
                yield _report(names, cells, f"{where}:{line}", f"{shown(path.name)}:{line}", known)
            except ReadError as error:
                yield error
    if empty:
        raise ReadError(where, "there is no report in it", "Write one report a row, below the names of the columns.")


def _report(names: list[str], cells: list[str], where: str, fallback: str, known: Known) -> Report:
    if len(cells) != len(names):
        what = f"the row has {len(cells)} cells, the first row {len(names)}"
        raise ReadError(where, what, "Put cells that hold commas or line ends into quotation marks.")
    return row_report(dict(zip(names, cells, strict=True)), where, fallback, known)


def _rows(file: io.TextIOWrapper, head: bytes, where: str) -> Iterator[tuple[int, list[str]]]:
    """The rows, each with the line it begins in."""
    csv.field_size_limit(MAX_LINE_BYTES)
    first = head.split(b"\n", 1)[0].decode("utf-8", "replace")
    # Of the marks that a spreadsheet may put between cells, the one that the names of the columns have most.
    table = csv.reader(file, delimiter=max(MARKS, key=first.count), strict=True)
    while True:
        line = table.line_num + 1
        try:
            cells = next(table, None)
        except UnicodeDecodeError as error:
            raise ReadError(
                f"{where}:{line}", "not UTF-8 here or somewhat later: no row after it was read", UTF8
            ) from error
        except csv.Error as error:
            what = f"not a row of a table ({error}): no row after it was read"
            raise ReadError(f"{where}:{line}", what, "Mend the quotation marks of this row.") from error
        if cells is None:
            return
        yield line, cells
