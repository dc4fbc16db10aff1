"""Entries that are kept: always those that all readings merged in memory give."""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import update

from aidememoire.model import Reading
from aidememoire.record.entry import Entry
from aidememoire.record.merge import merge_readings
from aidememoire.store import Query, Store, open_store
from aidememoire.store.tables import about, act, entry
from making import make_act, make_reading, make_report, read_one
from telling import readings

MEET: dict[str, Any] = {"recipients": ("Denmark",), "when": "2019-05-09", "where": "Oslo"}


@contextmanager
def new_store() -> Iterator[Store]:
    """An empty record in a file that is gone afterwards."""
    with tempfile.TemporaryDirectory() as folder, open_store(Path(folder) / "r.sqlite", write=True) as store:
        yield store


def kept_entries(store: Store) -> list[Entry]:
    """All entries, asked for page by page."""
    found: list[Entry] = []
    after: int | None = None
    while True:
        page = store.entries(Query(), limit=3, after=after)
        found += page.items
        after = page.after
        if after is None:
            return found


@settings(max_examples=30, deadline=None)
@given(readings(), st.randoms(use_true_random=False), st.sets(st.integers(0, 5)))
def test_any_order_and_any_batch_give_one_record(told: list[Reading], shuffled: Any, pauses: set[int]) -> None:
    """Reports in any order, settled after any of them, give the record and the ids that memory gives."""
    expected = merge_readings(told)
    shuffled.shuffle(told)
    with new_store() as store:
        for n, reading in enumerate(told):
            store.add(reading)
            if n in pauses:
                store.settle()
        assert sorted(kept_entries(store), key=lambda entry: entry.id) == sorted(
            expected.entries, key=lambda entry: entry.id
        )
        assert store.record() == expected


@settings(max_examples=15, deadline=None)
@given(readings(), readings(), st.booleans())
def test_a_reading_may_be_replaced(old: list[Reading], new: list[Reading], pause: bool) -> None:
    """After new readings of known reports the record is that of the new ones alone."""
    first = {reading.report.id: reading for reading in old}
    again = {one.report.id: make_reading(one.report) for one in first.values()}
    for (number, reading), other in zip(first.items(), new, strict=False):
        lines = reading.report.text.splitlines()
        acts = [make_act(reading.report, lines[0], act.kind, actors=act.actors, when=act.when) for act in other.acts]
        again[number] = make_reading(reading.report, *{act.id: act for act in acts}.values())
    with new_store() as store:
        for reading in first.values():
            store.add(reading)
        if pause:
            store.settle()
        assert all(store.replace(reading) for reading in again.values())
        assert store.record() == merge_readings(again.values())
        assert {entry.id for entry in kept_entries(store)} == {entry.id for entry in store.record().entries}
        assert not store.replace(read_one("Norway met Denmark far from here."))


def test_settling_touches_only_what_differs(tmp_path: Path) -> None:
    """A report on other matters leaves the rows of the known entries as they are."""
    path = tmp_path / "r.sqlite"
    with open_store(path, write=True) as store:
        store.add(read_one("Norway met Denmark.", **MEET))
        store.settle()
        before = row_numbers(path)
        store.add(read_one("Chad met Mali.", actors=("Chad",), recipients=("Mali",), when="2019-05-09"))
        store.add(read_one("Norway saw Denmark.", **MEET | {"status": "planned"}))
        store.settle()
    assert before < row_numbers(path)
    assert len(row_numbers(path)) == 3


def row_numbers(path: Path) -> set[tuple[int, str]]:
    """Where each entry stands in its table."""
    with closing(sqlite3.connect(path)) as link:
        return set(link.execute("SELECT rowid, id FROM entry"))


def test_an_older_print_changes_the_sources_of_entries(target: str) -> None:
    """When the first print of a known text comes in, the entries that rest on the copy name the first outlet."""
    body = " ".join(f"Sentence {n} of a report tells what envoy {n * 7} said about quota {n * 13}." for n in range(12))
    copy = make_report(f"Norway met Denmark.\n{body}", "The Example Star", "2019-05-11")
    first = make_report(f"Norway met Denmark!\n{body}", "The Example Wire", "2019-05-10")
    with open_store(target, write=True) as store:
        store.add(make_reading(copy, make_act(copy, "Norway met Denmark.", **MEET)))
        assert [entry.sources for entry in kept_entries(store)] == [("The Example Star",)]
        store.add(make_reading(first))
        assert [entry.sources for entry in kept_entries(store)] == [("The Example Wire",)]
        assert store.record().originals == ((copy.id, first.id),)


def test_an_act_kept_twice_counts_once(target: str) -> None:
    """Two acts of one report that bear one id are one, and both come back with their reading."""
    one = read_one("Norway met Denmark.", **MEET)
    twice = replace(one, acts=one.acts * 2)
    with open_store(target, write=True) as store:
        store.add(twice)
        assert kept_entries(store) == list(merge_readings([one]).entries)
        assert store.record() == merge_readings([twice])


def test_what_a_stopped_writer_left_is_finished(target: str) -> None:
    """Reports whose entries were never worked out are there for the next reader, also while somebody writes."""
    told = [read_one(f"They met, says paper {n}.", outlet=f"Example {n}", **MEET) for n in range(2)]
    with open_store(target, write=True) as store:
        store.add(told[0])
        store.settle()
        store.add(told[1])
    with open_store(target, write=True) as writer, writer.begin(), open_store(target, wait=0.05) as store:
        assert store.counts().waiting == 1
        assert store.record() == merge_readings(told)
        assert store.entries(Query()).items == merge_readings(told[:1]).entries
    with open_store(target) as store:
        assert store.counts().waiting == 0
        assert store.entries(Query()).items == merge_readings(told).entries


@pytest.mark.parametrize("count", [1, 7])
def test_a_long_run_settles_now_and_then(tmp_path: Path, count: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """While many reports are added, readers see the entries of all but the last ones."""
    monkeypatch.setattr("aidememoire.store.store.SETTLE_AFTER", 3)
    path = tmp_path / "r.sqlite"
    with open_store(path, write=True) as store:
        for n in range(count):
            store.add(read_one(f"They met, says paper {n}.", outlet=f"Example {n}", **MEET))
        with closing(sqlite3.connect(path)) as link:
            settled = link.execute("SELECT count(*) FROM act WHERE entry IS NOT NULL").fetchone()[0]
    assert settled == count - count % 3


def test_a_kept_reading_is_its_reading(target: str) -> None:
    """What stands in a report is fetched later, even when the store is closed, and is what was kept."""
    told = read_one("Norway met Denmark.", **MEET)
    with open_store(target, write=True) as store:
        store.add(told)
        record = store.record()
    (kept,) = record.readings
    assert kept == told
    assert told == kept
    assert hash(kept) == hash(told)
    assert kept != replace(told, acts=())
    store.engine.dispose()


def test_entries_of_older_rules_are_worked_out_again(target: str) -> None:
    """A release with other rules settles everything anew: nothing of the old entries and families is left."""
    told = [read_one(f"They met, says paper {n}.", outlet=f"Example {n}", **MEET) for n in range(3)]
    with open_store(target, write=True) as store:
        for reading in told:
            store.add(reading)
        store.settle()
        with store.begin() as link:
            link.execute(update(about).where(about.c.name == "rules").values(value="older"))
            link.execute(update(act).values(bucket="older", rank=9))
            link.execute(update(entry).values(kind="older"))
    with open_store(target) as store:
        assert store.record() == merge_readings(told)
        assert store.entries(Query(kinds=("meet",), words=("paper", "2"))).items == merge_readings(told).entries
        assert store.counts().entries == 1
