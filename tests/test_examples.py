"""In: the example reports. Out: a failure where one is no longer read as what it was written to be."""

from __future__ import annotations

import datetime as dt
from functools import cache
from pathlib import Path

import pytest

from aidememoire.model import Report
from aidememoire.read import reports

FOLDER = Path(__file__).parents[1] / "examples" / "japan-russia"
DAYS = ["2018-09-13", "2018-11-14", "2018-11-16", "2018-12-02", "2019-01-22", "2019-01-23", "2019-06-30", "2022-03-22"]


@cache
def examples() -> tuple[Report, ...]:
    """The reports of the folder, in the order of their days; one that cannot be read fails the test that asked."""
    found = tuple(reports([FOLDER]))
    assert all(isinstance(report, Report) for report in found), found
    return tuple(sorted((r for r in found if isinstance(r, Report)), key=lambda report: str(report.published)))


def _words(text: str) -> list[str]:
    return text.lower().split()


def _runs(report: Report, length: int = 5) -> set[tuple[str, ...]]:
    words = _words(report.text)
    return {tuple(words[start : start + length]) for start in range(len(words) - length + 1)}


def test_every_report_is_read_with_its_day() -> None:
    """The folder gives its eight reports, text, page and JSON lines alike, each with the day it was published."""
    assert [str(report.published) for report in examples()] == DAYS


def test_every_report_says_that_it_is_an_example() -> None:
    """Nobody can take a report for a real one: each outlet's name says that it is an example."""
    assert [report.outlet for report in examples() if "Example" not in (report.outlet or "")] == []


def test_every_report_has_title_and_length_of_a_press_report() -> None:
    """Each report has a title, and two to four hundred words."""
    assert all(report.title for report in examples())
    assert [report.name for report in examples() if not 200 <= len(_words(report.text)) <= 400] == []


@pytest.mark.parametrize("furniture", ["Outlet:", "Title:", "Crossword", "cookies", "newsletter", "<p>", "dataLayer"])
def test_furniture_is_not_text(furniture: str) -> None:
    """Front matter, menus, cookie notices and markup stay outside the text of every report."""
    assert [report.name for report in examples() if furniture in report.text] == []


def test_the_page_keeps_its_article() -> None:
    """The web page is read from its first sentence to its last."""
    page = next(report for report in examples() if report.published == dt.date(2018, 12, 2))
    assert "have put their foreign ministers in charge" in page.text
    assert page.text.rstrip().endswith("few diplomats expect one.")


def test_only_the_reprint_repeats_another() -> None:
    """The two Moscow reports share most of their runs of five words; no other two share a tenth."""
    runs = [_runs(report) for report in examples()]
    shared = {
        (DAYS[one], DAYS[two]): len(runs[one] & runs[two]) / min(len(runs[one]), len(runs[two]))
        for one in range(len(runs))
        for two in range(one)
    }
    assert [pair for pair, share in shared.items() if share > 0.1] == [("2019-01-23", "2019-01-22")]
    assert shared["2019-01-23", "2019-01-22"] > 0.7
