"""What may be asked of a record: each answer is that of the whole record, looked through in memory."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from aidememoire.model import Reading
from aidememoire.record.days import day_range
from aidememoire.record.entry import Entry, base32
from aidememoire.record.merge import entry_order, merge_readings
from aidememoire.store import Counts, Query, Store, open_store
from making import read_one

TOLD: list[dict[str, Any]] = [
    {"recipients": ("Denmark",), "when": "2019-05-09", "where": "Oslo", "persons": ("Ida Moe",)},
    {"actors": ("Denmark", "Norway"), "when": "2019-05-09", "where": "Oslo", "confidence": 0.25},
    {"kind": "demand", "recipients": ("Denmark",), "when": "2019-05", "due": "2019-12", "matter": "cod quotas"},
    {"kind": "promise", "actors": ("Denmark",), "due": "../2020-06-30", "instrument": "Fish Treaty"},
    {"kind": "reject", "actors": ("Denmark",), "matter": "a quota for 日本", "status": "denied"},
    {"kind": "demand", "actors": ("Chad",), "recipients": ("Niger",), "negated": True, "when": "2018"},
    {"kind": "meet", "actors": ("Chad",), "recipients": ("Niger",), "status": "planned", "when": "2020-01/2020-03"},
]
READINGS: list[Reading] = [
    read_one(f"So says paper {n} of the north.", outlet=f"Example {n}", day=f"2019-05-1{n}", **told)
    for n, told in enumerate(TOLD)
]
RECORD = merge_readings(READINGS)

QUERIES: dict[str, tuple[Query, Callable[[Entry], bool]]] = {
    "all": (Query(), lambda e: True),
    "one party": (Query(parties=("Denmark",)), lambda e: "Denmark" in e.parties),
    "two parties": (Query(parties=("Denmark", "Norway")), lambda e: e.parties >= {"Denmark", "Norway"}),
    "a person": (Query(parties=("Ida Moe",)), lambda e: "Ida Moe" in e.persons),
    "an actor": (Query(actors=("Denmark",)), lambda e: "Denmark" in e.actors),
    "kinds": (Query(kinds=("demand", "promise")), lambda e: e.kind in ("demand", "promise")),
    "status": (Query(statuses=("planned", "denied")), lambda e: e.status in ("planned", "denied")),
    "a place": (Query(places=("Oslo",)), lambda e: e.where == "Oslo"),
    "an instrument": (Query(instruments=("Fish Treaty",)), lambda e: e.instrument == "Fish Treaty"),
    "negated": (Query(negated=True), lambda e: e.negated),
    "not negated": (Query(negated=False), lambda e: not e.negated),
    "sure": (Query(sure=0.5), lambda e: max(act.confidence for act in e.acts) >= 0.5),
    "from a day": (Query(first=dt.date(2019, 5, 9)), lambda e: e.when in ("2019-05-09", "2020-01/2020-03")),
    "to a day": (Query(last=dt.date(2019, 5, 1)), lambda e: e.when in ("2018", "2019-05")),
    "due": (Query(due_first=dt.date(2020, 1, 1)), lambda e: e.due == "../2020-06-30"),
    "due until": (Query(due_last=dt.date(2019, 12, 31)), lambda e: e.due is not None),
    "words": (Query(words=("QUOTAS",)), lambda e: e.matter == "cod quotas"),
    "words in other writing": (Query(words=("日本",)), lambda e: "日本" in (e.matter or "")),
    "words of the sentence": (Query(words=("paper", "3")), lambda e: e.kind == "promise"),
    "signs alone": (Query(words=("!?",)), lambda e: False),
    "words and a party": (Query(words=("north",), parties=("Chad",)), lambda e: "Chad" in e.parties),
    "many things": (
        Query(parties=("Denmark",), kinds=("demand",), words=("cod",), first=dt.date(2019, 1, 1), sure=0.5),
        lambda e: e.kind == "demand" and "Denmark" in e.recipients,
    ),
    "a report": (Query(report=READINGS[3].report.id), lambda e: e.kind == "promise"),
    "nothing": (Query(parties=("Peru",)), lambda e: False),
}  # fmt: skip


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def store(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A record of all of it, opened to be read."""
    sqlite = request.param == "sqlite"
    target = str(tmp_path_factory.mktemp("asked") / "r.sqlite") if sqlite else request.getfixturevalue("new_database")()
    with open_store(target, write=True) as writer:
        for reading in READINGS:
            writer.add(reading)
        writer.settle()
    with open_store(target) as reader:
        yield reader


def pages(store: Store, query: Query, limit: int, newest: bool = False) -> list[Entry]:
    """All that a query means, page by page."""
    found, after = [], None
    while True:
        page = store.entries(query, limit, after, newest)
        assert len(page.items) <= limit
        found += page.items
        after = page.after
        if after is None:
            return found


@pytest.mark.parametrize("name", QUERIES)
def test_a_query_finds_what_it_says(store: Store, name: str) -> None:
    """The entries are those that a look at every entry finds, whole, by their day, on pages of any size."""
    query, meant = QUERIES[name]
    expected = [entry for entry in RECORD.entries if meant(entry)]
    found = pages(store, query, 50)
    assert sorted(found, key=entry_order) == expected
    assert [day_range(entry.when) for entry in found] == [day_range(entry.when) for entry in expected]
    assert store.count(query) == len(expected)
    assert pages(store, query, 2) == found
    assert pages(store, query, 2, newest=True) == found[::-1]


def test_a_record_knows_how_much_it_holds(store: Store) -> None:
    """Reports, acts, entries, and that nothing waits."""
    assert store.counts() == Counts(len(TOLD), len(TOLD), len(RECORD.entries), 0)


def test_reports_come_newest_first(store: Store) -> None:
    """Page after page, each once."""
    first = store.reports(4)
    rest = store.reports(4, first.after)
    assert [one.id for one in (*first.items, *rest.items)] == [one.report.id for one in reversed(READINGS)]
    assert rest.after is None


def test_a_beginning_is_enough(store: Store) -> None:
    """Entries, acts and reports are found by the beginning of their ids, as they are and as they are shown."""
    for entry in RECORD.entries:
        assert entry in store.entries_beginning(entry.id[:2], 50)
        assert store.entries_beginning(entry.id) == (entry,)
    for reading in READINGS:
        one, act = reading.report, reading.acts[0]
        for number in (one.id, one.id[:9], base32(one.id)[:9], base32(one.id)):
            assert store.reports_beginning(number) == (one,)
        for number in (act.id, act.id[:12], base32(act.id)[:11]):
            assert store.acts_beginning(number) == (act,)
    for odd in ("", "%", "zzzz'", "é", "~"):
        assert store.entries_beginning(odd, 1) == (() if odd else store.entries_beginning("", 1))
        assert store.reports_beginning(odd) == ()
        assert store.acts_beginning(odd) == ()


def test_the_neighbours_of_an_entry_are_known(store: Store) -> None:
    """The ids before and after it tell how short its reference may be."""
    ids = sorted(entry.id for entry in RECORD.entries)
    found = store.references(ids)
    assert found == {own: [*ids[max(n - 1, 0) : n], *ids[n + 1 : n + 2]] for n, own in enumerate(ids)}
