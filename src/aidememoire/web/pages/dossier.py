"""In: a query in the URL. Out: its dossier: where things stand, and one page a view of it."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from aidememoire.errors import UsageError
from aidememoire.model import KINDS, STATUSES
from aidememoire.record.disagreements import find_disagreements
from aidememoire.record.positions import find_positions
from aidememoire.store import Store
from aidememoire.store.dossiers import keep_dossier, load_dossiers, remove_dossier
from aidememoire.views import calendar, chart, map, matrix
from aidememoire.views.board import board
from aidememoire.views.instruments import find_instrument_views
from aidememoire.views.part import Part, find_undated, load_part, part_with
from aidememoire.views.places import find_place_views
from aidememoire.views.sources import find_sources
from aidememoire.views.standing import latest, standing_words
from aidememoire.web.asked import Asked, asked
from aidememoire.web.forms import form_of
from aidememoire.web.opened import record_of
from aidememoire.web.render import page

VIEWS = ("overview", "timeline", "calendar", "positions", "commitments", "instruments", "map", "sources")
ON_A_PAGE = 40
SOME = 8  # of a list, on the first page of a dossier
Told = dict[str, Any]


def overview(request: Request) -> Response:
    """Where things stand, and the most important of each view: what is printed as a brief."""
    return _show(request, "overview")


def view(request: Request) -> Response:
    """One view of a dossier."""
    name = request.path_params["view"]
    if name not in VIEWS:
        raise UsageError(name, "is no view of a dossier", f"Views are {', '.join(VIEWS)}.")
    return _show(request, name)


def _show(request: Request, name: str) -> Response:
    wanted = asked(request)
    with record_of(request) as store:
        told = _PAGES[name](store, wanted)
        saved = load_dossiers(store)
    own = next((dossier.name for dossier in saved if dossier.query == wanted.link()), None)
    common = {"asked": wanted, "view": name, "views": VIEWS, "kinds": KINDS, "statuses": STATUSES, "saved": own}
    return page(request, f"dossier/{name}.html", common | told)


def _overview(store: Store, wanted: Asked) -> Told:
    part = load_part(store, wanted.query, wanted.today)
    own, commitments = part.own, part.commitments()
    positions = find_positions(own)
    return _of(part) | {
        "standing": standing_words(own, commitments, positions, part.today),
        "chart": chart.draw(part.entries, part.today),
        "lanes": board(commitments),
        "positions": sorted(positions, key=lambda one: not one.moved)[:SOME],
        "disagreements": _disagreements(part),
        "instruments": find_instrument_views(own.readings, part.entries)[:SOME],
        "places": find_place_views(own.readings, part.entries, part.today)[:SOME],
        "latest": latest(part.entries, part.today)[:SOME],
        "sources": find_sources(own.readings, part.entries, own.originals),
        "some": SOME,
    }


def _timeline(store: Store, wanted: Asked) -> Told:
    """Those with a day, a page at a time; behind the last page those without."""
    query = wanted.query
    dated = replace(query, last=query.last or dt.date.max)
    found = store.entries(dated, ON_A_PAGE, wanted.after, wanted.newest)
    part = part_with(store, found.items, query, wanted.today)
    rest = find_undated(store, query, wanted.today) if found.after is None else None
    return _of(part) | {
        "entries": part.entries[::-1] if wanted.newest else part.entries,
        "next": found.after,
        "undated": rest.entries[::-1] if rest else (),
        "chart": chart.draw(part.entries, part.today),
        "marks": part.marks | (rest.marks if rest else {}),
        "more": False,
    }


def _calendar(store: Store, wanted: Asked) -> Told:
    part = load_part(store, wanted.query, wanted.today)
    return _of(part) | {"months": calendar.coming(part.commitments(), part.today)}


def _positions(store: Store, wanted: Asked) -> Told:
    part = load_part(store, wanted.query, wanted.today, near=False)
    return _of(part) | {"matrix": matrix.make_matrix(find_positions(part.own))}


def _commitments(store: Store, wanted: Asked) -> Told:
    part = load_part(store, wanted.query, wanted.today)
    return _of(part) | {"lanes": board(part.commitments())}


def _instruments(store: Store, wanted: Asked) -> Told:
    part = load_part(store, wanted.query, wanted.today, near=False)
    return _of(part) | {"instruments": find_instrument_views(part.own.readings, part.entries)}


def _map(store: Store, wanted: Asked) -> Told:
    part = load_part(store, wanted.query, wanted.today, near=False)
    views = find_place_views(part.own.readings, part.entries, part.today)
    return _of(part) | {"map": map.draw(views), "places": views}


def _sources(store: Store, wanted: Asked) -> Told:
    part = load_part(store, wanted.query, wanted.today, near=False)
    return _of(part) | {"sources": find_sources(part.own.readings, part.entries, part.own.originals)}


_PAGES: dict[str, Callable[[Store, Asked], Told]] = {
    "overview": _overview,
    "timeline": _timeline,
    "calendar": _calendar,
    "positions": _positions,
    "commitments": _commitments,
    "instruments": _instruments,
    "map": _map,
    "sources": _sources,
}


def _of(part: Part) -> Told:
    """What every view shows: who is in it, what was ruled, whether there is more."""
    count = Counter(name for entry in part.entries for name in sorted(entry.parties))
    involved = sorted(count, key=lambda name: (-count[name], name))[:SOME]
    return {
        "part": part,
        "today": part.today,
        "marks": part.marks,
        "more": part.more,
        "involved": [(name, count[name]) for name in involved],
    }


def _disagreements(part: Part) -> list[Any]:
    chosen = {entry.id for entry in part.entries}
    return [one for one in find_disagreements(part.record) if chosen & {one.done.id, one.denied.id}]


async def save(request: Request) -> Response:
    """Keeps a query under a name, or removes the one that has it."""
    form = await form_of(request)
    query = asked(request).link()
    with record_of(request, write=True) as store:
        if form.get("remove"):
            remove_dossier(store, form.get("name", ""))
            return RedirectResponse("/", 303)
        keep_dossier(store, form.get("name", ""), query)
    return RedirectResponse(f"/dossier?{query}", 303)


ROUTES = [
    Route("/dossier", overview),
    Route("/dossiers", save, methods=["POST"]),
    Route("/dossier/{view}", view),
]
