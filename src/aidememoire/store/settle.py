"""In: the acts of buckets that changed. Out: their entries, kept: the same as all readings merged in memory give."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import Connection, bindparam, delete, func, insert, select, update

from aidememoire.ids import content_id
from aidememoire.record.bucket import bucket_of
from aidememoire.record.days import believable
from aidememoire.record.entry import Entry, entry_of, in_order
from aidememoire.record.group import group_bucket
from aidememoire.record.merge import quoted_outlet
from aidememoire.record.same import Told
from aidememoire.rules import data_file
from aidememoire.store import fulltext
from aidememoire.store.entries import entry_row, party_rows, words_row
from aidememoire.store.marks import REPEATED, mark_dirty
from aidememoire.store.prints import Prints, link_prints
from aidememoire.store.rows import make_act, make_day
from aidememoire.store.tables import about, act, dirty, entry, party, print_key, print_link, print_of, report, unlinked

GROUPING = 1  # raised with every change of the code that buckets, groups or compares
RULES = ("langs/en/record.toml", "lexicons/cities.tsv", "lexicons/places.tsv")
AT_ONCE = 200  # buckets settled in one transaction


@dataclass(frozen=True, slots=True)
class Kept:
    """An act as the record holds it: two of one report may be alike to the last letter."""

    told: Told
    report: str
    n: int
    entry: str | None
    rank: int | None
    source: str  # the outlet that first printed its report


@dataclass(frozen=True, slots=True)
class Settled:
    """An entry, and the acts it was made of, in the order in which it holds them."""

    entry: Entry
    acts: tuple[Kept, ...]


@cache
def rules() -> str:
    """What the entries depend on besides the readings: the digest of our words and figures."""
    told = [data_file(path).read_text("utf-8") for path in RULES]
    return content_id(str(GROUPING), *told)


def start_anew(link: Connection) -> None:
    """Lets every entry and family be worked out again, by the rules of this release."""
    for keys in link.scalars(select(entry.c.key)).partitions(5_000):
        fulltext.drop(link, fulltext.ENTRIES, keys)
    for table in (entry, print_link, print_key, dirty, unlinked):
        link.execute(delete(table))
    link.execute(update(print_of).values(first=print_of.c.report))
    link.execute(insert(unlinked).from_select(["report"], select(report.c.id)))
    change = update(act).where(act.c.report == bindparam("of"), act.c.n == bindparam("at"))
    query = select(act, report.c.published).join(report, report.c.id == act.c.report).where(act.c.bucket != REPEATED)
    for rows in link.execute(query.execution_options(yield_per=5_000)).partitions():
        found = [(row, bucket_of(_told(row))) for row in rows]
        moved = [{"of": row.report, "at": row.n, "bucket": bucket} for row, bucket in found]
        link.execute(change.values(bucket=bindparam("bucket"), entry=None, rank=None), moved)
        mark_dirty(link, (bucket for _, bucket in found))
    link.execute(delete(about).where(about.c.name == "rules"))
    link.execute(insert(about), [{"name": "rules", "value": rules()}])


def by_these_rules(link: Connection) -> bool:
    """Whether the entries were worked out by the rules of this release."""
    return link.scalar(select(about.c.value).where(about.c.name == "rules")) == rules()


def waiting(link: Connection) -> bool:
    """Whether something is to be settled."""
    return not by_these_rules(link) or any(
        link.execute(select(table).limit(1)).first() is not None for table in (dirty, unlinked)
    )


def settle_some(link: Connection, prints: Prints) -> bool:
    """Compares some of the reports that wait, else settles some of the buckets; whether there were any."""
    if not by_these_rules(link):
        start_anew(link)
    if link_prints(link, prints):
        return True
    buckets = list(link.scalars(select(dirty.c.bucket).order_by(dirty.c.bucket).limit(AT_ONCE)))
    if buckets:
        found = find_entries(link, buckets)
        _write(link, buckets, found)
        link.execute(delete(dirty).where(dirty.c.bucket.in_(buckets)))
    return bool(buckets)


def find_entries(link: Connection, buckets: Sequence[str]) -> dict[str, list[Settled]]:
    """The entries of these buckets, worked out from their acts."""
    first = report.alias("first")
    source = func.coalesce(func.nullif(first.c.outlet, ""), first.c.name).label("source")
    query = (
        select(act, report.c.published, source)
        .join(report, report.c.id == act.c.report)
        .join(print_of, print_of.c.report == act.c.report)
        .join(first, first.c.id == print_of.c.first)
        .where(act.c.bucket.in_(buckets))
    )
    rows: dict[str, list[Kept]] = defaultdict(list)
    for row in link.execute(query):
        rows[row.bucket].append(_kept(row))
    return {bucket: _settled(rows[bucket]) for bucket in buckets}


def _kept(row: Any) -> Kept:
    return Kept(_told(row), row.report, row.n, row.entry, row.rank, row.source)


def _told(row: Any) -> Told:
    one, published = make_act(row.report, row.data), make_day(row.published)
    return Told(one, believable(one.when, one.status, published), published, row.said)


def _settled(kept: Sequence[Kept]) -> list[Settled]:
    found = sorted(kept, key=lambda one: one.n)  # what is alike in all else stays in the order of its report
    sources = {one.report: one.source for one in found}
    by_act = {id(one.told.act): one for one in found}
    events = group_bucket(in_order(one.told for one in found))
    entries = [entry_of(event, lambda one: quoted_outlet(one) or sources[one.report]) for event in events]
    return [Settled(one, tuple(by_act[id(told)] for told in one.acts)) for one in entries]


def _write(link: Connection, buckets: Sequence[str], found: dict[str, list[Settled]]) -> None:
    """Makes the record hold these entries of the buckets, and touches only what differs."""
    held = {row["id"]: dict(row) for row in link.execute(select(entry).where(entry.c.bucket.in_(buckets))).mappings()}
    told = {one.entry.id: one for settled in found.values() for one in settled}
    rows = {one.entry.id: entry_row(one.entry, bucket) for bucket, settled in found.items() for one in settled}
    _remove(link, [row for row in held.values() if rows.get(row["id"]) != row])
    fresh = [row for row in rows.values() if held.get(row["id"]) != row]
    if fresh:
        link.execute(insert(entry), fresh)
        if parties := [row for new in fresh for row in party_rows(told[new["id"]].entry)]:
            link.execute(insert(party), parties)
        fulltext.put(link, fulltext.ENTRIES, (_words(told[row["id"]]) for row in fresh))
    _point(link, told.values())


def _remove(link: Connection, gone: Sequence[dict[str, Any]]) -> None:
    if gone:
        fulltext.drop(link, fulltext.ENTRIES, [row["key"] for row in gone])
        link.execute(delete(entry).where(entry.c.id == bindparam("gone")), [{"gone": row["id"]} for row in gone])


def _words(settled: Settled) -> tuple[int, str]:
    return words_row(settled.entry, [one.told.sentence for one in settled.acts])


def _point(link: Connection, found: Iterable[Settled]) -> None:
    """Tells every act the entry it belongs to."""
    moved = [
        {"of": one.report, "at": one.n, "entry": settled.entry.id, "rank": rank}
        for settled in found
        for rank, one in enumerate(settled.acts)
        if (one.entry, one.rank) != (settled.entry.id, rank)
    ]
    if moved:
        change = update(act).where(act.c.report == bindparam("of"), act.c.n == bindparam("at"))
        link.execute(change.values(entry=bindparam("entry"), rank=bindparam("rank")), moved)
