"""Which acts are one entry."""

from __future__ import annotations

import datetime as dt
import itertools
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aidememoire.model import Reading, Span, Voice
from aidememoire.record.entry import Entry, own_words
from aidememoire.record.merge import as_known, merge_readings
from making import make_act, make_reading, make_report, read_one
from telling import readings

MEET: dict[str, Any] = {"actors": ("Norway",), "recipients": ("Denmark",), "when": "2019-05-09", "where": "Oslo"}
ASK: dict[str, Any] = {
    "kind": "demand",
    "actors": ("Chad",),
    "recipients": ("Niger",),
    "when": "2019-05-09",
    "matter": "reopening of the border posts",
}


def pair(first: dict[str, Any], second: dict[str, Any]) -> tuple[Entry, ...]:
    """The entries of two acts told by two papers."""
    one = read_one("Norway's minister met her colleague for talks in the capital.", outlet="The Example Post", **first)
    two = read_one("In the capital both ministers sat together over fish.", outlet="The Example Star", **second)
    return merge_readings((one, two)).entries


SAME = {
    "same day and parties": (MEET, MEET | {"where": None}),
    "sides named the other way round": (MEET, MEET | {"actors": ("Denmark",), "recipients": ("Norway",)}),
    "both as actors": (MEET, MEET | {"actors": ("Denmark", "Norway"), "recipients": ()}),
    "a month and a day in it, at one place": (MEET, MEET | {"when": "2019-05"}),
    "a visit planned early next year, and then in January": (
        MEET | {"status": "planned", "when": "2020-01/2020-04"},
        MEET | {"status": "planned", "when": "2020-01"},
    ),
    "ongoing and done": (MEET, MEET | {"status": "ongoing"}),
    "one demand in other words": (ASK, ASK | {"matter": "to reopen its border posts"}),
    "an agreement of which both papers name one side": (ASK | {"kind": "agree", "recipients": ()},) * 2,
    "one deadline told in two ways, the second report undated": (
        ASK | {"due": "2019-12"},
        ASK | {"due": "../2019-12-31", "when": None},
    ),
    "a demand whose recipient one paper leaves out": (ASK, ASK | {"recipients": ()}),
    "signed and agreed the same treaty": (
        MEET | {"kind": "sign", "instrument": "Fish Treaty"},
        MEET | {"kind": "agree", "instrument": "Fish Treaty"},
    ),
}
APART = {
    "done and denied": (MEET, MEET | {"status": "denied"}),
    "done and planned": (MEET, MEET | {"status": "planned"}),
    "negated": (ASK, ASK | {"negated": True}),
    "another day": (MEET, MEET | {"when": "2019-05-10"}),
    "other people of the same sides": (MEET | {"persons": ("Ida Moe",)}, MEET | {"persons": ("Per Lund",)}),
    "done in a quarter, and in a month of it": (MEET | {"when": "2019-01/2019-04"}, MEET | {"when": "2019-01"}),
    "another place": (MEET, MEET | {"where": "Rome"}),
    "other parties": (MEET, MEET | {"recipients": ("Denmark", "Sweden")}),
    "nobody named on the other side": (MEET | {"recipients": ()}, MEET | {"recipients": ()}),
    "no actor named": (ASK | {"actors": ()}, ASK | {"actors": ()}),
    "other instruments": (MEET | {"instrument": "Fish Treaty"}, MEET | {"instrument": "Gas Treaty"}),
    "other matters": (ASK, ASK | {"matter": "payment for cattle"}),
    "other deadlines": (ASK | {"due": "2019-06-01"}, ASK | {"due": "2019-07"}),
    "a matter left out": (ASK, ASK | {"matter": None}),
    "the asked one asks": (ASK, ASK | {"actors": ("Niger",), "recipients": ("Chad",)}),
    "undated and nothing else in common": (MEET | {"when": None, "where": None}, MEET | {"when": None, "where": None}),
}


@pytest.mark.parametrize("name", SAME)
def test_one_event_is_one_entry(name: str) -> None:
    """Two tellings of one event are one entry with two sources."""
    (entry,) = pair(*SAME[name])
    assert entry.sources == ("The Example Post", "The Example Star")


