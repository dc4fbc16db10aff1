"""Readings in and out of an SQL database: SQLite in a file by default."""

from aidememoire.store.store import Store, open_store

__all__ = ["Store", "open_store"]
