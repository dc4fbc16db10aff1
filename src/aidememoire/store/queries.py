"""In: a query. Out: the entries, hits and reports it means, a page at a time, read from the indexes."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, FromClause, Select, and_, exists, false, func, or_, select

from aidememoire.model import Act, Report, Span
from aidememoire.record.entry import Entry
from aidememoire.record.words import Phrase, find_words, phrases
from aidememoire.store import fulltext
from aidememoire.store.entries import make_entry
from aidememoire.store.keys import base32_range, day_keys, id_range, sentence_of
from aidememoire.store.query import Counts, Hit, Page, Query
from aidememoire.store.rows import day_text, make_act, make_report, unpacked
from aidememoire.store.seals import DamagedError
from aidememoire.store.tables import act, dirty, entry, finding, party, report

NO_ENTRIES: Page[Entry] = Page(())
NO_DAY = day_keys(dt.date.max, None)[0]  # the keys of entries without a day begin here
MANY = 10_000  # entries: a name in so many leads no search where another one can
IN_ONE = 500  # ids in one question


def find_page(link: Connection, query: Query, limit: int, after: int | None, newest: bool) -> Page[Entry]:
    """The entries a query means, by day."""
    wanted = phrases(query.words)
    if (query.words and not wanted) or _names_nothing(query):
        return NO_ENTRIES
    source, key, conditions = _means(link, query, wanted)
    if after is not None:
        conditions.append(key < after if newest else key > after)
    order = key.desc() if newest else key.asc()
    found = select(entry.c.key, entry.c.data).select_from(source).where(*conditions).order_by(order).limit(limit + 1)
    rows = link.execute(found).all()
    more = rows[limit - 1].key if len(rows) > limit else None
    return Page(load_entries(link, [row.data for row in rows[:limit]]), more)


def count_entries(link: Connection, query: Query) -> int:
    """How many entries a query means."""
    wanted = phrases(query.words)
    if (query.words and not wanted) or _names_nothing(query):
        return 0
    source, _, conditions = _means(link, query, wanted)
    return link.scalar(select(func.count()).select_from(source).where(*conditions)) or 0


def _means(
    link: Connection, query: Query, wanted: Sequence[Phrase]
) -> tuple[FromClause, ColumnElement[int], list[ColumnElement[bool]]]:
    """Where to look, by which key to sort, and what must hold: the rarest index leads, the others are asked."""
    source: FromClause = entry
    key: ColumnElement[int] = entry.c.key
    conditions = _plain(query)
    names = [*((name, True) for name in query.actors), *((name, False) for name in query.parties)]
    if wanted:
        index = fulltext.index_table(fulltext.ENTRIES)
        source, key = index.join(entry, entry.c.key == index.c.rowid), index.c.rowid
        conditions.append(fulltext.holding(link.dialect.name, index, wanted))
    elif names:
        how_often = {name: _how_often(link, name) for name, _ in names} if len(names) > 1 else {}
        names.sort(key=lambda pair: how_often.get(pair[0], 0))
        source, key = party.join(entry, entry.c.id == party.c.entry), party.c.key
        conditions.append(_is_party(party, *names.pop(0)))
    for name in names:
        other = party.alias()
        conditions.append(exists().where(other.c.entry == entry.c.id, _is_party(other, *name)))
    if query.report:
        conditions.append(entry.c.id.in_(select(act.c.entry).where(act.c.report == query.report)))
    least, greatest = day_keys(query.first, query.last)
    if query.first or query.last:
        conditions.append(key.between(least, min(greatest, NO_DAY - 1)))
    return source, key, conditions


def _names_nothing(query: Query) -> bool:
    """Whether a name holds NUL or half a character: no record has such a name, and no database can be asked for it."""
    names = (query.parties, query.actors, query.kinds, query.statuses, query.places, query.instruments)
    told = "".join(name for some in names for name in some) + (query.report or "")
    return any(char == "\x00" or "\ud800" <= char <= "\udfff" for char in told)


def _how_often(link: Connection, name: str) -> int:
    """In how many entries somebody is concerned, as far as it matters which of two is named less."""
    some = select(party.c.key).where(party.c.name == name).limit(MANY).subquery()
    return link.scalar(select(func.count()).select_from(some)) or 0


def _plain(query: Query) -> list[ColumnElement[bool]]:
    """What the row of an entry says by itself."""
    chosen = {
        entry.c.kind: query.kinds,
        entry.c.status: query.statuses,
        entry.c.place: query.places,
        entry.c.instrument: query.instruments,
    }
    conditions: list[ColumnElement[bool]] = [column.in_(values) for column, values in chosen.items() if values]
    if query.negated is not None:
        conditions.append(entry.c.negated.is_(query.negated))
    if query.sure > 0:
        conditions.append(entry.c.sure >= query.sure)
    if query.due_first or query.due_last:
        conditions.append(or_(entry.c.first_due.is_not(None), entry.c.last_due.is_not(None)))
    if query.due_first:
        conditions.append(or_(entry.c.last_due.is_(None), entry.c.last_due >= day_text(query.due_first)))
    if query.due_last:
        conditions.append(or_(entry.c.first_due.is_(None), entry.c.first_due <= day_text(query.due_last)))
    return conditions


def _is_party(table: FromClause, name: str, acts: bool) -> ColumnElement[bool]:
    return and_(table.c.name == name, table.c.role == "actor") if acts else table.c.name == name


def load_entries(link: Connection, rows: Sequence[dict[str, Any]]) -> tuple[Entry, ...]:
    """The entries kept as these rows, with their acts."""
    acts = load_acts(link, [row["id"] for row in rows])
    return tuple(make_entry(row, acts[row["id"]]) for row in rows)


def load_acts(link: Connection, entries: Sequence[str]) -> dict[str, list[Act]]:
    """The acts of these entries, each in its order."""
    found: dict[str, list[Act]] = defaultdict(list)
    for at in range(0, len(entries), IN_ONE):
        chosen = act.c.entry.in_(entries[at : at + IN_ONE])
        for row in link.execute(select(act.c.entry, act.c.report, act.c.data).where(chosen).order_by("entry", "rank")):
            found[row.entry].append(make_act(row.report, row.data))
    return found


def find_hits(link: Connection, words: Iterable[str], limit: int, after: int | None) -> Page[Hit]:
    """The sentences that hold all the words, those of the newest reports first."""
    wanted = phrases(words)
    if not wanted:
        return Page(())
    index = fulltext.index_table(fulltext.SENTENCES)
    found = select(index.c.rowid).where(fulltext.holding(link.dialect.name, index, wanted))
    if after is not None:
        found = found.where(index.c.rowid < after)
    keys = list(link.scalars(found.order_by(index.c.rowid.desc()).limit(limit + 1)))
    more = keys[limit - 1] if len(keys) > limit else None
    return Page(tuple(_hits(link, keys[:limit], wanted)), more)


def _hits(link: Connection, keys: Sequence[int], wanted: Sequence[Phrase]) -> Iterable[Hit]:
    numbers = {sentence_of(key)[0] for key in keys}
    query = select(report, finding.c.layers).join(finding, finding.c.report == report.c.id)
    rows = {row["number"]: row for row in link.execute(query.where(report.c.number.in_(numbers))).mappings()}
    told = {number: make_report(row) for number, row in rows.items()}
    sentences = {number: unpacked(told[number], row["layers"]).sentences for number, row in rows.items()}
    for key in keys:
        number, place = sentence_of(key)
        if place >= len(sentences.get(number, ())):
            raise DamagedError("a sentence that no report has")
        span = sentences[number][place].span
        found = find_words(span.of(told[number].text), wanted) or ()
        yield Hit(told[number], span, tuple(Span(one.start + span.start, one.end + span.start) for one in found))


def page_reports(link: Connection, limit: int, after: int | None) -> Page[Report]:
    """Reports, the newest first, those without a date last."""
    found: Select[Any] = select(report).order_by(report.c.key.desc()).limit(limit + 1)
    if after is not None:
        found = found.where(report.c.key < after)
    rows = link.execute(found).mappings().all()
    more = rows[limit - 1]["key"] if len(rows) > limit else None
    return Page(tuple(make_report(row) for row in rows[:limit]), more)


def beginning(column: ColumnElement[str], prefix: str) -> ColumnElement[bool]:
    """That a hexadecimal id begins so, written as it is or in base32."""
    ranges = [id_range(prefix)] if prefix and set(prefix) <= set("0123456789abcdef") else []
    if other := base32_range(prefix):
        ranges.append(other)
    return or_(false(), *(and_(column >= least, column <= greatest) for least, greatest in ranges))


def entries_beginning(link: Connection, prefix: str, limit: int) -> tuple[Entry, ...]:
    """The entries whose id begins so, in the order of ids."""
    if not prefix.isascii() or not prefix.isalnum():
        return ()
    own = and_(entry.c.id >= prefix, entry.c.id < prefix + "~")
    rows = link.scalars(select(entry.c.data).where(own).order_by(entry.c.id).limit(limit)).all()
    return load_entries(link, rows)


def neighbours(link: Connection, entry_id: str) -> list[str]:
    """The ids before and after, by which the shortest reference is known."""
    before = select(func.max(entry.c.id)).where(entry.c.id < entry_id)
    after = select(func.min(entry.c.id)).where(entry.c.id > entry_id)
    return [found for query in (before, after) if (found := link.scalar(query))]


def count(link: Connection) -> Counts:
    """How much the record holds."""
    tables = (report, act, entry, dirty)
    return Counts(*(link.scalar(select(func.count()).select_from(table)) or 0 for table in tables))


def acts_beginning(link: Connection, prefix: str, limit: int) -> tuple[Act, ...]:
    """The acts whose id begins so."""
    found = select(act.c.report, act.c.data).where(beginning(act.c.id, prefix)).order_by(act.c.id).limit(limit)
    return tuple(make_act(row.report, row.data) for row in link.execute(found))


def reports_beginning(link: Connection, prefix: str, limit: int) -> tuple[Report, ...]:
    """The reports whose id begins so."""
    found = select(report).where(beginning(report.c.id, prefix)).order_by(report.c.id).limit(limit)
    return tuple(make_report(row) for row in link.execute(found).mappings())
