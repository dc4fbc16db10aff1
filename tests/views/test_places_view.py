"""Disputed places: who holds, who claims, each side's name."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from aidememoire.model import Mention, Reading, Span
from aidememoire.record.merge import merge_readings
from aidememoire.views import places
from aidememoire.views.brief import make_brief
from aidememoire.views.page import brief_text
from making import read_one

ROWS = [
    ("Long Reef", "island", "Mali=Long Reef; Togo=Dark Reef", "Mali", "Mali; Togo", "", "1999-12-31", "", "0", "0"),
    ("Long Reef", "island", "Mali=Long Reef; Togo=Dark Reef", "Togo", "Mali; Togo", "2000", "", "", "0", "0"),
    ("East Rock", "rock", "", "Togo", "Mali", "", "", "Long Reef", "0", "0"),
    ("West Rock", "rock", "", "Togo", "Mali", "", "", "Long Reef", "0", "0"),
]


@pytest.fixture(autouse=True)
def table(monkeypatch: pytest.MonkeyPatch) -> None:
    """A table of four rows in place of the shipped one."""
    monkeypatch.setattr(places, "data_names", lambda folder, suffix: [places.TABLE])
    monkeypatch.setattr(places, "load_tsv", lambda path, columns: iter(ROWS))


def naming(*names: str) -> Reading:
    """A report whose one sentence, and act, name these places."""
    text = f"Mali has asked Togo about {' and '.join(names)}."
    reading = read_one(text, kind="demand", actors=("Mali",), recipients=("Togo",), when="2019-05-09", matter="reefs")
    mentions = tuple(Mention(Span(text.index(n), text.index(n) + len(n)), "place", n) for n in names)
    return Reading(replace(reading.findings, places=mentions), reading.acts)


@pytest.mark.parametrize(("day", "holder"), [(dt.date(1990, 1, 1), "Mali"), (dt.date(2000, 1, 1), "Togo")])
def test_the_row_of_the_day_counts(day: dt.date, holder: str) -> None:
    """Of a place whose holder changed, the row that holds on the day is shown, with what concerns it."""
    reading = naming("Long Reef")
    (view,) = places.find_place_views([reading], merge_readings([reading]).entries, day)
    assert (view.holder, view.claimants, view.reports) == ((holder,), ("Mali", "Togo"), 1)
    assert view.names == (("Mali", "Long Reef"), ("Togo", "Dark Reef"))
    assert [entry.kind for entry in view.entries] == ["demand"]


def test_only_named_places_are_shown() -> None:
    """A place of the table that no report names is left out."""
    reading = naming("East Rock", "Oslo")
    assert [view.name for view in places.find_place_views([reading], (), dt.date(2020, 1, 1))] == ["East Rock"]


def test_the_page_names_both_sides() -> None:
    """Holder, claimants and both names stand on the page, with the reference of the entry."""
    record = merge_readings([naming("Long Reef")])
    text = brief_text(make_brief(record, (), dt.date(2020, 1, 1)))
    assert "Long Reef: held by Togo, claimed by Mali and Togo" in text
    assert "Mali: Long Reef; Togo: Dark Reef" in text
