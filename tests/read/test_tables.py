"""Tables: one report a row, the text exactly as given; one bad row does not hide the others."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from aidememoire import limits
from aidememoire.errors import ReadError
from aidememoire.model import Report
from aidememoire.read import csv as csv_room
from aidememoire.read import parquet as parquet_room
from aidememoire.read import reports

pyarrow = pytest.importorskip("pyarrow")
DAY = dt.date(2019, 3, 5)


def read_csv(folder: Path, data: str | bytes, name: str = "a.csv") -> list[Report | ReadError]:
    """What a table gives."""
    (folder / name).write_bytes(data if isinstance(data, bytes) else data.encode())
    return list(reports([folder / name]))


@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
@pytest.mark.parametrize("start", ["", "\ufeff"])
def test_every_column_that_is_known_is_kept(tmp_path: Path, mark: str, start: str) -> None:
    """Whatever stands between the cells, and in whatever order; others are passed over."""
    table = (
        start
        + 'Title,TEXT,url,x,date,id,outlet\r\nT,"He said: ""no, never"".\nShe left. ",http://o.example/1,y,2019-03-05,a/1,O\r\n'
    )
    [report] = read_csv(tmp_path, table.replace(",", mark).replace(f"no{mark} never", "no, never"))
    assert isinstance(report, Report)
    assert report.text == 'He said: "no, never".\nShe left. '
    told = (report.name, report.title, report.outlet, report.url, report.published)
    assert told == ("a/1", "T", "O", "http://o.example/1", DAY)


BAD_ROWS = [
    ("a,", "no text"),
    ("a", "the row has 1 cells, the first row 3"),
    ("a,b,c,d", "the row has 4 cells"),
    ("a,Text.,2019-02-30", "no full date"),
]


@pytest.mark.parametrize(("row", "what"), BAD_ROWS)
def test_a_bad_row_is_named_and_those_around_it_are_kept(tmp_path: Path, row: str, what: str) -> None:
    """The error says in which line the row begins."""
    row = row + "," if row == "a," else row
    before, fault, after = read_csv(tmp_path, f'id,text,date\nx,"One\nline.",\n{row}\n\nz,Two.,\n')
    assert isinstance(before, Report) and isinstance(after, Report)
    assert isinstance(fault, ReadError) and what in fault.what
    assert fault.where.endswith("a.csv:4")


@pytest.mark.parametrize(
    ("data", "what"),
    [
        ("", "no column"),
        ("id,title\nx,y\n", "no column"),
        ("text,text\nx,y\n", "more than one"),
        ("text,id\n", "no report"),
        ('text,id\n"One.', "not a row of a table"),
        (b"text,id\nOrl\xe9ans.,x\n", "not UTF-8"),
        ("text,id\n".encode("utf-16"), "not UTF-8"),
        (b"PK\x03\x04", "not a text"),
        ('text,id\n"' + "x" * 3_000, "not a row of a table"),
    ],
)
def test_a_table_without_reports_is_an_error(
    tmp_path: Path, data: str | bytes, what: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also one whose quotation mark never ends, which would swallow all that follows."""
    monkeypatch.setattr(csv_room, "MAX_LINE_BYTES", 2_000)
    [fault] = read_csv(tmp_path, data)
    assert isinstance(fault, ReadError) and what in fault.what
    assert limits.MAX_LINE_BYTES < 50_000_000


def read_parquet(folder: Path, columns: dict[str, list[Any]]) -> list[Report | ReadError]:
    """What a table gives."""
    from pyarrow import parquet

    parquet.write_table(pyarrow.table(columns), folder / "a.parquet")
    return list(reports([folder / "a.parquet"]))


def test_a_parquet_table_is_read_like_any_other(tmp_path: Path) -> None:
    """Days of its own type, numbers as ids, and a row without text."""
    columns: dict[str, list[Any]] = {
        "text": ["One.", None, "Three."] * 50,
        "id": list(range(150)),
        "published": [DAY, DAY, None] * 50,
        "blob": [b"x"] * 150,
    }
    found = read_parquet(tmp_path, columns)
    assert [type(item) for item in found[:3]] == [Report, ReadError, Report]
    first, fault, third = found[:3]
    assert isinstance(first, Report) and isinstance(third, Report) and isinstance(fault, ReadError)
    assert (first.name, first.text, first.published, third.published) == ("0", "One.", DAY, None)
    assert fault.where.endswith("a.parquet:2")
    assert len(found) == 150


@pytest.mark.parametrize(
    ("columns", "what"),
    [
        ({"body": ["x"]}, "no column"),
        ({"text": []}, "no report"),
        ({"text": ["x" * 9_000]}, "holds more than 1,000 bytes"),
    ],
)
def test_a_parquet_table_without_reports_is_an_error(
    tmp_path: Path, columns: dict[str, list[Any]], what: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Or one whose rows would not fit into memory."""
    monkeypatch.setattr(parquet_room, "MAX_GROUP_BYTES", 1_000)
    if what.startswith("holds"):
        columns = {"text": [str(number) for number in range(4_000)]}
    [fault] = read_parquet(tmp_path, columns)
    assert isinstance(fault, ReadError) and what in fault.what


@pytest.mark.parametrize("data", [b"", b"PAR1", b"PAR1" + b"x" * 99 + b"PAR1"])
def test_a_damaged_parquet_file_is_an_error(tmp_path: Path, data: bytes) -> None:
    """No error of the library comes through."""
    (tmp_path / "a.parquet").write_bytes(data)
    [fault] = reports([tmp_path / "a.parquet"])
    assert isinstance(fault, ReadError)
