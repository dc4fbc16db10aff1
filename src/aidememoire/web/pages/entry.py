"""In: a reference. Out: the entry: every sentence behind it, who disagrees, whose word, why; forms to rule."""

from __future__ import annotations

import datetime as dt
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from aidememoire.errors import UsageError
from aidememoire.model import KINDS, STATUSES
from aidememoire.record.decide import Word
from aidememoire.record.edits import FIELDS
from aidememoire.record.entry import Entry
from aidememoire.store.rulings import keep_rulings
from aidememoire.views.entry import make_entry_view
from aidememoire.views.part import load_entry
from aidememoire.views.pointing import ruling_on
from aidememoire.web.asked import asked
from aidememoire.web.forms import Form, form_of
from aidememoire.web.opened import record_of
from aidememoire.web.render import field_text, page


def show(request: Request) -> Response:
    """The page of an entry."""
    return page(request, "entry.html", _told(request) | {"problem": None, "given": {}})


def _told(request: Request) -> dict[str, Any]:
    wanted = asked(request)
    with record_of(request) as store:
        part, entry = load_entry(store, request.path_params["reference"], wanted.today)
        view = make_entry_view(store, part, entry)
    return {"view": view, "entry": entry, "kinds": KINDS, "statuses": STATUSES, "fields": FIELDS, "asked": wanted}


async def rule(request: Request) -> Response:
    """Keeps a ruling on the entry; the page says why, where it cannot be one."""
    form = await form_of(request)
    return await run_in_threadpool(_rule, request, form)


def _rule(request: Request, form: Form) -> Response:
    try:
        act = _keep(request, form)
    except UsageError as error:
        told = {"problem": error, "given": dict(form.pairs)}
        return page(request, "entry.html", _told(request) | told, status=400)
    return RedirectResponse(f"/entry/{act}?{asked(request).link()}", 303)


def _keep(request: Request, form: Form) -> str:
    """Rules, and gives an act that the ruled entry holds: ids of entries may change by a ruling."""
    state = request.scope.get("state", {})
    word = Word(state.get("user") or form.get("by"), dt.datetime.now(dt.UTC), form.get("reason"))
    action, today = form.get("action"), asked(request).today
    with record_of(request) as store:
        part, entry = load_entry(store, request.path_params["reference"], today, form.all("other"))
    acts = form.all("act")
    references = {
        "undo": [form.get("ruling")],
        "merge": [entry.id, *form.all("other")],
        "split": acts,
        "reject": acts or [entry.id],
        "confirm": acts or [entry.id],
    }.get(action, [entry.id])
    fields = [line for line in _changed(entry, form) if action == "edit"]
    names = bool(form.get("new_names"))
    made = ruling_on(part.ruled.found, part.rulings, action, references, word, fields, new_names=names)
    with record_of(request, write=True) as store:
        keep_rulings(store, [made])
    return acts[0] if acts else entry.acts[0].id


def _changed(entry: Entry, form: Form) -> list[str]:
    """The fields of an edit that differ from what stands there."""
    lines = []
    for name in FIELDS:
        shown = field_text(entry, name)
        given = form.get(name, shown)
        if given != shown:
            lines.append(f"{name}={given}")
    return lines


ROUTES = [
    Route("/entry/{reference}", show),
    Route("/entry/{reference}", rule, methods=["POST"]),
]
