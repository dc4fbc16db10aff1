"""The brief: what the record holds for a person."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest

from aidememoire.model import Mention, Reading, Span, Voice
from aidememoire.record.entry import Record
from aidememoire.record.merge import merge_readings
from aidememoire.views.brief import Brief, make_brief
from aidememoire.views.page import WIDTH, brief_text
from making import read_one

TODAY = dt.date(2019, 2, 1)


def story() -> Record:
    """A small dispute: an offer, an answer, a visit promised and made, a report without a date."""
    aide = Voice("an aide", "anonymous", False)
    herald = Voice("The Example Herald", "outlet", False)
    told: list[tuple[str, str | None, str, dict[str, Any]]] = [
        (
            "Chad offered Niger a border treaty by the year's end.",
            "2018-11-10",
            "Example Post",
            {
                "kind": "propose",
                "recipients": ("Niger",),
                "when": "2018-11-09",
                "due": "../2018-12-31",
                "matter": "border treaty",
            },
        ),
        (
            "Chad took its offer of a border treaty back, an aide said.",
            "2018-12-20",
            "Example Post",
            {
                "kind": "reject",
                "recipients": ("Niger",),
                "when": "2018-12-19",
                "matter": "border treaty",
                "said_by": (aide,),
            },
        ),
        (
            "Chad's president will visit Niger early next year.",
            "2018-12-20",
            "Example Star",
            {"recipients": ("Niger",), "status": "planned", "when": "2019-01/2019-04", "said_by": (herald,)},
        ),
        (
            "The presidents of Chad and Niger met.",
            "2019-01-23",
            "Example Star",
            {"actors": ("Chad", "Niger"), "when": "2019-01-22", "instrument": "Water Pact"},
        ),
        (
            "Chad will open a fair in June.",
            "2019-01-24",
            "Example Star",
            {"kind": "promise", "due": "2019-06", "matter": "a fair", "condition": "if it rains"},
        ),
        ("Niger met Mali on Tuesday.", None, "Example Sun", {"actors": ("Niger",), "recipients": ("Mali",)}),
        ("Chad met Mali in February.", "2019-02-20", "Example Sun", {"recipients": ("Mali",), "when": "2019-02-19"}),
    ]
    readings = [read_one(text, day=day, outlet=o, **{"actors": ("Chad",)} | act) for text, day, o, act in told]
    return merge_readings([_with_mention(reading) for reading in readings])


def _with_mention(reading: Reading) -> Reading:
    """The Water Pact is an instrument wherever a report names two presidents."""
    if "presidents" not in reading.report.text:
        return reading
    pact = Mention(Span(0, 14), "instrument", "Water Pact")
    return Reading(replace(reading.findings, instruments=(pact,)), reading.acts)


@pytest.fixture(scope="module")
def brief() -> Brief:
    """The brief of the story."""
    return make_brief(story(), (), TODAY)


def test_the_brief_sorts_the_record_into_what_a_person_asks(brief: Brief) -> None:
    """Timeline by day, deadlines by state, positions with moves, instruments with what rests on them, sources."""
    assert [entry.when for entry in brief.timeline] == ["2018-11-09", "2018-12-19", "2019-01/2019-04", "2019-01-22"]
    assert [entry.kind for entry in brief.without_day] == ["promise", "meet"]
    assert [(c.entry.kind, c.state) for c in brief.commitments] == [
        ("promise", "conditional"),
        ("propose", "withdrawn"),
        ("meet", "met"),
    ]
    assert [c.entry.kind for c in brief.next] == ["promise"]
    assert [c.entry.kind for c in brief.overdue] == []  # the offer was taken back before its day
    assert [(p.actor, p.latest.kind, p.moved) for p in brief.positions] == [("Chad", "reject", True)]
    assert [(view.name, view.reports, len(view.entries)) for view in brief.instruments] == [("Water Pact", 1, 1)]
    assert [view.name for view in brief.sources.unnamed] == ["an aide"]
    assert [view.name for view in brief.sources.quoted] == ["The Example Herald"]
    assert (brief.undated, brief.later) == (1, 1)


def test_the_page_says_all_of_it(brief: Brief) -> None:
    """Every entry has its line and reference; what is missing is said."""
    text = brief_text(brief)
    flat = " ".join(text.split())
    for entry in (*brief.timeline, *brief.without_day):
        assert f"[{brief.references[entry.id]}]" in text
    for words in (
        "Brief, as of 1 Feb 2019",
        "6 reports, 6 entries",
        "1 report without a publication date",
        "1 report published after",
        "9 Nov 2018 Chad proposed to Niger: border treaty",
        "early 2019 Chad is to meet with Niger",
        "met 22 Jan 2019",
        "moved: said no to Niger: border treaty",
        "before, 9 Nov 2018: proposed to Niger",
        "on condition: if it rains",
        "taken back 19 Dec 2018",
        "Water Pact (named in 1 report)",
        "an aide (unnamed)",
    ):
        assert words in flat
    assert max(map(len, text.splitlines())) <= WIDTH


WORDS = [
    (("FAIR",), 1),
    (("chad", "mali"), 0),
    (("mali",), 1),
    (("herald",), 1),
    (("border", "treaty"), 2),
    (("zebra",), 0),
]


@pytest.mark.parametrize(("words", "count"), WORDS)
def test_words_choose_entries(words: tuple[str, ...], count: int) -> None:
    """Only entries that hold all the words, in any case, are in the brief."""
    found = make_brief(story(), words, TODAY)
    assert len(found.timeline) + len(found.without_day) == count
    assert (count == 0) == ("Nothing in the record holds all these words." in brief_text(found))


def test_a_choice_does_not_change_what_is_met() -> None:
    """A commitment is judged by the whole record, also where the act that kept it is not chosen."""
    (found,) = make_brief(story(), ("herald",), TODAY).commitments
    assert found.state == "met"


def test_the_day_decides_what_is_known() -> None:
    """Seen from December, the visit is open and nothing tells that it was made."""
    early = make_brief(story(), (), dt.date(2018, 12, 20))
    assert [(c.entry.kind, c.state) for c in early.commitments] == [("meet", "open"), ("propose", "withdrawn")]
    assert early.later == 3


def test_an_empty_record_says_so() -> None:
    """No reports, no sections."""
    assert "The record holds nothing yet." in brief_text(make_brief(merge_readings(()), (), TODAY))
