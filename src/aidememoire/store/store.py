"""In: readings, questions. Out: the readings kept, one transaction a report, and the record they come to."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from json import JSONDecodeError
from os import PathLike
from types import TracebackType
from typing import Self

from sqlalchemy import Connection, Engine, insert, inspect, select
from sqlalchemy.exc import DatabaseError, NoResultFound

from aidememoire.errors import RecordError
from aidememoire.model import Act, Findings, Reading, Report
from aidememoire.record.entry import Entry, Record
from aidememoire.store import queries, settle, tables, whole
from aidememoire.store.engine import WAIT, log_ahead, make_engine, memory_copy, without_password
from aidememoire.store.faults import DAMAGED, explain
from aidememoire.store.migrations import make_tables, upgrade
from aidememoire.store.prints import Prints
from aidememoire.store.query import AT_ONCE, Counts, Hit, Page, Query
from aidememoire.store.seals import DamagedError
from aidememoire.store.writing import holds, last_number, rewrite_reading, write_reading

DEFAULT = "aidememoire.sqlite"
SETTLE_AFTER = 200  # reports added before their entries are worked out
SHARE, SETTLE_AT_MOST = 5, 2_000  # of a larger record, a fifth of what it holds, but no more than so many
SHORT_WAIT = 0.2  # seconds a reader waits to finish what a writer left


class Store:
    """A record on disk. What was committed stays, whatever happens later.

    A store opened for writing works out the entries of new reports when somebody asks for them, now and then while
    reports are added, and by `settle`.
    """

    def __init__(self, engine: Engine, name: str, write: bool) -> None:
        self.engine, self.name, self.write = engine, name, write
        self.prints = Prints()
        self.added = 0  # since the entries were last worked out
        self.enough = SETTLE_AFTER  # reports that may wait

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.engine.dispose()

    # Writing

    def add(self, reading: Reading) -> bool:
        """Keeps a reading; False, and nothing changes, where its report is known already."""
        with self.begin() as link:
            if holds(link, reading.report.id):
                return False
            write_reading(link, reading)
        self._count()
        return True

    def replace(self, reading: Reading) -> bool:
        """Puts a new reading of a known report in the place of the old one; False where the report is not known."""
        with self.begin() as link:
            if not holds(link, reading.report.id):
                return False
            rewrite_reading(link, reading)
        self._count()
        return True

    def settle(self) -> None:
        """Works out the entries of all that was added; stopped half way, the next call goes on from there."""
        more = True
        while more:
            with self.begin() as link:
                more = settle.settle_some(link, self.prints)
        self.added = 0

    def _count(self) -> None:
        self.added += 1
        if self.added >= self.enough:
            self.settle()
            with self.begin() as link:
                # Settling groups again what a bucket held: in step with the record, the cost a report stays the same.
                self.enough = max(SETTLE_AFTER, min(last_number(link) // SHARE, SETTLE_AT_MOST))

    # Asking

    def holds(self, report_id: str) -> bool:
        """Whether the report was read before."""
        with self.begin() as link:
            return holds(link, report_id)

    def counts(self) -> Counts:
        """How much the record holds."""
        with self._settled() as link:
            return queries.count(link)

    def entries(
        self, query: Query, limit: int = AT_ONCE, after: int | None = None, newest: bool = False
    ) -> Page[Entry]:
        """The entries a query means, by their day, a page at a time; those without a day come after all others."""
        with self._settled() as link:
            return queries.find_page(link, query, limit, after, newest)

    def count(self, query: Query) -> int:
        """How many entries a query means."""
        with self._settled() as link:
            return queries.count_entries(link, query)

    def entries_beginning(self, prefix: str, limit: int = 5) -> tuple[Entry, ...]:
        """The entries whose id begins so: one where the beginning is a reference."""
        with self._settled() as link:
            return queries.entries_beginning(link, prefix, limit)

    def references(self, entries: Iterable[str]) -> dict[str, list[str]]:
        """Of entry ids those before and after it in the record: what tells a short reference from all others."""
        with self._settled() as link:
            return {one: queries.neighbours(link, one) for one in entries}

    def acts_beginning(self, prefix: str, limit: int = 5) -> tuple[Act, ...]:
        """The acts whose id begins so."""
        with self.begin() as link:
            return queries.acts_beginning(link, prefix, limit)

    def reports_beginning(self, prefix: str, limit: int = 5) -> tuple[Report, ...]:
        """The reports whose id begins so."""
        with self.begin() as link:
            return queries.reports_beginning(link, prefix, limit)

    def reports(self, limit: int = AT_ONCE, after: int | None = None) -> Page[Report]:
        """The reports, the newest first, a page at a time."""
        with self.begin() as link:
            return queries.page_reports(link, limit, after)

    def reading(self, report_id: str) -> Reading | None:
        """One report with what stands in it."""
        with self.begin() as link:
            return whole.one_reading(link, report_id)

    def search(self, words: Iterable[str], limit: int = AT_ONCE, after: int | None = None) -> Page[Hit]:
        """The sentences that hold all the words, those of the newest reports first, a page at a time."""
        with self.begin() as link:
            return queries.find_hits(link, words, limit, after)

    def readings(self) -> tuple[Reading, ...]:
        """All that was kept, in the order of report ids."""
        with self.begin() as link:
            return tuple(whole.all_readings(link))

    def record(self) -> Record:
        """The whole record; what stands in a report besides its acts is fetched when somebody looks at it."""
        with self._settled() as link:
            return whole.whole_record(link, self._findings)

    def _findings(self, report: Report) -> Findings:
        with self.begin() as link:
            return whole.findings_of(link, report)

    # Opening

    def prepare(self) -> None:
        """Makes the tables of a new record, brings up an old one, and looks whether it is ours."""
        with self.begin() as link:
            names = set(inspect(link).get_table_names())
            if not names and self.write:
                make_tables(link)
                link.execute(insert(tables.about), [{"name": "schema", "value": str(tables.SCHEMA)}])
            elif tables.about.name not in names or tables.report.name not in names:
                raise RecordError(self.name, "is a database, but no record of ours", "Name another file.")
            else:
                self._bring_up(link, names)

    def _bring_up(self, link: Connection, names: set[str]) -> None:
        found = link.execute(select(tables.about.c.value).where(tables.about.c.name == "schema")).scalar() or ""
        if not found.isdigit() or not 0 < int(found) <= tables.SCHEMA:
            what = f"has schema {found}, and this program knows schema {tables.SCHEMA}"
            raise RecordError(self.name, what, "Install the newest release, or read the reports into a new record.")
        missing = set(tables.metadata.tables) - names
        if int(found) < tables.SCHEMA or missing:
            if not self.write:
                raise OldRecordError(self.name, f"has schema {found}", "Read it with a program that may write.")
            upgrade(link, int(found))
            tables.metadata.create_all(link)

    def waits(self) -> bool:
        """Whether new acts are not in entries yet."""
        with self.begin() as link:
            return settle.waiting(link)

    @contextmanager
    def _settled(self) -> Iterator[Connection]:
        """A transaction that sees the entries of all that was added; of a reader, of all that was settled."""
        if self.write and self.waits():
            self.settle()
        with self.begin() as link:
            yield link

    @contextmanager
    def begin(self) -> Iterator[Connection]:
        """A transaction; what the database says of it is explained."""
        try:
            with self.engine.begin() as link:
                yield link
        except DatabaseError as error:
            raise explain(self.name, error) from error
        except (
            JSONDecodeError,
            UnicodeDecodeError,
            DamagedError,
            NoResultFound,
            zlib.error,
        ) as error:  # a value nobody can unpack
            raise RecordError(self.name, *DAMAGED) from error

    _begin = begin


class OldRecordError(RecordError):
    """A reader met a record of an older release."""


def open_store(target: str | PathLike[str] = DEFAULT, *, write: bool = False, wait: float = WAIT) -> Store:
    """The record in this file or at this URL; made when it is to be written and does not exist.

    A reader finishes what a stopped writer left, and brings up the record of an older release: in its file, or where
    that may not be written, in memory.
    """
    name = without_password(str(target))
    store = Store(make_engine(target, write, wait), name, write)
    try:
        store.prepare()
        if write:
            log_ahead(store.engine)
        elif store.waits():
            return _finished(store, target, wait)
    except OldRecordError:
        store.engine.dispose()
        return _brought_up(target, wait)
    except BaseException:
        store.engine.dispose()
        raise
    return store


def _finished(store: Store, target: str | PathLike[str], wait: float) -> Store:
    """The same store, after what a stopped writer left is worked out, where this may be done now."""
    try:
        with open_store(target, write=True, wait=min(wait, SHORT_WAIT)) as writer:
            writer.settle()
    except RecordError:
        pass  # somebody writes just now, or we may not: what waits is told by `counts`
    return store


def _brought_up(target: str | PathLike[str], wait: float) -> Store:
    try:
        with open_store(target, write=True, wait=wait) as writer:
            writer.settle()
        return open_store(target, wait=wait)
    except RecordError:
        name = str(target)
        if "://" in name and not name.startswith("sqlite:"):
            raise
    store = Store(memory_copy(name), name, True)
    store.prepare()
    store.settle()
    return store
