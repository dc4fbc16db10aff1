"""In: the name of a record as given. Out: the option that takes it, and the record."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from aidememoire.record.entry import Record
    from aidememoire.record.rulings import Ruling

RECORD = click.option(
    "--record",
    default="aidememoire.sqlite",
    show_default=True,
    metavar="FILE-or-URL",
    help="The record: an SQLite file, or the URL of a database.",
)


def load_record(name: str) -> Record:
    """All that a record holds, as entries."""
    from aidememoire.store import open_store

    with open_store(name) as store:
        return store.record()


def load_ruled(name: str) -> tuple[Record, tuple[Ruling, ...]]:
    """All that a record holds, as the machine found it, and the rulings on it."""
    from aidememoire.store import open_store
    from aidememoire.store.rulings import load_rulings

    with open_store(name) as store:
        return store.record(), load_rulings(store)
