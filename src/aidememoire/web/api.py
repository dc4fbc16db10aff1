"""In: requests of programs. Out: what the pages show, as JSON; `data/api.toml` describes it."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Mapping
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from aidememoire.errors import UsageError
from aidememoire.export.atom import changes_atom
from aidememoire.record.decide import Word
from aidememoire.record.entry import Record
from aidememoire.record.rulings import ruling_row
from aidememoire.store import Store
from aidememoire.store.dossiers import keep_dossier, remove_dossier
from aidememoire.store.engine import without_password
from aidememoire.store.rulings import keep_rulings, load_rulings
from aidememoire.views.part import load_entry
from aidememoire.views.pointing import ruling_on
from aidememoire.web import answers
from aidememoire.web.asked import Asked, asked
from aidememoire.web.document import document
from aidememoire.web.opened import record_of

ON_A_PAGE, MOST = 50, 200
Row = Mapping[str, Any]
Answer = Callable[[Store, Request, Asked], Row]


def _get(path: str, answer: Answer) -> Route:
    """A path that only tells something; a reference in it that means nothing is 404."""

    def show(request: Request) -> Response:
        wanted = asked(request)
        with record_of(request) as store:
            try:
                return JSONResponse(answer(store, request, wanted))
            except UsageError as error:
                if error.where == request.path_params.get("reference"):
                    raise HTTPException(404, f"{error.what}. {error.remedy}") from error
                raise

    return Route(path, show)


def _limit(request: Request) -> int:
    given = request.query_params.get("limit", str(ON_A_PAGE))
    if not (given.isascii() and given.isdecimal() and len(given) < 5 and 0 < int(given) <= MOST):
        raise UsageError(f"limit={given[:20]}", "is no number of things", f"Ask for 1 to {MOST}.")
    return int(given)


def _reference(request: Request) -> str:
    return str(request.path_params["reference"])


def _since(request: Request) -> str:
    since = request.query_params.get("since", "")
    if not since:
        raise UsageError("since", "is not given", "Give a day, such as 2026-11-12, or the number of a run.")
    return since


def openapi(request: Request) -> Response:
    """What can be asked, and what is answered."""
    return JSONResponse(document())


def session(request: Request) -> Response:
    """Who asks, what he or she may do, and the token for what a browser sends."""
    state = request.scope["state"]
    return JSONResponse({"user": state["user"], "may_write": state["may_write"], "csrf": state["csrf"]})


async def _given(request: Request) -> dict[str, Any]:
    """The JSON object of a request."""
    try:
        found = json.loads(await request.body())
    except (ValueError, RecursionError) as error:
        raise UsageError("the body", "is no JSON", "Send a JSON object.") from error
    if not isinstance(found, dict):
        raise UsageError("the body", "is no JSON object", "Send a JSON object.")
    return found


def _text(given: dict[str, Any], name: str) -> str:
    value = given.get(name, "")
    if not isinstance(value, str):
        raise UsageError(name, "is no text", "Send a string.")
    return value


def _texts(given: dict[str, Any], name: str) -> list[str]:
    value = given.get(name, [])
    if not isinstance(value, list) or len(value) > MOST or not all(isinstance(one, str) for one in value):
        raise UsageError(name, "is no list of texts", "Send a list of strings.")
    return value


async def rule(request: Request) -> Response:
    """Keeps a ruling."""
    given = await _given(request)
    return await run_in_threadpool(_rule, request, given)


def _rule(request: Request, given: dict[str, Any]) -> Response:
    by = request.scope["state"]["user"] or _text(given, "by")
    word = Word(by, dt.datetime.now(dt.UTC), _text(given, "reason"))
    action, references = _text(given, "action"), _texts(given, "references")
    if action != "undo" and not references:
        raise UsageError("references", "names no entry", "Give the id of one.")
    with record_of(request) as store:
        known, found = load_rulings(store), Record((), ())
        if action != "undo":
            found = load_entry(store, references[0], asked(request).today, references[1:])[0].ruled.found
    fields, new = _texts(given, "fields"), given.get("new_names") is True
    made = ruling_on(found, known, action, references, word, fields, new_names=new)
    with record_of(request, write=True) as store:
        keep_rulings(store, [made])
    return JSONResponse(ruling_row(made), 201)


async def save(request: Request) -> Response:
    """Keeps a dossier."""
    given = await _given(request)

    def keep() -> Response:
        with record_of(request, write=True) as store:
            kept = keep_dossier(store, _text(given, "name"), _text(given, "query"))
        return JSONResponse({"name": kept.name, "query": kept.query}, 201)

    return await run_in_threadpool(keep)


def remove(request: Request) -> Response:
    """Removes a dossier."""
    with record_of(request, write=True) as store:
        if not remove_dossier(store, request.path_params["name"]):
            raise HTTPException(404, "no dossier has this name")
    return Response(status_code=204)


def feed(request: Request) -> Response:
    """What changed since a day or a run, for feed readers."""
    with record_of(request) as store:
        found = answers.find_changes(store, _since(request), asked(request).today)
    name = without_password(request.app.state.settings.record)
    return Response(changes_atom(found, name), media_type="application/atom+xml")


def calendar(request: Request) -> Response:
    """Meetings and commitments of a dossier, for calendars."""
    from aidememoire.web.calendars import calendar_bytes

    wanted = asked(request)
    with record_of(request) as store:
        return Response(calendar_bytes(store, wanted.query, wanted.today), media_type="text/calendar")


ROUTES = [
    Route("/api/openapi.json", openapi),
    Route("/api/session", session),
    _get("/api/record", lambda store, _, wanted: answers.record_answer(store, wanted.query, wanted.today)),
    _get("/api/dossier", lambda store, _, wanted: answers.brief_answer(store, wanted.query, wanted.today)),
    _get("/api/positions", lambda store, _, wanted: answers.positions_answer(store, wanted.query, wanted.today)),
    _get("/api/commitments", lambda store, _, wanted: answers.commitments_answer(store, wanted.query, wanted.today)),
    _get(
        "/api/entries",
        lambda store, request, wanted: answers.entries_answer(
            store, wanted.query, wanted.today, _limit(request), wanted.after, newest=wanted.newest
        ),
    ),
    _get(
        "/api/entries/{reference}",
        lambda store, request, wanted: answers.entry_answer(store, _reference(request), wanted.today),
    ),
    _get(
        "/api/reports",
        lambda store, request, wanted: answers.reports_answer(store, _limit(request), wanted.after),
    ),
    _get("/api/reports/{reference}", lambda store, request, _: answers.report_answer(store, _reference(request))),
    _get(
        "/api/search",
        lambda store, request, wanted: answers.search_answer(store, wanted.query.words, _limit(request), wanted.after),
    ),
    _get(
        "/api/changes",
        lambda store, request, wanted: answers.changes_answer(store, _since(request), wanted.today),
    ),
    _get("/api/rulings", lambda store, *_: answers.rulings_answer(store)),
    Route("/api/rulings", rule, methods=["POST"]),
    _get("/api/dossiers", lambda store, *_: answers.dossiers_answer(store)),
    Route("/api/dossiers", save, methods=["POST"]),
    Route("/api/dossiers/{name}", remove, methods=["DELETE"]),
    Route("/feed/changes.atom", feed),
    Route("/feed/calendar.ics", calendar),
]
