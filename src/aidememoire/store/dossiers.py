"""In: a name and a query. Out: both kept beside the record: a dossier is a saved query."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Column, Table, Text, delete, insert, select

from aidememoire.errors import UsageError
from aidememoire.store.store import Store
from aidememoire.store.tables import WORDS, metadata

LONGEST = 120  # characters of a name
LONGEST_QUERY = 4_000
MOST = 200  # dossiers of a record

dossier = Table("dossier", metadata, Column("name", WORDS, primary_key=True), Column("query", Text, nullable=False))
TABLES = (dossier,)


@dataclass(frozen=True, slots=True)
class Dossier:
    """A query that somebody named."""

    name: str
    query: str  # the query string of its page


def keep_dossier(store: Store, name: str, query: str) -> Dossier:
    """Keeps a query under a name; one that had the name is replaced."""
    plain = " ".join("".join(char if char.isprintable() else " " for char in name).split())
    if not plain or len(plain) > LONGEST:
        raise UsageError("name", "says nothing, or is too long", f"Give the dossier a name of up to {LONGEST} letters.")
    if not query or len(query) > LONGEST_QUERY or not query.isprintable():
        raise UsageError("query", "is empty, or too long", "Choose parties, words or places first, then save.")
    with store.begin() as link:
        link.execute(delete(dossier).where(dossier.c.name == plain))
        if len(link.scalars(select(dossier.c.name)).all()) >= MOST:
            raise UsageError("name", f"there are {MOST} dossiers already", "Remove one first.")
        link.execute(insert(dossier), [{"name": plain, "query": query}])
    return Dossier(plain, query)


def remove_dossier(store: Store, name: str) -> bool:
    """Removes a dossier, not what it shows; whether there was one."""
    with store.begin() as link:
        return link.execute(delete(dossier).where(dossier.c.name == name)).rowcount > 0


def load_dossiers(store: Store) -> tuple[Dossier, ...]:
    """All of them, by name."""
    with store.begin() as link:
        rows = link.execute(select(dossier).order_by(dossier.c.name)).all()
    return tuple(Dossier(row.name, row.query) for row in rows)
