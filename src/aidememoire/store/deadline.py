"""In: a store and a time. Out: the same store, of which no transaction may run longer than that."""

from __future__ import annotations

import time
from typing import Any

from sqlalchemy import Connection, event

from aidememoire.store.store import Store

STEPS = 20_000  # of SQLite's machine between two looks at the clock: well below a millisecond


def stop_after(store: Store, seconds: float) -> None:
    """Has the database stop what runs longer; what was to be written is not written at all then."""
    if store.engine.dialect.name == "postgresql":

        @event.listens_for(store.engine, "begin")
        def begin(connection: Connection) -> None:
            connection.exec_driver_sql(f"SET LOCAL statement_timeout = {max(1, int(seconds * 1000))}")

        return

    @event.listens_for(store.engine, "checkout")
    def checkout(link: Any, *_: object) -> None:
        end = time.monotonic() + seconds
        link.set_progress_handler(lambda: time.monotonic() > end, STEPS)
