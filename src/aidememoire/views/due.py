"""In: a record on disk, a query, a day. Out: what falls due about that day and what is overdue, of the whole record."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

from aidememoire.record.commitments import Commitment
from aidememoire.record.days import day_range
from aidememoire.store import Query, Store
from aidememoire.store.due import due_about
from aidememoire.views.board import board
from aidememoire.views.page import length_words
from aidememoire.views.part import load_near

BACK, AHEAD = dt.timedelta(days=180), dt.timedelta(days=60)
MOST = 60
MONTHS = 90  # days from which on only months are told


@dataclass(frozen=True, slots=True)
class Due:
    """The nearest commitments."""

    coming: tuple[Commitment, ...]
    overdue: tuple[Commitment, ...]


def load_due(store: Store, query: Query, today: dt.date) -> Due:
    """What ends in the weeks around a day: by a day that was set, or that an act was announced for."""
    announced = replace(query, statuses=("planned", "conditional"), first=today - BACK, last=today + AHEAD)
    found = [*due_about(store, today, BACK, query.sure, MOST), *store.entries(announced, MOST, newest=True).items]
    part = load_near(store, found, query, today)
    chosen = {entry.id for entry in found}
    lanes = {lane.name: lane.commitments for lane in board(c for c in part.commitments() if c.entry.id in chosen)}
    ahead = [*lanes.get("due", ()), *lanes.get("ahead", ()), *lanes.get("conditional", ())]
    coming = [one for one in ahead if day_range(one.deadline)[1]]
    return Due(tuple(coming), lanes.get("overdue", ()))


def distance_words(found: Commitment, today: dt.date) -> str:
    """How far its days are: "in 16 days", "in 27 to 57 days", "3 days ago"; "" where it has none or was kept."""
    first, last = day_range(found.deadline)
    if last is None or found.met_by:
        return ""
    days, soonest = (last - today).days, (first - today).days if first else 0
    if 0 < soonest < days < MONTHS:
        return f"in {soonest} to {days} days"
    return f"in {length_words(days)}" if days > 0 else f"{length_words(-days)} ago" if days < 0 else "today"
