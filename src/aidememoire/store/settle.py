"""In: the acts of buckets that changed. Out: their entries, kept: the same as all readings merged in memory give."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, bindparam, delete, func, insert, select, update

from aidememoire.record.days import believable
from aidememoire.record.entry import Entry, entry_of, in_order
from aidememoire.record.group import group_bucket
from aidememoire.record.merge import quoted_outlet
from aidememoire.record.same import Told
from aidememoire.store import fulltext
from aidememoire.store.entries import entry_row, party_rows, words_row
from aidememoire.store.prints import link_prints
from aidememoire.store.rows import make_act, make_day
from aidememoire.store.tables import act, dirty, entry, party, print_of, report, unlinked

AT_ONCE = 200  # buckets settled in one transaction


@dataclass(slots=True)
class Settled:
    """The entries of a bucket, and the sentences each rests on, in the order of its acts."""

    entries: list[Entry]
    sentences: dict[str, str]  # by act
    places: dict[str, tuple[str, int]]  # of an act: its report, and its place there
    now: dict[str, tuple[str | None, int | None]]  # of an act: the entry and rank that the record holds


def waiting(link: Connection) -> bool:
    """Whether something is to be settled."""
    return any(link.execute(select(table).limit(1)).first() is not None for table in (dirty, unlinked))


def settle_some(link: Connection) -> bool:
    """Settles some of the buckets that wait; whether there were any."""
    link_prints(link)
    buckets = list(link.scalars(select(dirty.c.bucket).order_by(dirty.c.bucket).limit(AT_ONCE)))
    if buckets:
        found = find_entries(link, buckets)
        _write(link, buckets, found)
        link.execute(delete(dirty).where(dirty.c.bucket.in_(buckets)))
    return bool(buckets)


def find_entries(link: Connection, buckets: Sequence[str]) -> dict[str, Settled]:
    """The entries of these buckets, worked out from their acts."""
    first = report.alias("first")
    query = (
        select(act, report.c.published, func.coalesce(func.nullif(first.c.outlet, ""), first.c.name).label("source"))
        .join(report, report.c.id == act.c.report)
        .join(print_of, print_of.c.report == act.c.report)
        .join(first, first.c.id == print_of.c.first)
        .where(act.c.bucket.in_(buckets))
    )
    rows: dict[str, list[Any]] = defaultdict(list)
    for row in link.execute(query):
        rows[row.bucket].append(row)
    return {bucket: _settled(rows[bucket]) for bucket in buckets}


def _settled(rows: Iterable[Any]) -> Settled:
    told, sources = [], {}
    found = Settled([], {}, {}, {})
    for row in rows:
        one, published = make_act(row.report, row.data), make_day(row.published)
        told.append(Told(one, believable(one.when, one.status, published), published, row.said))
        sources[row.report] = row.source
        found.sentences[one.id] = row.said
        found.places[one.id] = (row.report, row.n)
        found.now[one.id] = (row.entry, row.rank)
    events = group_bucket(in_order(told))
    found.entries = [entry_of(event, lambda one: quoted_outlet(one) or sources[one.report]) for event in events]
    return found


def _write(link: Connection, buckets: Sequence[str], found: dict[str, Settled]) -> None:
    """Makes the record hold these entries of the buckets, and touches only what differs."""
    held = {row["id"]: dict(row) for row in link.execute(select(entry).where(entry.c.bucket.in_(buckets))).mappings()}
    told = {one.id: (one, settled) for settled in found.values() for one in settled.entries}
    rows = {one.id: entry_row(one, bucket) for bucket, settled in found.items() for one in settled.entries}
    gone = [row for row in held.values() if rows.get(row["id"]) != row]
    fresh = [row for row in rows.values() if held.get(row["id"]) != row]
    _remove(link, gone)
    if fresh:
        link.execute(insert(entry), fresh)
        parties = [row for new in fresh for row in party_rows(told[new["id"]][0])]
        if parties:
            link.execute(insert(party), parties)
        fulltext.put(link, fulltext.ENTRIES, (_words(*told[row["id"]]) for row in fresh))
    _point(link, found.values())


def _remove(link: Connection, gone: Sequence[dict[str, Any]]) -> None:
    if gone:
        fulltext.drop(link, fulltext.ENTRIES, [row["key"] for row in gone])
        link.execute(delete(entry).where(entry.c.id == bindparam("gone")), [{"gone": row["id"]} for row in gone])


def _words(one: Entry, settled: Settled) -> tuple[int, str]:
    return words_row(one, [settled.sentences[act.id] for act in one.acts])


def _point(link: Connection, found: Iterable[Settled]) -> None:
    """Tells every act the entry it belongs to."""
    moved = [
        {"of": settled.places[one.id][0], "at": settled.places[one.id][1], "entry": event.id, "rank": rank}
        for settled in found
        for event in settled.entries
        for rank, one in enumerate(event.acts)
        if settled.now[one.id] != (event.id, rank)
    ]
    if moved:
        change = update(act).where(act.c.report == bindparam("of"), act.c.n == bindparam("at"))
        link.execute(change.values(entry=bindparam("entry"), rank=bindparam("rank")), moved)
