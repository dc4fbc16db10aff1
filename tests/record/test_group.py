"""Grouping without comparing each act with each: the same as the plain rule, whatever is told."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aidememoire.record.bucket import bucket_of
from aidememoire.record.entry import in_order
from aidememoire.record.group import group
from aidememoire.record.merge import merge_readings
from aidememoire.record.same import Told, fit, may_be_one, speaks_for_one, tell
from making import make_act, make_reading, make_report, read_one
from telling import ACTS, DAYS, SENTENCES


def plain(told: Sequence[Told]) -> list[list[Told]]:
    """The rule itself, each act compared with each."""
    events: list[list[Told]] = []
    for item in told:
        for event in events:
            near = all(bucket_of(member) == bucket_of(item) and may_be_one(item, member) for member in event)
            if near and any(speaks_for_one(item, member) for member in event):
                event.append(item)
                break
        else:
            events.append([item])
    return events


@settings(max_examples=300, deadline=None)
@given(st.lists(st.tuples(ACTS, SENTENCES, DAYS), min_size=2, max_size=14))
def test_grouping_is_the_plain_rule(acts: list[tuple[dict[str, Any], str, str | None]]) -> None:
    """The short way never loses a pair that the long way joins."""
    told = []
    for n, (act, sentence, day) in enumerate(acts):
        report = make_report(f"{sentence}\n{n}", f"Example {n // 2}", day)
        told.append(tell(make_act(report, sentence, **act), report))
    told = in_order(told)
    assert sorted(group(told), key=lambda event: told.index(event[0])) == plain(told)


def test_one_vague_time_joins_what_was_done_and_what_goes_on() -> None:
    """Told later as going on in the same year, on the same matter: one event, though the year alone dates nothing."""
    told = {"recipients": ("Denmark",), "when": "2018", "matter": "cod quotas"}
    readings = [
        read_one(f"It is {status}.", outlet=status, day=f"2019-01-1{n}", **told | {"status": status})
        for n, status in enumerate(("done", "ongoing"))
    ]
    assert [entry.copies for entry in merge_readings(readings).entries] == [2]


def test_acts_of_two_years_are_two_entries() -> None:
    """What is told of a day in December and of one in January is never one; a week told across the two is one."""
    acts = [("2018-12-31", "2019-01-02"), ("2019-01-01", "2019-01-02"), ("2018-12-30/2019-01-03", "2019-01-02")]
    readings = [
        read_one(f"They met, {n}.", outlet=f"Example {n}", day=day, recipients=("Denmark",), when=when, where="Oslo")
        for n, (when, day) in enumerate(acts)
    ]
    assert [entry.copies for entry in merge_readings(readings).entries] == [2, 1]


def test_acts_of_nobody_are_compared_with_none() -> None:
    """Where no actor is named no other act can be the same, and each has a bucket of its own."""
    report = make_report("It was agreed. It was agreed.")
    acts = [make_act(report, report.text, kind, actors=(), rule=f"{n}") for kind in ("agree", "demand") for n in "ab"]
    assert len({bucket_of(tell(act, report)) for act in acts}) == 4
    assert len(merge_readings([make_reading(report, *acts)]).entries) == 4


def test_few_acts_are_compared(monkeypatch: pytest.MonkeyPatch) -> None:
    """A thousand demands of one side, on all days of a year, take a few comparisons each, not hundreds."""
    told = []
    for n in range(1000):
        day = str(dt.date(2019, 1, 1) + dt.timedelta(days=n * 7 % 365))
        report = make_report(f"Norway asks {n}.", f"Example {n}", day)
        asked = {"when": day if n % 10 else None, "where": "Oslo", "matter": f"cod quota of fjord {n % 97}"}
        told.append(tell(make_act(report, report.text, "demand", **asked), report))
    compared = Counter[str]()

    def counted(one: Told, other: Told) -> bool:
        compared["fit"] += 1
        return fit(one, other)

    monkeypatch.setattr("aidememoire.record.group.fit", counted)
    assert len(group(in_order(told))) > 300
    assert compared["fit"] < 20 * len(told)
