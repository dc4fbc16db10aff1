"""In: a record, a query, a day. Out: its meetings and commitments as a calendar to subscribe to."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from aidememoire.export.dossier import make_dossier
from aidememoire.export.registry import find_format
from aidememoire.store import Query, Store
from aidememoire.views.part import load_part


def calendar_bytes(store: Store, query: Query, today: dt.date) -> bytes:
    """The calendar; whether something was kept is judged by all that bears on it."""
    part = load_part(store, query, today)
    chosen = {entry.id for entry in part.entries}
    whole = make_dossier(part.record, (), today, query.sure, name=store.name)
    own = tuple(found for found in whole.brief.commitments if found.entry.id in chosen)
    rows = tuple(row for row in whole.rows if row.entry.id in chosen)
    meant = replace(whole, rows=rows, brief=replace(whole.brief, commitments=own))
    return b"".join(find_format("ical").write(meant))
