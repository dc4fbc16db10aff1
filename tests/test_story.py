"""In: the example reports, read all the way. Out: a failure where the record no longer tells what happened."""

from __future__ import annotations

import datetime as dt
from functools import cache
from pathlib import Path

import pytest

import aidememoire
from aidememoire.record.entry import Entry, Record
from aidememoire.views.brief import Brief, make_brief

FOLDER = Path(__file__).parents[1] / "examples" / "japan-russia"


@cache
def record() -> Record:
    """The record of the eight reports."""
    return aidememoire.merge([aidememoire.find(report) for report in aidememoire.read(FOLDER)])


@cache
def brief(day: str) -> Brief:
    """The brief as of a day."""
    return make_brief(record(), (), dt.date.fromisoformat(day))


def _one(entries: list[Entry]) -> Entry:
    assert entries, "no such entry"
    return entries[0]


def test_a_promised_visit_falls_due_and_is_kept() -> None:
    """In December 2018 Abe's visit early next year is ahead; after the day in Moscow it is met."""
    ahead = [c for c in brief("2018-12-10").next if c.entry.kind == "meet" and (c.deadline or "").startswith("2019-01")]
    assert ahead
    kept = [c for c in brief("2019-01-25").commitments if c.entry.id == ahead[0].entry.id]
    assert [(c.state, c.met_by and c.met_by.when) for c in kept] == [("met", "2019-01-22")]


def test_the_deadline_of_the_proposal_goes_by() -> None:
    """The treaty that Russia proposed to conclude by the end of 2018 counts as overdue or lapsed from 2019 on."""
    late = [c for c in brief("2019-03-01").overdue if c.entry.kind == "propose" and "2018-12" in (c.deadline or "")]
    assert [c.entry.actors for c in late] == [("Russia",)]
    early = brief("2018-12-10")
    assert not [c for c in early.overdue if c.entry.kind == "propose"]
    open_still = [c.state for c in early.commitments if c.entry.kind == "propose" and c.deadline == "../2018-12-31"]
    assert open_still == ["due"]  # to speed up the talks, as agreed in Singapore, was not to conclude the treaty


def test_the_agreement_of_singapore_rests_on_the_declaration() -> None:
    """Both sides agreed on 14 November 2018, resting on the 1956 Joint Declaration, and each act shows its sentence."""
    agreed = [
        e for e in record().entries if e.kind == "agree" and e.when == "2018-11-14" and "accelerate" in (e.matter or "")
    ]
    entry = _one(agreed)
    assert (set(entry.actors), entry.instrument, entry.status) == (
        {"Japan", "Russia"},
        "1956 Joint Declaration",
        "done",
    )
    assert "accelerate negotiations" in aidememoire.show(record(), entry.id)


def test_the_islands_are_promised_on_a_condition() -> None:
    """The hand-over of the two islands stands in the brief as a commitment that waits for a peace treaty."""
    waiting = [c.entry.condition or "" for c in brief("2022-03-23").commitments if c.state == "conditional"]
    assert any("peace treaty is signed" in condition for condition in waiting)


def test_the_answer_of_tokyo_is_a_refusal() -> None:
    """Japan's answer to the proposal is recorded as a refusal towards Russia."""
    assert any(e.kind == "reject" and e.actors == ("Japan",) and "Russia" in e.recipients for e in record().entries)


def test_a_reprint_is_no_second_source() -> None:
    """What only the agency and its reprint tell has one independent source, and two reports."""
    ids = {reading.report.outlet: reading.report.id for reading in record().readings}
    assert dict(record().originals) == {ids["The Example Evening Post"]: ids["Example News Agency"]}
    both = {ids["The Example Evening Post"], ids["Example News Agency"]}
    twice = [e for e in record().entries if {act.report for act in e.acts} == both]
    assert twice
    assert {(len(e.sources), e.copies) for e in twice} == {(1, 2)}


@pytest.mark.parametrize("kind", ["sanction", "accuse"])
def test_the_end_of_the_talks_is_told(kind: str) -> None:
    """In March 2022 Russia acts against Japan, and Japan answers."""
    assert any(
        e.kind == kind and {"Japan", "Russia"} & set(e.actors) and (e.when or "") > "2022" for e in record().entries
    )


def test_a_position_moves() -> None:
    """Russia's stand of 2022 is marked as another than the one before."""
    moved = [p for p in brief("2022-03-23").positions if p.moved and p.actor == "Russia"]
    assert [p for p in moved if (p.latest.when or str(p.latest.told)) > "2022"]


def test_the_brief_calls_a_visit_a_visit() -> None:
    """Where the kind's own word is too wide, the line says what it was: a visit, talks broken off."""
    text = aidememoire.show(record(), today=dt.date(2022, 3, 23))
    assert "Japan is to visit Russia" in text
    assert "Russia broke off talks with Japan" in text