@pytest.mark.parametrize("name", APART)
def test_what_differs_stays_apart(name: str) -> None:
    """A contradiction, or too little in common, keeps two acts apart."""
    assert len(pair(*APART[name])) == 2


def test_two_acts_of_one_sentence_stay_two() -> None:
    """What one sentence tells twice is two things."""
    report = make_report("Norway met Denmark and met Denmark again.")
    acts = [make_act(report, report.text, recipients=("Denmark",), when="2019-05-09", rule=f"meet/{n}") for n in "ab"]
    assert len(merge_readings([make_reading(report, *acts)]).entries) == 2


def test_no_chain_joins_a_contradiction() -> None:
    """Two acts that each fit a vague third, but not each other, are not drawn together by it."""
    told = [MEET | {"where": where, "kind": "meet"} for where in ("Oslo", None, "Rome")]
    readings = [read_one(f"The two sides met, paper {n}.", outlet=f"Example {n}", **act) for n, act in enumerate(told)]
    for entry in merge_readings(readings).entries:
        assert {"Oslo", "Rome"} > {act.where for act in entry.acts if act.where} or not entry.where


def test_an_entry_takes_the_best_of_its_acts() -> None:
    """The narrowest time, the fullest act, and what only one of the papers tells."""
    vague = read_one("They met in May.", outlet="A", day="2019-06-01", **MEET | {"when": "2019-05", "matter": "cod"})
    exact = read_one("They met on Thursday.", outlet="B", **MEET | {"persons": ("Ida Moe",), "when_words": "Thursday"})
    (entry,) = merge_readings([vague, exact]).entries
    assert (entry.when, entry.when_words, entry.matter, entry.persons) == (
        "2019-05-09",
        "Thursday",
        "cod",
        ("Ida Moe",),
    )
    assert str(entry.told) == "2019-05-10"


def test_an_entry_says_what_it_is_about_most_fully() -> None:
    """Of several matters the one that says most counts; one that repeats the day says nothing."""
    told = [("cod", None), ("Thursday", "Thursday"), ("cod quotas of the coming year", None), ("the cod", None)]
    readings = [
        read_one(f"They met, says paper {n}.", outlet=f"Example {n}", **MEET | {"matter": matter, "when_words": words})
        for n, (matter, words) in enumerate(told)
    ]
    (entry,) = merge_readings(readings).entries
    assert entry.matter == "cod quotas of the coming year"
    assert merge_readings(readings[1:2]).entries[0].matter is None


LONG = " ".join(f"Sentence {n} of a report tells what envoy {n * 7} said about quota {n * 13}." for n in range(12))


def test_copies_and_quoted_papers_count_once() -> None:
    """A reprint counts as its original, and a report that quotes a paper as that paper."""
    first = "Norway met Denmark in Oslo."
    original = make_report(f"{first}\n{LONG}", "The Example Wire", "2019-05-10")
    reprint = make_report(f"New head\n{first}\n{LONG[:-80]}", "The Example Star", "2019-05-11")
    quoting = make_report(f"As the wire has it, both met.\n{LONG[:60]}", "The Example Review", "2019-05-12")
    wire = Voice("The Example Wire", "outlet", False)
    readings = [
        make_reading(original, make_act(original, first, **MEET)),
        make_reading(reprint, make_act(reprint, first, **MEET)),
        make_reading(quoting, make_act(quoting, "As the wire has it, both met.", said_by=(wire,), **MEET)),
    ]
    record = merge_readings(readings)
    assert [(entry.sources, entry.copies) for entry in record.entries] == [(("The Example Wire",), 3)]
    assert record.originals == ((reprint.id, original.id),)


def test_a_reference_stays_when_later_reports_come() -> None:
    """The first telling names the entry."""
    readings = [
        read_one(f"They met, says paper {n}.", outlet=f"Example {n}", day=f"2019-05-1{n}", **MEET) for n in range(4)
    ]
    ids = {merge_readings(readings[:count]).entries[0].id for count in range(1, 5)}
    assert len(ids) == 1


