"""In: the invented dossier, read all the way. Out: a failure where the record no longer tells what its reports say."""

from __future__ import annotations

import datetime as dt
from functools import cache
from pathlib import Path

import pytest

import aidememoire
from aidememoire.model import Report
from aidememoire.record.commitments import Commitment
from aidememoire.record.entry import Record
from aidememoire.views.brief import Brief, make_brief

FOLDER = Path(__file__).parents[1] / "examples" / "iceland-malta"


@cache
def reports() -> tuple[Report, ...]:
    """The reports of the folder."""
    return tuple(aidememoire.read(FOLDER))


@cache
def record() -> Record:
    """The record they come to."""
    return aidememoire.merge([aidememoire.find(report) for report in reports()])


@cache
def brief(day: str) -> Brief:
    """The brief as of a day."""
    return make_brief(record(), (), dt.date.fromisoformat(day))


def _commitment(day: str, matter: str) -> Commitment:
    """The only promise as of a day whose matter begins so."""
    (found,) = [c for c in brief(day).commitments if (c.entry.matter or "").startswith(matter)]
    return found


def test_the_dossier_is_plainly_invented() -> None:
    """Twelve reports of 80 to 150 words, each under a paper that calls itself an example."""
    assert len(reports()) == 12
    assert [
        r.name for r in reports() if "Example" not in (r.outlet or "") or not 80 <= len(r.text.split()) <= 150
    ] == []


LIVES = [
    ("hand back the fishing nets", "2031-03-10", "open", None),
    ("hand back the fishing nets", "2031-04-20", "due", None),
    ("hand back the fishing nets", "2031-05-10", "met", "2031-04-28"),
    ("continue the talks", "2031-03-10", "open", None),
    ("continue the talks", "2031-05-20", "met", "2031-05-14"),
    ("pay compensation", "2031-03-22", "open", None),
    ("pay compensation", "2031-09-30", "due", None),
    ("pay compensation", "2031-10-01", "overdue", None),
    ("pay compensation", "2031-11-05", "overdue", None),
    ("hand over the trawler", "2031-03-10", "conditional", None),
    ("hand over the trawler", "2031-06-20", "conditional", None),
    ("hand over the trawler", "2031-06-30", "open", None),
    ("hand over the trawler", "2031-07-01", "due", None),
    ("hand over the trawler", "2031-07-10", "met", "2031-07-02"),
]


@pytest.mark.parametrize(("matter", "day", "state", "met"), LIVES)
def test_a_promise_lives_as_its_reports_tell(matter: str, day: str, state: str, met: str | None) -> None:
    """The nets and the visit are met, the money is late from the day after its last, the trawler waits until freed."""
    found = _commitment(day, matter)
    assert (found.state, found.met_by and found.met_by.when) == (state, met)


def test_the_condition_names_the_act_that_met_it() -> None:
    """The trawler hangs on an agreement: nothing frees it before the signing of 25 June, and that does."""
    assert _commitment("2031-06-20", "hand over the trawler").freed_by is None
    freed = _commitment("2031-06-30", "hand over the trawler").freed_by
    assert freed is not None
    assert (freed.kind, freed.when, set(freed.actors)) == ("sign", "2031-06-25", {"Iceland", "Malta"})


def test_a_reprint_is_no_second_source() -> None:
    """What two papers printed from one text has two reports and one source."""
    refusal = next(e for e in record().entries if e.kind == "reject")
    assert (refusal.copies, refusal.sources) == (2, ("Example Wire Service",))
    assert len(record().originals) == 1


def test_malta_moved() -> None:
    """Malta refused joint fishing in March and proposed it in June: a position that moved, with both entries."""
    (moved,) = [p for p in brief("2031-06-12").positions if p.moved]
    assert moved.previous is not None
    stands = [(e.kind, e.when, e.matter) for e in (moved.previous, moved.latest)]
    assert (moved.actor, stands) == (
        "Malta",
        [
            ("reject", "2031-03-03", "joint fishing on the Selja Bank"),
            ("propose", "2031-06-09", "joint fishing on the Selja Bank"),
        ],
    )


def test_the_denial_stands_beside_what_it_denies() -> None:
    """That three harbours were agreed on 14 May is told by one paper and denied, by Malta's word, in another."""
    assert brief("2031-05-16").disagreements == ()
    (found,) = brief("2031-05-20").disagreements
    assert (found.done.when, found.done.sources) == ("2031-05-14", ("Example Courier",))
    assert (found.denied.when, found.denied.sources) == ("2031-05-14", ("Example Tribune",))
    assert [voice.name for voice in found.denied.said_by][-1:] == ["Malta"]


def test_three_harbours_and_four_are_not_mixed() -> None:
    """Two papers differ in number and day: both stand in the record, each as its paper tells it."""
    told = {(e.when, e.matter, e.sources) for e in record().entries if e.kind == "agree" and e.status == "done"}
    assert told == {
        ("2031-05-14", "open three harbours to crews in distress", ("Example Courier",)),
        ("2031-05-15", "open four harbours to crews in distress", ("Example Evening News",)),
    }


def test_a_press_review_speaks_for_the_papers_it_quotes() -> None:
    """What the review quotes counts for the paper quoted, not for the review."""
    told = {e.sources for e in record().entries if any(a.report == _review() for a in e.acts)}
    assert told == {("Example Herald",), ("Example Tribune",)}


def _review() -> str:
    (found,) = [report.id for report in reports() if report.outlet == "Example Press Review"]
    return found
