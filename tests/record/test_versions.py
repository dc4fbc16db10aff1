"""What the reports of one entry tell differently."""

from __future__ import annotations

from typing import Any

import pytest

from aidememoire.model import Voice
from aidememoire.record.entry import make_entry
from aidememoire.record.versions import Versions, versions
from making import read_one

POST, STAR = "The Example Post", "The Example Star"


def told(*tellings: dict[str, Any], copies: bool = False) -> tuple[Versions, ...]:
    """The versions of one entry told in turn by the Post, the Star and the Post again."""
    outlets = (POST, STAR, POST)
    readings = [read_one(f"Report {n}.", outlet=outlets[n], **one) for n, one in enumerate(tellings)]
    reports = {reading.report.id: reading.report for reading in readings}
    acts = [act for reading in readings for act in reading.acts]
    first = dict.fromkeys(reports, acts[0].report) if copies else None
    return versions(make_entry(acts, reports, lambda act: act.report), reports, first)


DIFFER: list[tuple[str, Any, Any, str]] = [
    ("when", "2019-05-09", "2019-05-10", "when"),
    ("due", "2019-06", "2019-07", "due"),
    ("where", "Oslo", "Bergen", "where"),
    ("condition", "if it rains", "if it snows", "condition"),
    ("recipients", ("Mali",), ("Togo",), "recipients"),
    ("status", "done", "ongoing", "status"),
]


@pytest.mark.parametrize(("field", "one", "other", "name"), DIFFER)
def test_values_that_differ_stand_with_their_sources(field: str, one: Any, other: Any, name: str) -> None:
    """Each of two values stands with the paper that tells it."""
    (found,) = told({field: one}, {field: other})
    assert found.field == name
    said = {", ".join(v) if isinstance(v, tuple) else v for v in (one, other)}
    assert {value for value, _ in found.values} == said
    assert {who for _, who in found.values} == {(POST,), (STAR,)}


SAME: list[tuple[dict[str, Any], dict[str, Any]]] = [
    ({"when": "2019-05"}, {"when": "2019-05-10"}),
    ({"when": "2019-05-10"}, {"when": None}),
    ({"where": "Oslo"}, {"where": None}),
    ({"actors": ("Mali", "Togo")}, {"actors": ("Togo", "Mali")}),
    ({"matter": "a Grain convoy"}, {"matter": "a grain  convoy"}),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_what_fits_is_no_other_version(one: dict[str, Any], other: dict[str, Any]) -> None:
    """A vaguer day, a field not told, another order or other blanks are no difference."""
    assert told(one, other) == ()


COUNTS = [
    ("open three islands", "open four islands", {"three islands", "four islands"}),
    ("open three small islands to ships", "open 4 islands", {"three islands", "4 islands"}),
    ("open three islands", "open 3 islands", None),
    ("open three islands", "open four harbours", None),
    ("open three islands", "open islands", None),
    ("open three islands and two islands", "open four islands", None),
    ("keep 1956 declarations", "keep two declarations", None),
]


@pytest.mark.parametrize(("one", "other", "counts"), COUNTS)
def test_counts_of_one_thing_are_compared(one: str, other: str, counts: set[str] | None) -> None:
    """Three islands against four is a difference; the same number in figures, and numbers of other things, are none."""
    found = [v for v in told({"matter": one}, {"matter": other}) if v.field == "count"]
    assert [{value for value, _ in v.values} for v in found] == ([counts] if counts else [])


def test_a_source_that_corrects_itself_stands_at_both_values() -> None:
    """A paper that tells two days in turn is named with each."""
    (found,) = told({"when": "2019-05-09"}, {"when": "2019-05-09"}, {"when": "2019-05-10"})
    assert {value: set(who) for value, who in found.values} == {"2019-05-09": {POST, STAR}, "2019-05-10": {POST}}


def test_papers_that_quote_one_agency_are_one_source() -> None:
    """A value stands for the agency that both papers quote, and a reprint for its original."""
    wire = {"said_by": (Voice("Example Wire", "outlet", False),)}
    (found,) = told({"when": "2019-05-09", **wire}, {"when": "2019-05-09", **wire}, {"when": "2019-05-10"})
    assert dict(found.values) == {"2019-05-09": ("Example Wire",), "2019-05-10": (POST,)}
    (printed,) = told({"when": "2019-05-09"}, {"when": "2019-05-10"}, copies=True)
    assert {who for _, who in printed.values} == {(POST,)}


def test_a_vague_day_hides_no_difference_and_takes_no_side() -> None:
    """Of "2019", November and December the two months differ; who only said the year stands at neither."""
    (found,) = told({"when": "2019"}, {"when": "2019-11"}, {"when": "2019-12"})
    assert dict(found.values) == {"2019-11": (STAR,), "2019-12": (POST,)}
