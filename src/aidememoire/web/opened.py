"""In: a request. Out: the record it is about, opened for it alone: a page never sees half of what somebody writes."""

from __future__ import annotations

from starlette.requests import Request

from aidememoire.limits import MAX_QUERY_SECONDS
from aidememoire.store import Store, open_store
from aidememoire.store.deadline import stop_after


def record_of(request: Request, *, write: bool = False) -> Store:
    """The record that is served; use it in a `with` block."""
    store = open_store(request.app.state.settings.record, write=write)
    stop_after(store, MAX_QUERY_SECONDS)
    return store
