"""In: readings. Out: the same readings, kept: one transaction a report, all of it or nothing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from os import PathLike
from types import TracebackType
from typing import Any, Self

from sqlalchemy import Connection, Engine, insert, inspect, select
from sqlalchemy.exc import DatabaseError, IntegrityError, OperationalError

from aidememoire.errors import RecordError
from aidememoire.model import Reading
from aidememoire.store import tables
from aidememoire.store.engine import WAIT, log_ahead, make_engine
from aidememoire.store.rows import layer_rows, make_reading, make_report, report_row

DEFAULT = "aidememoire.sqlite"


class Store:
    """A record on disk. What was committed stays, whatever happens later."""

    def __init__(self, engine: Engine, name: str) -> None:
        self.engine, self.name = engine, name

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.engine.dispose()

    def holds(self, report_id: str) -> bool:
        """Whether the report was read before."""
        with self._begin() as link:
            return link.execute(select(tables.report.c.id).where(tables.report.c.id == report_id)).first() is not None

    def add(self, reading: Reading) -> bool:
        """Keeps a reading; False, and nothing changes, where its report is known already."""
        with self._begin() as link:
            try:
                link.execute(insert(tables.report), [report_row(reading.report)])
            except IntegrityError:
                link.rollback()
                return False
            rows = layer_rows(reading)
            for table in tables.LAYERS:
                if rows[table.name]:
                    link.execute(insert(table), rows[table.name])
        return True

    def readings(self) -> tuple[Reading, ...]:
        """All that was kept, in the order of report ids."""
        with self._begin() as link:
            reports = [make_report(dict(row)) for row in link.execute(select(tables.report).order_by("id")).mappings()]
            layers = {table.name: _by_report(link, table) for table in tables.LAYERS}
        return tuple(make_reading(r, {name: layer[r.id] for name, layer in layers.items()}) for r in reports)

    def prepare(self, write: bool) -> None:
        """Makes the tables of a new record, and looks whether an old one is ours."""
        with self._begin() as link:
            names = set(inspect(link).get_table_names())
            if not names and write:
                tables.metadata.create_all(link)
                link.execute(insert(tables.about), [{"name": "schema", "value": str(tables.SCHEMA)}])
            elif tables.about.name not in names or tables.report.name not in names:
                raise RecordError(self.name, "is a database, but no record of ours", "Name another file.")
            else:
                self._check_schema(link)

    def _check_schema(self, link: Connection) -> None:
        found = link.execute(select(tables.about.c.value).where(tables.about.c.name == "schema")).scalar()
        if found != str(tables.SCHEMA):
            what = f"has schema {found}, and this program knows schema {tables.SCHEMA}"
            raise RecordError(self.name, what, "Install the newest release, or read the reports into a new record.")

    @contextmanager
    def _begin(self) -> Iterator[Connection]:
        try:
            with self.engine.begin() as link:
                yield link
        except DatabaseError as error:
            raise _explain(self.name, error) from error


def open_store(target: str | PathLike[str] = DEFAULT, *, write: bool = False, wait: float = WAIT) -> Store:
    """The record in this file or at this URL; made when it is to be written and does not exist."""
    store = Store(make_engine(target, write, wait), str(target))
    try:
        store.prepare(write)
        if write:
            log_ahead(store.engine)
    except BaseException:
        store.engine.dispose()
        raise
    return store


def _by_report(link: Connection, table: Any) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = defaultdict(list)
    for row in link.execute(select(table).order_by(table.c.report, table.c.n)).mappings():
        found[row["report"]].append(row)
    return found


# What the database says → what happened, what to do.
FAULTS = (
    ("file is not a database", "is not a database", "Name another file; this one was left as it is."),
    ("malformed", "is damaged", "Restore it from a copy, or read the reports into a new record."),
    ("locked", "is locked by another program", "Wait until that program has ended, then try again."),
    ("locking protocol", "is locked by another program", "Wait until that program has ended, then try again."),
    ("readonly", "cannot be written here", "Copy it to a folder where you may write, or name another file."),
    ("unable to open", "cannot be opened", "Look whether you may read and write in its folder."),
    ("full", "the disk is full", "Make room; what was already kept is safe."),
)


def _explain(name: str, error: DatabaseError) -> RecordError:
    said = str(error.orig).splitlines()[0] if str(error.orig) else type(error).__name__
    for sign, what, remedy in FAULTS:
        if sign in said:
            return RecordError(name, what, remedy)
    kind = "cannot be used" if isinstance(error, OperationalError) else "failed"
    return RecordError(name, f"{kind}: {said}", "Look whether the file is a record and the disk is well.")
