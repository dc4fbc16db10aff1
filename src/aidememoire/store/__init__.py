"""Readings in and out of an SQL database: SQLite in a file by default."""

from aidememoire.store import dossiers as _dossiers  # noqa: F401 its tables are made with all others
from aidememoire.store import rulings as _rulings  # noqa: F401 as above
from aidememoire.store.query import Counts, Hit, Page, Query
from aidememoire.store.store import Store, open_store

__all__ = ["Counts", "Hit", "Page", "Query", "Store", "open_store"]
