"""JSON Lines: the text exactly as given; one bad line does not hide the others."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aidememoire import limits
from aidememoire.errors import ReadError
from aidememoire.model import Report
from aidememoire.read import jsonl, reports
from aidememoire.read._clean import Known
from aidememoire.read.jsonl import _report


def read_lines(folder: Path, *lines: bytes | dict[str, Any]) -> list[Report | ReadError]:
    """What a file of these lines gives."""
    path = folder / "reports.jsonl"
    path.write_bytes(b"\n".join(line if isinstance(line, bytes) else json.dumps(line).encode() for line in lines))
    return list(reports([path]))


def test_every_field_that_is_known_is_kept(tmp_path: Path) -> None:
    """Title, outlet, address and date come with the text."""
    row = {"id": "a/1", "text": "Body. ", "title": "T", "outlet": "O", "url": "http://o.example", "date": "2019-03-05"}
    [report] = read_lines(tmp_path, row)
    assert isinstance(report, Report)
    told = (report.name, report.text, report.title, report.outlet, report.url, report.published)
    assert told == ("a/1", "Body. ", "T", "O", "http://o.example", dt.date(2019, 3, 5))


@pytest.mark.parametrize(
    ("row", "name", "day"),
    [
        ({"id": 7, "dct": "2016-11-07T00:00:00"}, "7", dt.date(2016, 11, 7)),
        (
            {"url": "http://o.example/2", "published": None, "date": "2019-03-05"},
            "http://o.example/2",
            dt.date(2019, 3, 5),
        ),
        ({"id": None, "published": ""}, "reports.jsonl:1", None),
    ],
)
def test_names_and_dates_are_found_where_they_may_stand(
    tmp_path: Path, row: dict[str, Any], name: str, day: Any
) -> None:
    """Without an id the address or the line names the report; any of three fields may hold the date."""
    [report] = read_lines(tmp_path, {"text": "Body.", **row})
    assert isinstance(report, Report)
    assert (report.name, report.published) == (name, day)


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), min_size=1).filter(str.strip))
def test_the_text_is_the_one_given(text: str) -> None:
    """Not a code point is changed, so that offsets count in the text as its owner has it."""
    line = json.dumps({"id": "x", "text": text}).encode()
    assert _report(line, "x:1", "x:1", Known()).text == text


FAULTS = [
    (b'{"id": "x", "text": "Body."', "not JSON"),
    (b"[1, 2]", "not a JSON object"),
    (b"[" * 200_000, "not JSON that can be read"),
    (b'{"text": "Body.", "n": ' + b"9" * 5_000 + b"}", "not JSON that can be read"),
    (b'{"id": "x"}', "no text"),
    (b'{"id": "x", "text": ""}', "no text"),
    (b'{"id": "x", "text": " \\n "}', "no text"),
    (b'{"id": "x", "text": null}', "no text"),
    (b'{"id": "x", "text": 5}', '"text" is no string'),
    (b'{"id": ["x"], "text": "Body."}', '"id" is no string'),
    (b'{"id": "x", "text": "half \\ud83d"}', "lone surrogate"),
    (b'{"id": "x", "text": "Bod\xff."}', "not UTF-8 at byte offset 24"),
    (b'{"id": "x", "text": "Body.", "dct": "2018-02-30"}', "no full date"),
    (b'{"id": "x", "text": "Body.", "dct": 20180228}', '"dct" is no string'),
]


@pytest.mark.parametrize(("line", "what"), FAULTS, ids=[what for _, what in FAULTS])
def test_a_bad_line_is_named_and_the_lines_around_it_are_kept(tmp_path: Path, line: bytes, what: str) -> None:
    """The error says which line, and those before and after it give their reports."""
    before, fault, after = read_lines(tmp_path, {"id": "a", "text": "One."}, line, {"id": "b", "text": "Two."})
    assert isinstance(fault, ReadError)
    assert fault.where.endswith("reports.jsonl:2")
    assert what in fault.what
    assert [report.name for report in (before, after) if isinstance(report, Report)] == ["a", "b"]


def test_a_line_that_is_too_long_is_skipped_unread(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It costs its number, not the memory, and not the lines after it."""
    monkeypatch.setattr(jsonl, "MAX_LINE_BYTES", 1_000)
    long = {"id": "long", "text": "x" * 5_000}
    found = read_lines(tmp_path, {"id": "a", "text": "One."}, long, {"id": "b", "text": "Two."})
    assert ["longer than 1,000 bytes" in item.what if isinstance(item, ReadError) else item.name for item in found] == [
        "a",
        True,
        "b",
    ]
    assert limits.MAX_LINE_BYTES < 50_000_000


@pytest.mark.parametrize("data", [b"", b"\n \n", b"\xef\xbb\xbf"])
def test_a_file_without_lines_is_an_error(tmp_path: Path, data: bytes) -> None:
    """An empty read is never an empty answer."""
    [fault] = read_lines(tmp_path, data)
    assert isinstance(fault, ReadError)
    assert "no report" in fault.what
