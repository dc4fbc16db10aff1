"""In: a record. Out: every ruling on it, the newest first, and what became of each."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from aidememoire.store.rulings import load_rulings
from aidememoire.views.part import load_ruled
from aidememoire.views.rulings import list_rulings
from aidememoire.web.opened import record_of
from aidememoire.web.render import page


def show(request: Request) -> Response:
    """The list."""
    with record_of(request) as store:
        rulings = load_rulings(store)
        views = list_rulings(load_ruled(store, rulings), rulings)
    return page(request, "rulings.html", {"rulings": views[::-1]})


def keys(request: Request) -> Response:
    """What can be done with the keyboard, and what the marks mean."""
    return page(request, "help.html", {})


ROUTES = [Route("/rulings", show), Route("/help", keys)]
