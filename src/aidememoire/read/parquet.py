"""In: a Parquet file, one report a row, columns as in JSON Lines. Out: its Reports. Needs the extra `parquet`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from aidememoire.errors import ReadError
from aidememoire.limits import MAX_GROUP_BYTES
from aidememoire.model import Report
from aidememoire.read._bounded import wrapped
from aidememoire.read._bytes import opened, shown
from aidememoire.read._clean import Known
from aidememoire.read._row import DATES, FIELDS, NO_TEXT, row_report

ENDINGS = (".parquet",)
ROWS = 64  # taken out at a time
AGAIN = "Write the file again, or as JSON Lines."


def read(path: Path, known: Known) -> Iterator[Report | ReadError]:
    """One report a row; a bad row is an error that does not hide those after it. Places count rows from 1."""
    where, number = shown(path), 0
    with opened(path) as file:
        table = wrapped(lambda: _table(file, where), where, "the table")
        columns = [name for name in table.schema_arrow.names if name in FIELDS]
        if "text" not in columns:
            raise ReadError(where, 'no column is called "text"', NO_TEXT)
        _check_sizes(table, columns, where)
        batches = table.iter_batches(batch_size=ROWS, columns=columns)
        while batch := wrapped(lambda: next(batches, None), f"{where}:{number + 1}", "the table"):
            for row in wrapped(batch.to_pylist, f"{where}:{number + 1}", "the table"):
                number += 1
                place = f"{where}:{number}", f"{shown(path.name)}:{number}"
                try:
                    yield row_report({**row, **_days(row)}, *place, known)
                except ReadError as error:
                    yield error
    if not number:
        raise ReadError(where, "there is no report in it", AGAIN)


def _table(file: Any, where: str) -> Any:
    try:
        from pyarrow import parquet
    except ImportError as error:
        what = "Parquet needs a library that is not installed"
        raise ReadError(where, what, "pip install 'aidememoire[parquet]', or write JSON Lines.") from error
    return parquet.ParquetFile(file, pre_buffer=False)


def _check_sizes(table: Any, columns: list[str], where: str) -> None:
    """Refuses a group of rows that would hold more than may be in memory: a group is read whole."""
    for number in range(table.metadata.num_row_groups):
        group = table.metadata.row_group(number)
        parts = (group.column(index) for index in range(group.num_columns))
        if sum(part.total_uncompressed_size for part in parts if part.path_in_schema in columns) > MAX_GROUP_BYTES:
            what = f"its group {number + 1} of rows holds more than {MAX_GROUP_BYTES:,} bytes"
            raise ReadError(where, what, "Write it with smaller groups of rows.")


def _days(row: dict[str, Any]) -> dict[str, Any]:
    """Dates and times of the table's own types, as they are written elsewhere."""
    return {name: row[name].isoformat() for name in DATES if hasattr(row.get(name), "isoformat")}
