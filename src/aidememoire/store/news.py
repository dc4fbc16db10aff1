"""In: the number of a run. Out: what came in since then: the newest reports and what they tell."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import func, select

from aidememoire.record.entry import Entry
from aidememoire.store.queries import load_entries
from aidememoire.store.rulings import run, run_report
from aidememoire.store.store import Store
from aidememoire.store.tables import act, entry

MOST = 40  # reports that are looked at


@dataclass(frozen=True, slots=True)
class News:
    """What came in after a run."""

    last: int  # the number of the last run; 0: no run was noted
    at: str  # when the first run after it began, as it is kept; "": there is none
    reports: int
    entries: tuple[Entry, ...]  # told by the last of these reports, the last told first


def news_since(store: Store, number: int) -> News:
    """What came in after a run; a number below 0 means: with the last one."""
    with store.begin() as link:
        last = link.scalar(select(func.max(run.c.id))) or 0
        since = last - 1 if number < 0 else number
        at = link.scalar(select(run.c.at).where(run.c.id > since).order_by(run.c.id).limit(1)) or ""
        fresh = run_report.c.run > since
        count = link.scalar(select(func.count()).select_from(run_report).where(fresh)) or 0
        reports = select(run_report.c.report).where(fresh).order_by(run_report.c.run.desc()).limit(MOST)
        told = select(act.c.entry).where(act.c.report.in_(list(link.scalars(reports))), act.c.entry.is_not(None))
        found = (
            select(entry.c.data)
            .where(entry.c.id.in_(told))
            .order_by(entry.c.told.desc(), entry.c.key.desc())
            .limit(MOST)
        )
        entries = load_entries(link, list(link.scalars(found)))
    return News(last, at, count, entries)
