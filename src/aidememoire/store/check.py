"""In: a record. Out: what of it is damaged, and what is sound: every value looked at, every entry worked out again."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass

from sqlalchemy import Connection, select, text

from aidememoire.errors import RecordError
from aidememoire.model import Reading, Report, Span
from aidememoire.record.entry import Entry
from aidememoire.record.merge import merge_readings
from aidememoire.store import fulltext
from aidememoire.store.engine import memory_copy
from aidememoire.store.entries import entry_row, party_rows
from aidememoire.store.rows import make_report, named_rows
from aidememoire.store.rulings import load_rulings, load_runs
from aidememoire.store.store import Store
from aidememoire.store.tables import act, entry, named, party, report
from aidememoire.store.writing import act_rows, sentence_lines

AGAIN = "The report's own words are whole: it can be read again from them."
LOST = "Read that report again from its file or address."
REBUILD = "It is worked out from the reports, and can be again."
RESTORE = "Restore it from a copy."


@dataclass(frozen=True, slots=True)
class Damage:
    """Something that is not as it was written."""

    where: str
    what: str
    remedy: str


def check_store(store: Store) -> Iterator[Damage]:
    """All that is damaged, the most serious first."""
    yield from _file(store)
    readings: list[Reading] = []
    for one in report_ids(store):
        found = _report(store, one)
        if isinstance(found, Damage):
            yield found
        else:
            readings.append(found)
            yield from _beside(store, found)
    yield from _settled(store, readings)
    for name, load in (("rulings", load_rulings), ("runs", load_runs)):
        try:
            load(store)
        except (RecordError, ValueError, KeyError) as error:
            yield Damage(name, _words(error), RESTORE)


def report_ids(store: Store) -> list[str]:
    """The ids of the reports; none where not even these can be read."""
    try:
        with store.begin() as link:
            return list(link.scalars(select(report.c.id).order_by(report.c.id)))
    except RecordError:
        return []


def sound_reading(store: Store, number: str) -> Reading | None:
    """A reading whose every value is the one that was written; None where one is not."""
    found = _report(store, number)
    return None if isinstance(found, Damage) or any(_beside(store, found)) else found


def sound_report(store: Store, number: str) -> Report | None:
    """A report whose own words are whole, whatever became of what was found in it."""
    try:
        with store.begin() as link:
            row = link.execute(select(report).where(report.c.id == number)).mappings().first()
            return make_report(row) if row else None
    except RecordError:
        return None


def _words(error: Exception) -> str:
    return error.what if isinstance(error, RecordError) else "cannot be read"


def _file(store: Store) -> Iterator[Damage]:
    """What the database itself says of its file."""
    if store.engine.dialect.name != "sqlite":
        return
    try:
        with store.begin() as link:
            said = link.exec_driver_sql("PRAGMA integrity_check(5)").scalars().all()
            loose = Counter(row[0] for row in link.exec_driver_sql("PRAGMA foreign_key_check"))
    except RecordError as error:
        yield Damage(store.name, error.what, error.remedy)
        return
    yield from (Damage(store.name, f"its pages do not fit: {line}", RESTORE) for line in said if line != "ok")
    for table, many in sorted(loose.items()):
        yield Damage(table, f"{many} of its rows belong to nothing", RESTORE)
    yield from _indexes(store)


def _indexes(store: Store) -> Iterator[Damage]:
    try:
        copy = memory_copy(store.name)
    except (RecordError, sqlite3.Error):
        return  # too large to be looked at so; what they hold is compared below
    with closing(copy.raw_connection()) as link:
        for name in fulltext.INDEXES:
            try:
                link.cursor().execute(f"INSERT INTO {name}({name}) VALUES ('integrity-check')")
            except sqlite3.Error:
                yield Damage(name, "the index of words is damaged", REBUILD)


def _report(store: Store, number: str) -> Reading | Damage:
    if sound_report(store, number) is None:
        return Damage(f"report {number[:12]}", "its text, name, outlet or date is not what was read", LOST)
    try:
        if (found := store.reading(number)) is not None:
            return found
    except (RecordError, LookupError, ValueError, TypeError):
        pass
    return Damage(f"report {number[:12]}", "what was found in it is damaged", AGAIN)


def _beside(store: Store, reading: Reading) -> Iterator[Damage]:
    """What is kept of a report in several places, and differs."""
    where = f"report {reading.report.id[:12]}"
    wanted, of = act_rows(reading), reading.report.id
    own = [act.c[name] for name in ("report", "n", "id", "kind", "bucket", "said", "data")]
    try:
        with store.begin() as link:
            kept = [dict(row) for row in link.execute(select(*own).where(act.c.report == of).order_by("n")).mappings()]
            number = link.scalars(select(report.c.number).where(report.c.id == of)).one()
            names = {tuple(row) for row in link.execute(select(named).where(named.c.report == of))}
            lines = dict(sentence_lines(reading, number))
            words = _lines(link, fulltext.SENTENCES, lines)
    except RecordError:
        yield Damage(where, "what was found in it is damaged", AGAIN)
        return
    if kept != wanted or not all(_inside(span, reading) for one in reading.acts for span in (one.sentence, one.words)):
        yield Damage(where, "its acts are not those that were found", AGAIN)
    if names != {tuple(row[column.name] for column in named.c) for row in named_rows(reading.findings)}:
        yield Damage(where, "the places and treaties it names are not noted rightly", AGAIN)
    if words is not None and words != lines:
        yield Damage(where, "its words are not noted rightly for the search", REBUILD)


def _inside(span: Span, reading: Reading) -> bool:
    return 0 <= span.start <= span.end <= len(reading.report.text)


def _lines(link: Connection, index: str, keys: Iterable[int]) -> dict[int, str] | None:
    """The lines an index holds under these keys; None where the database keeps none."""
    if link.dialect.name != "sqlite":
        return None
    query = text(f"SELECT words FROM {index} WHERE rowid = :key")
    found = ((key, link.scalar(query, {"key": key})) for key in keys)
    return {key: line for key, line in found if line is not None}


def _settled(store: Store, readings: list[Reading]) -> Iterator[Damage]:
    """Entries, parties and reprints that are not those the reports come to."""
    try:
        record = store.record()
        if store.waits():
            return  # they are worked out again as soon as somebody may write
        known = {one.id: one for one in record.entries}
        with store.begin() as link:
            rows = {row["id"]: dict(row) for row in link.execute(select(entry)).mappings()}
            parties = Counter(tuple(row) for row in link.execute(select(party)))
    except (RecordError, LookupError, ValueError) as error:
        yield Damage("entries", _words(error), REBUILD)
        return
    if not _fits(rows, known):
        yield Damage("entries", "they are not noted under their own day, kind or place", REBUILD)
    if parties != Counter(tuple(row[c.name] for c in party.c) for one in known.values() for row in party_rows(one)):
        yield Damage("parties", "they are not noted rightly", REBUILD)
    if len(readings) == len(record.readings):
        again = merge_readings(readings)
        if (again.entries, again.originals) != (record.entries, record.originals):
            yield Damage("entries", "they are not those that the reports come to", REBUILD)


def _fits(rows: dict[str, dict[str, object]], known: dict[str, Entry]) -> bool:
    return rows.keys() == known.keys() and all(
        row == entry_row(known[i], str(row["bucket"])) for i, row in rows.items()
    )