CHOICES = st.fixed_dictionaries(
    {
        "kind": st.sampled_from(["meet", "agree", "demand"]),
        "actors": st.sampled_from([("Norway",), ("Denmark",), ("Norway", "Denmark")]),
        "recipients": st.sampled_from([(), ("Denmark",)]),
        "when": st.sampled_from([None, "2019-05-09", "2019-05", "2019"]),
        "where": st.sampled_from([None, "Oslo", "Norway", "Rome"]),
        "matter": st.sampled_from([None, "cod quotas", "the cod"]),
        "status": st.sampled_from(["done", "ongoing", "planned", "denied"]),
    }
)


@given(st.lists(CHOICES, min_size=2, max_size=6), st.randoms(use_true_random=False))
def test_the_order_of_reports_does_not_matter(acts: list[dict[str, Any]], shuffled: Any) -> None:
    """Any order of reports gives the same record."""
    readings = [
        read_one(f"Paper {n} says so.", outlet=f"Example {n}", day=f"2019-05-{10 + n % 3}", **act)
        for n, act in enumerate(acts)
    ]
    other = list(readings)
    shuffled.shuffle(other)
    assert merge_readings(readings) == merge_readings(other)


def test_a_report_given_twice_counts_once() -> None:
    """The same reading again adds nothing."""
    reading: Reading = read_one("Norway met Denmark.", **MEET)
    assert merge_readings([reading, reading]) == merge_readings([reading])


def test_every_act_is_in_one_entry() -> None:
    """No act is lost, none is held twice."""
    readings = [
        read_one(f"{a} met {b}.", actors=(a,), recipients=(b,), when="2019-05-09")
        for a, b in itertools.permutations("XYZ", 2)
    ]
    entries = merge_readings(readings).entries
    held = [act.id for entry in entries for act in entry.acts]
    assert sorted(held) == sorted(act.id for reading in readings for act in reading.acts)
    assert len(entries) == 3


WHERE = "Norway said, after a long night of talks that few had hoped for, that it will meet Denmark in Oslo on Friday."
SAID = [
    ([], "… meet …"),
    (["Denmark"], "… meet Denmark …"),
    (["Denmark", "Friday"], "… meet Denmark in Oslo on Friday."),
    (["Norway"], "… of talks that few had hoped for, that it will meet …"),
]


@pytest.mark.parametrize(("roles", "said"), SAID)
def test_an_entry_keeps_words_of_its_report(roles: list[str], said: str) -> None:
    """From the first role to the last, whole words, with dots where something is left out."""
    report = make_report(WHERE)
    spans = [Span(WHERE.index(word), WHERE.index(word) + len(word)) for word in ("meet", *roles)]
    act = replace(make_act(report, WHERE), words=spans[0], spans=tuple(("role", span) for span in spans))
    assert own_words(act, WHERE) == said


@pytest.mark.parametrize(
    ("status", "when", "kept"),
    [
        ("done", "2019-09", None),
        ("done", "2019-05-11", "2019-05-11"),
        ("done", "2019-05", "2019-05"),
        ("planned", "2019-09", "2019-09"),
    ],
)
def test_nothing_is_done_after_it_was_told(status: str, when: str, kept: str | None) -> None:
    """A day after the report's own is no day of a done act; the act stays, undated."""
    (entry,) = merge_readings([read_one("They met.", **MEET | {"status": status, "when": when})]).entries
    assert entry.when == kept


def test_an_act_given_twice_counts_once() -> None:
    """Two acts of one report that bear one id are one."""
    reading = read_one("Norway met Denmark.", **MEET)
    assert merge_readings([replace(reading, acts=reading.acts * 2)]).entries == merge_readings([reading]).entries


@given(readings(), st.sampled_from(["2018-12-31", "2019-05-10", "2019-05-12", "2020-01-01"]))
def test_the_record_as_known_is_that_of_the_reports_known(told: list[Reading], day: str) -> None:
    """Leaving later reports out of a record gives what merging the earlier ones gives."""
    today = dt.date.fromisoformat(day)
    earlier = [r for r in told if r.report.published is None or r.report.published <= today]
    assert as_known(merge_readings(told), today) == merge_readings(earlier)
