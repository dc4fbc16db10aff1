"""In: buckets. Out: a note in the record that they are to be settled; noted twice is noted once."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection
from sqlalchemy.dialects import postgresql, sqlite

from aidememoire.store.tables import dirty

REPEATED = "-"  # the bucket of acts that bear the id of an earlier one of their report: in no entry
INSERTS: dict[str, Any] = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}


def mark_dirty(link: Connection, buckets: Iterable[str]) -> None:
    """Notes these buckets."""
    rows = [{"bucket": bucket} for bucket in sorted(set(buckets) - {REPEATED})]
    if rows:
        link.execute(INSERTS[link.dialect.name](dirty).on_conflict_do_nothing(), rows)
