"""In: the TSV tables of `data/lexicons`, and a folder of CSV files of the user's own. Out: their rows, checked.

A file of the user's is called as the table it adds to: `people.csv`, `groups.csv`. Its first line names columns of
that table, in any order; columns left out are empty. A cell with several values uses "; ".
"""

from __future__ import annotations

import csv
import io
import os
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from aidememoire.errors import DataError
from aidememoire.rules import load_tsv

COLUMNS = {
    "states": "name iso3 kind aliases demonyms capital metonyms valid_from valid_to successor",
    "organisations": "name short aliases kind bodies members",
    "groups": "name aliases state kind",
    "offices": "title aliases class level",
    "people": "person aliases actor office from to",
    "places": "name kind names holder claimants from to part_of lat lon",
    "cities": "name state kind",
    "outlets": "name aliases state kind",
    "instruments": "name aliases parties date kind",
}
FOLDER = "AIDEMEMOIRE_TABLES"  # the environment variable that names the folder
DATE = re.compile(r"(?:\d{4}(?:-\d\d(?:-\d\d)?)?)?")
DATED = ("from", "to", "valid_from", "valid_to", "date")
NEEDED = {"people": ("person", "actor", "office"), "offices": ("title", "class")}
Row = dict[str, str]


def rows_of(table: str) -> Iterator[Row]:
    """The rows of one of our tables, then those of the user's own file of that name."""
    columns = COLUMNS[table].split()
    for row in load_tsv(f"lexicons/{table}.tsv", columns):
        yield dict(zip(columns, row, strict=True))
    folder = own_folder()
    if folder is not None:
        yield from (row | {"own": "yes"} for row in own_rows(folder, table))


def own_folder() -> Path | None:
    """The folder of the user's own tables, if one is named: a part of the data, as our own tables are."""
    name = os.environ.get(FOLDER, "")
    if name and not Path(name).is_dir():
        raise DataError(name, "there is no such folder", f"Make it, or set {FOLDER} to another one.")
    return Path(name) if name else None


def own_rows(folder: Path, table: str) -> Iterator[Row]:
    """The rows of this table's file in the folder, every column filled; nothing where there is no such file."""
    path, columns = folder / f"{table}.csv", COLUMNS[table].split()
    if not path.is_file():
        return
    lines = csv.reader(io.StringIO(_text(path), newline=""), strict=True)
    try:
        head = _head(next(lines, []), path, columns)
        for cells in lines:
            if any(cell.strip() for cell in cells):
                yield _row(head, cells, f"{path}:{lines.line_num}", table, columns)
    except csv.Error as error:
        raise DataError(f"{path}:{lines.line_num}", f"not CSV: {error}", "Mend the line.") from error


def check_folder(folder: Path) -> dict[str, int]:
    """How many rows each file adds; a file that is called like no table is refused."""
    for path in sorted(folder.glob("*.csv")):
        if path.stem not in COLUMNS:
            names = ", ".join(f"{name}.csv" for name in COLUMNS)
            raise DataError(str(path), "called like none of our tables", f"Call it one of {names}.")
    return {name: sum(1 for _ in own_rows(folder, name)) for name in COLUMNS}


def _text(path: Path) -> str:
    try:
        return path.read_text("utf-8-sig")
    except UnicodeDecodeError as error:
        raise DataError(str(path), f"not UTF-8 at byte offset {error.start:,}", "Save it again as UTF-8.") from error


def _head(cells: list[str], path: Path, columns: Sequence[str]) -> list[str]:
    head = [cell.strip() for cell in cells]
    wrong = next((name for name in head if name not in columns or head.count(name) > 1), None)
    if wrong is not None or columns[0] not in head:
        what = f"{wrong!r} is no column, or stands twice" if wrong is not None else f"column {columns[0]!r} is missing"
        raise DataError(f"{path}:1", what, f"The columns are: {', '.join(columns)}.")
    return head


def _row(head: list[str], cells: list[str], where: str, table: str, columns: Sequence[str]) -> Row:
    if len(cells) != len(head):
        raise DataError(where, f"{len(cells)} cells under {len(head)} columns", "Quote cells that hold a comma.")
    row = dict.fromkeys(columns, "") | {name: cell.strip() for name, cell in zip(head, cells, strict=True)}
    for name in NEEDED.get(table, (columns[0],)):
        if not row[name]:
            raise DataError(where, f"{name!r} is empty", "Fill it, or take the line out.")
    for name in DATED:
        if not DATE.fullmatch(row.get(name, "")):
            raise DataError(where, f"{name!r} is {row[name]!r}", "Write YYYY, YYYY-MM or YYYY-MM-DD, or nothing.")
    return row
