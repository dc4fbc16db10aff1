"""What was ruled counts in every view: a rejected meeting keeps no promise, an edited day moves a deadline."""

from __future__ import annotations

import datetime as dt

import pytest

from aidememoire.record.decide import Word, decide
from aidememoire.record.entry import Record
from aidememoire.record.merge import merge_readings
from aidememoire.record.ruled import apply
from aidememoire.record.rulings import Ruling
from aidememoire.views.brief import Brief, make_brief
from aidememoire.views.page import brief_text
from making import read_one

TODAY = dt.date(2019, 2, 1)
SIDES = {"actors": ("Chad",), "recipients": ("Niger",), "where": "Niamey"}


def story() -> Record:
    """A visit promised, and one made."""
    plan = read_one("Chad will visit Niger.", day="2018-12-20", status="planned", when="2019-01-22", **SIDES)
    visit = read_one("Chad visited Niger.", outlet="Example Star", day="2019-01-23", when="2019-01-22", **SIDES)
    return merge_readings([plan, visit])


def rule(record: Record, action: str, status: str, *fields: str) -> Ruling:
    """A ruling on the plan or on the visit."""
    [entry] = [entry for entry in record.entries if entry.status == status]
    word = Word("A. Name", dt.datetime(2026, 11, 12, tzinfo=dt.UTC), "known better")
    return decide(apply(record, ()), action, [(entry, None)], word, fields)


def state(brief: Brief) -> list[str]:
    """The states of the commitments."""
    return [found.state for found in brief.commitments]


@pytest.mark.parametrize(
    ("action", "status", "fields", "states"),
    [
        (None, "", (), ["met"]),
        ("confirm", "done", (), ["met"]),
        ("reject", "done", (), ["lapsed"]),
        ("edit", "done", ("when=2019-03-04",), ["lapsed"]),
        ("edit", "planned", ("when=2019-02-20",), ["due"]),
        ("edit", "planned", ("status=possible",), []),
        ("reject", "planned", (), []),
    ],
)
def test_commitments_follow_rulings(
    action: str | None, status: str, fields: tuple[str, ...], states: list[str]
) -> None:
    """The promise of a visit stands as the ruled record has it."""
    record = story()
    rulings = [rule(record, action, status, *fields)] if action else []
    assert state(make_brief(record, (), TODAY, rulings=rulings)) == states


def test_the_brief_of_a_day_takes_later_rulings() -> None:
    """A ruling of 2026 holds for the record as of 2018, and one on a report left out is not called unfit."""
    record = story()
    rulings = [rule(record, "reject", "planned"), rule(record, "confirm", "done")]
    brief = make_brief(record, (), dt.date(2018, 12, 31), rulings=rulings)
    assert (brief.timeline, [entry.status for entry in brief.rejected], brief.unfit) == ((), ["planned"], 0)
    assert "REJECTED" in brief_text(brief)
    assert "known better" in brief_text(brief)


def test_rejected_entries_answer_to_the_words_asked_for() -> None:
    """A brief on other words does not list them."""
    record = story()
    rulings = [rule(record, "reject", "planned")]
    assert len(make_brief(record, ["Niamey"], TODAY, rulings=rulings).rejected) == 1
    assert make_brief(record, ["Bergen"], TODAY, rulings=rulings).rejected == ()
