"""In: rulings, and runs of reading. Out: the same, kept beside what was read: no reading and no new rule touches them.

`ruling` only grows. `run` and `run_report` tell when a report came in; one without a run came before there were runs.
TABLES belong to the schema: whatever makes the tables of a new record, or brings up an old one, makes these too.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from importlib.metadata import version

from sqlalchemy import JSON, Column, ForeignKey, Integer, String, Table, Text, func, insert, select

from aidememoire.errors import RecordError
from aidememoire.record.rulings import NO_RULING, Ruling, read_row, ruling_row, time_text
from aidememoire.record.runs import Run
from aidememoire.store.store import Store
from aidememoire.store.tables import metadata

ruling = Table(
    "ruling",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("at", String(32), nullable=False),
    Column("data", JSON, nullable=False),
)
run = Table(
    "run",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("at", String(32), nullable=False),
    Column("version", Text, nullable=False),
)
run_report = Table(
    "run_report",
    metadata,
    Column("report", String(64), ForeignKey("report.id", ondelete="CASCADE"), primary_key=True),
    Column("run", Integer, ForeignKey("run.id"), nullable=False, index=True),
)
TABLES = (ruling, run, run_report)


def keep_rulings(store: Store, rulings: Iterable[Ruling]) -> int:
    """Keeps rulings, those known already left out; how many were new."""
    rows = {r.id: {"id": r.id, "at": time_text(r.at), "data": ruling_row(r)} for r in rulings}
    with store.begin() as link:
        known = {row.id for row in link.execute(select(ruling.c.id))}
        fresh = [row for number, row in rows.items() if number not in known]
        if fresh:
            link.execute(insert(ruling), fresh)
    return len(fresh)


def load_rulings(store: Store) -> tuple[Ruling, ...]:
    """All rulings, in the order in which they were made."""
    with store.begin() as link:
        rows = link.execute(select(ruling.c.data).order_by(ruling.c.at, ruling.c.id)).scalars().all()
    try:
        return tuple(read_row(row) for row in rows)
    except NO_RULING as error:
        remedy = "Restore the record from a copy, or import the rulings into a new one."
        raise RecordError(store.name, f"holds a ruling that is none: {error}", remedy) from error


class RunLog:
    """Notes which reports one run adds; a run that adds none leaves no trace."""

    def __init__(self, store: Store, at: dt.datetime, version: str) -> None:
        self.store, self.at, self.version = store, at, version
        self.number: int | None = None

    def note(self, report_id: str) -> None:
        """Notes a report that was added."""
        with self.store.begin() as link:
            if self.number is None:
                if link.dialect.name == "postgresql":  # two runs that begin at once take turns, as SQLite's do anyway
                    link.exec_driver_sql("LOCK TABLE run IN SHARE ROW EXCLUSIVE MODE")
                self.number = (link.execute(select(func.max(run.c.id))).scalar() or 0) + 1
                link.execute(insert(run), [{"id": self.number, "at": time_text(self.at), "version": self.version}])
            link.execute(insert(run_report), [{"run": self.number, "report": report_id}])


def open_run(store: Store, at: dt.datetime) -> RunLog:
    """The log of a run of this program that begins now."""
    return RunLog(store, at, version("aidememoire"))


def load_runs(store: Store) -> tuple[Run, ...]:
    """All runs, the first one first."""
    with store.begin() as link:
        rows = link.execute(select(run).order_by(run.c.id)).all()
        pairs = link.execute(select(run_report).order_by(run_report.c.run, run_report.c.report)).all()
    added: dict[int, list[str]] = {row.id: [] for row in rows}
    for pair in pairs:
        added[pair.run].append(pair.report)
    return tuple(Run(row.id, dt.datetime.fromisoformat(row.at), row.version, tuple(added[row.id])) for row in rows)
