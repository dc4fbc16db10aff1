"""In: the runs that read reports, and a day or a run. Out: what was known then, and when each report came in."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from aidememoire.errors import UsageError
from aidememoire.record.entry import Record


@dataclass(frozen=True, slots=True)
class Run:
    """One call that added reports to a record."""

    id: int  # 1, 2, 3 ... within a record
    at: dt.datetime  # UTC, when it began
    version: str  # of the program
    reports: tuple[str, ...]  # the ids of those it added


@dataclass(frozen=True, slots=True)
class Past:
    """A moment that a record is compared with."""

    day: dt.date  # the last one that belongs to the past
    moment: dt.datetime  # what was ruled later is new
    later: frozenset[str]  # ids of reports that came in later
    came: dict[str, dt.datetime]  # when each report came in, where that is known


def since_day(record: Record, runs: Sequence[Run], day: dt.date, *, published: bool = False) -> Past:
    """What was known when a day began: by the time of reading, or by the reports' own days of publication."""
    moment = dt.datetime.combine(day, dt.time(), dt.UTC)
    before = dt.date.fromordinal(max(day.toordinal() - 1, 1))
    if published:
        days = {r.id: dt.datetime.combine(r.published, dt.time(), dt.UTC) for r in record.reports if r.published}
        return Past(before, moment, frozenset(name for name, at in days.items() if at >= moment), days)
    later = frozenset(name for run in runs if run.at >= moment for name in run.reports)
    return Past(before, moment, later, _came(runs))


def since_run(runs: Sequence[Run], number: int) -> Past:
    """What was known when a run had ended: later runs are left out."""
    found = next((run for run in runs if run.id == number), None)
    if found is None:
        known = f"The record has runs 1 to {len(runs)}" if runs else "No run was noted in this record"
        raise UsageError(str(number), "is no run of this record", f"{known}. Or give a day, such as 2026-11-12.")
    later = frozenset(name for run in runs if run.id > number for name in run.reports)
    return Past(found.at.date(), found.at, later, _came(runs))


def _came(runs: Sequence[Run]) -> dict[str, dt.datetime]:
    return {name: run.at for run in runs for name in run.reports}
