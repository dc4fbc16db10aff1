"""In: a record. Out: its first page: dossiers, what is new, what falls due."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from aidememoire.store.dossiers import load_dossiers
from aidememoire.web.asked import asked
from aidememoire.web.opened import record_of
from aidememoire.web.render import page


def show(request: Request) -> Response:
    """The page."""
    today = asked(request).today
    with record_of(request) as store:
        told = {"counts": store.counts(), "today": today, "dossiers": load_dossiers(store)}
    return page(request, "record.html", told)


ROUTES = [Route("/", show)]
