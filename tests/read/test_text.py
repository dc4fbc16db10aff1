"""Text files: the block at their top, what is cleaned, and what is refused."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aidememoire.errors import ReadError
from aidememoire.ids import content_id
from aidememoire.model import Report
from aidememoire.read import reports
from aidememoire.read._clean import clean, full_date
from aidememoire.read.text import front_matter

DAY = dt.date(2019, 3, 5)


def read_text(folder: Path, data: bytes | str, name: str = "report.txt", **known: object) -> Report:
    """The one report of a text file with this content."""
    path = folder / name
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    [found] = reports([path], **known)  # type: ignore[arg-type]
    if isinstance(found, ReadError):
        raise found
    return found


BLOCKS = [
    ("Title: T\nOutlet: O\nDate: 2019-03-05\nUrl: http://o.example/1\n\nBody.", ("T", "O", DAY, "http://o.example/1")),
    ("outlet: O\r\n---\r\nBody.", (None, "O", None, None)),
    ("Date: 2019-03-05T07:30:00+09:00\n\n\nBody.", (None, None, DAY, None)),
    ("\ufeffTitle:\nOutlet: O\nDate:\n\nBody.", (None, "O", None, None)),
]


@pytest.mark.parametrize(("text", "fields"), BLOCKS)
def test_a_block_at_the_top_is_taken_off(tmp_path: Path, text: str, fields: tuple[object, ...]) -> None:
    """Its values are the report's, and the text begins below it."""
    report = read_text(tmp_path, text)
    assert (report.title, report.outlet, report.published, report.url) == fields
    assert report.text == "Body."


@pytest.mark.parametrize(
    "text",
    [
        "Title: the king's\n\nThe heir has none.",
        "Talks end\nDate: 2019-03-05\n\nBody.",
        "Outlet: O\nThe talks ended.",
        "The talks ended.",
        "Outlets: many.\n\nBody.",
    ],
)
def test_what_is_no_block_stays_text(text: str) -> None:
    """Without outlet and date, or with other lines among them, the first lines are the article's own."""
    assert front_matter(text, "report.txt") == ({}, text)


def test_options_fill_what_is_missing_and_override_nothing(tmp_path: Path) -> None:
    """What the report states of itself wins."""
    known = {"published": dt.date(2001, 1, 1), "outlet": "Other"}
    stated = read_text(tmp_path, "Outlet: O\nDate: 2019-03-05\n\nBody.", **known)
    silent = read_text(tmp_path, "Body.", **known)
    assert (stated.outlet, stated.published) == ("O", DAY)
    assert (silent.outlet, silent.published) == ("Other", dt.date(2001, 1, 1))
    assert silent.id == content_id("Body.", "Other", "2001-01-01") != stated.id


CLEANED = [
    ("a \t\r\nb\rc\x85d\u2028e\x0cf", "a\nb\nc\nd\ne\nf"),
    ("\ufeffa\x00b\x1b[31mc\x9b", "ab[31mc"),
    ("\n\n a\u00a0\n\n\nb\n", " a\n\n\nb"),
    ("e\u0301 ﬁ \u200f\u00ad½", "e\u0301 ﬁ \u200f\u00ad½"),
]


@pytest.mark.parametrize(("raw", "cleaned"), CLEANED)
def test_cleaning_touches_only_what_is_not_text(raw: str, cleaned: str) -> None:
    """Line ends, control characters and trailing blanks go; letters, accents and signs stay as they were written."""
    assert clean(raw) == cleaned


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=80))
def test_cleaning_twice_changes_nothing(raw: str) -> None:
    """A cleaned text is its own cleaning, so that offsets into it never need repair."""
    assert clean(clean(raw)) == clean(raw)


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ("Čaputová met Orbán.".encode(), "Čaputová met Orbán."),
        ("Čaputová met Orbán.".encode("utf-16"), "Čaputová met Orbán."),
    ],
)
def test_unicode_is_read_in_both_its_common_forms(tmp_path: Path, data: bytes, text: str) -> None:
    """UTF-8, and UTF-16 with its mark."""
    assert read_text(tmp_path, data).text == text


@pytest.mark.parametrize(
    "value", ["2018-02-30", "2018-11", "2018", "15 November 2018", "20181115", "2018-11-15 soon", "٢٠١٨-١١-١٥"]
)
def test_a_date_that_is_none_is_an_error_that_names_the_line(tmp_path: Path, value: str) -> None:
    """Neither half a date nor an impossible one is taken, or passed over in silence."""
    with pytest.raises(ReadError) as caught:
        read_text(tmp_path, f"Outlet: O\nDate: {value}\n\nBody.")
    assert caught.value.where.endswith("report.txt:2")
    assert value in caught.value.what


@pytest.mark.parametrize(
    "value", ["2018-11-15", "2018-11-15T23:59:59Z", "2018-11-15 07:30", "2018-11-15T07:30:00.5+09:00"]
)
def test_the_day_is_the_one_that_is_written(value: str) -> None:
    """A time and its zone do not move it."""
    assert full_date(value, "x") == dt.date(2018, 11, 15)
