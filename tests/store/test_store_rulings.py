"""Rulings and runs on disk: what is kept comes back, and stays whatever is read."""

from __future__ import annotations

import datetime as dt

import pytest
from sqlalchemy import update

from aidememoire.errors import RecordError
from aidememoire.record.decide import Word, decide
from aidememoire.record.merge import merge_readings
from aidememoire.record.ruled import apply
from aidememoire.record.rulings import Ruling
from aidememoire.record.runs import Run
from aidememoire.store import open_store
from aidememoire.store.rulings import RunLog, keep_rulings, load_rulings, load_runs, ruling
from making import read_one

NOON = dt.datetime(2026, 11, 12, 12, tzinfo=dt.UTC)
READING = read_one("Norway met Mali at last.", recipients=("Mali",), when="2018-05-09", day="2018-05-10")


def some_rulings() -> list[Ruling]:
    """A confirmation and an edit, the later one first."""
    ruled = apply(merge_readings([READING]), ())
    pointed = [(ruled.record.entries[0], None)]
    later, earlier = (Word("A. Name", NOON + dt.timedelta(n), "I was there") for n in (1, 0))
    return [decide(ruled, "confirm", pointed, later), decide(ruled, "edit", pointed, earlier, ["where=Oslo"])]


def test_rulings_are_kept_once_and_in_order(target: str) -> None:
    """They come back whole, in the order of time; kept again, they are no more than before."""
    later, earlier = some_rulings()
    with open_store(target, write=True) as store:
        store.add(READING)
        assert load_rulings(store) == ()
        assert (keep_rulings(store, [later, earlier]), keep_rulings(store, [earlier, later, later])) == (2, 0)
    with open_store(target) as store:
        assert load_rulings(store) == (earlier, later)


def test_a_damaged_ruling_is_told(target: str) -> None:
    """A ruling that was changed in the database is no ruling any more, and the record says so."""
    with open_store(target, write=True) as store:
        keep_rulings(store, some_rulings())
        with store.begin() as link:
            link.execute(update(ruling).values(data={"by": "B. Name"}))
        with pytest.raises(RecordError, match="holds a ruling that is none"):
            load_rulings(store)


def test_a_run_knows_what_it_added(target: str) -> None:
    """Runs are numbered from one, with their time, the program's version and the reports they added."""
    other = read_one("Mali met Norway once more.", day="2018-05-11")
    third = read_one("Norway and Mali met.", day="2018-05-12")
    with open_store(target, write=True) as store:
        for some in ([READING], [], [other, third]):
            log = RunLog(store, NOON, "0.1")
            for reading in some:
                store.add(reading)
                log.note(reading.report.id)
    with open_store(target) as store:
        both = tuple(sorted([other.report.id, third.report.id]))
        assert load_runs(store) == (Run(1, NOON, "0.1", (READING.report.id,)), Run(2, NOON, "0.1", both))


def test_a_new_reading_leaves_rulings_and_runs(target: str) -> None:
    """A report read again with newer rules keeps its run, and what was ruled is still there."""
    with open_store(target, write=True) as store:
        store.add(READING)
        RunLog(store, NOON, "0.1").note(READING.report.id)
        keep_rulings(store, some_rulings())
        assert store.replace(READING)
    with open_store(target) as store:
        assert [run.reports for run in load_runs(store)] == [(READING.report.id,)]
        assert len(load_rulings(store)) == 2
