"""In: a day. Out: the entries whose deadline ends next after it, and those whose deadline ended last before it."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import select

from aidememoire.record.entry import Entry
from aidememoire.store.queries import load_entries
from aidememoire.store.rows import day_text
from aidememoire.store.store import Store
from aidememoire.store.tables import entry


def due_about(store: Store, today: dt.date, back: dt.timedelta, sure: float, most: int) -> list[Entry]:
    """The nearest on either side, `most` of each; those that ended longer ago than `back` are left out."""
    ahead = entry.c.last_due >= day_text(today)
    behind = entry.c.last_due.between(day_text(today - back), day_text(today - dt.timedelta(days=1)))
    plain = select(entry.c.data).where(entry.c.sure >= sure).limit(most)
    with store.begin() as link:
        nearest = link.scalars(plain.where(ahead).order_by(entry.c.last_due, entry.c.id)).all()
        latest = link.scalars(plain.where(behind).order_by(entry.c.last_due.desc(), entry.c.id)).all()
        return list(load_entries(link, [*nearest, *latest]))
