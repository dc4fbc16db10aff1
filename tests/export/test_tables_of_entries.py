"""CSV, JSON Lines and Parquet, read back."""

from __future__ import annotations

import csv
import datetime as dt
import io

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aidememoire.export.formats.csv import cell
from exporting import EVIL, lines, story, written


def table() -> list[dict[str, str]]:
    """The CSV file as Excel's reader sees it."""
    return list(csv.DictReader(io.StringIO(written("csv").decode("utf-8-sig"), newline="")))


def test_csv_has_a_line_for_every_entry() -> None:
    """All entries, each with its reference and one line; the day stands as ruled, and as days to sort by."""
    rows = table()
    assert [row["reference"] for row in rows] == [row.reference for row in story().rows]
    assert written("csv").count(b"\r\n") == len(rows) + 1
    [meeting] = [row for row in rows if row["where"] == "Niamey"]
    assert (meeting["when"], meeting["when_first"], meeting["actors"]) == ("2018-11-30", "2018-11-30", "Chad; Niger")
    assert (meeting["confidence"], meeting["rule"], meeting["outlet"]) == ("0.75", "meet/test", "Example Post")
    assert "A. Name" in meeting["rulings"]


def test_no_cell_of_csv_is_a_formula() -> None:
    """A matter, place and outlet that begin like formulas have an apostrophe before them, and keep their words."""
    [row] = [row for row in table() if row["actors"] == "Mali"]
    assert row["matter"].startswith("'=cmd|")
    assert row["where"] == "'@Lomé"
    assert row["outlet"].startswith("'=Evil")
    assert "🕊 محادثات" in row["matter"]


@given(st.text())
def test_whatever_a_cell_holds_is_one_line_and_no_formula(text: str) -> None:
    """No program can take it for a formula, and no control character or turning mark is left in it."""
    found = cell(text)
    assert not found or found[0] not in "=+-@\t\r\n＝＋－＠"
    assert not set(found) & set("\x00\t\r\n\x1b\u2028\u2029\u202e\u2066")
    assert found.encode("utf-8").decode("utf-8") == found


def test_json_lines_have_every_statement_with_its_entry() -> None:
    """Offsets point at the sentence; the statement is as found, the entry as ruled."""
    found = {row["id"]: row for row in lines("jsonl")}
    assert len(found) == sum(len(row.statements) for row in story().rows)
    for row in story().rows:
        for said in row.statements:
            told = found[said.act.id]["sentence"]
            assert said.report.text[told["start"] : told["end"]] == told["text"] == said.sentence
    [meeting] = [row for row in found.values() if row["where"] == "Niamey"]
    assert (meeting["when"], meeting["entry"]["when"]) == ("2018-12-01", "2018-11-30")
    [odd] = [row for row in found.values() if row["actors"] == ["Mali"]]
    assert odd["matter"] == EVIL


def test_parquet_has_days_as_days_and_statements_as_lists() -> None:
    """The field's own library reads types, lists and the statements' places; odd text is what it was."""
    read = pq.read_table(io.BytesIO(written("parquet")))
    assert read.schema.field("when_first").type == pa.date32()
    rows = read.to_pylist()
    assert [row["reference"] for row in rows] == [row.reference for row in story().rows]
    [plan] = [row for row in rows if row["status"] == "planned"]
    assert (plan["when_first"], plan["when_last"]) == (dt.date(2019, 1, 1), dt.date(2019, 4, 30))
    assert (plan["said_by"], plan["sources"]) == (["Ida Moe"], ["Example Star"])
    [said] = plan["statements"]
    assert (said["sentence"], said["published"]) == ("Chad will visit Niger early next year.", dt.date(2018, 12, 20))
    assert [row["matter"] for row in rows if row["actors"] == ["Mali"]] == [EVIL]


@pytest.mark.parametrize("form", ["csv", "jsonl"])
def test_tables_are_written_piece_by_piece(form: str) -> None:
    """A large record is never held whole as text: the first row is there before the second is asked for."""
    from aidememoire.export.registry import find_format

    pieces = iter(find_format(form).write(story()))
    assert len(next(pieces)) < len(written(form)) / 2
