"""In: a record. Out: its first page: dossiers, what is new since the last look, what falls due and what is overdue."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from aidememoire.store.dossiers import load_dossiers
from aidememoire.store.news import news_since
from aidememoire.views.due import load_due
from aidememoire.views.part import as_told, part_with
from aidememoire.web.asked import asked
from aidememoire.web.forms import form_of
from aidememoire.web.opened import record_of
from aidememoire.web.render import page

LOOK = "look"  # the cookie that holds the number of the last run that was seen
YEAR = 365 * 24 * 60 * 60
SOME = 12


def show(request: Request) -> Response:
    """The page."""
    wanted = asked(request)
    seen = request.cookies.get(LOOK, "")
    with record_of(request) as store:
        news = news_since(store, int(seen) if seen.isascii() and seen.isdecimal() and len(seen) < 10 else -1)
        fresh = part_with(store, news.entries, wanted.query, wanted.today)
        told = {
            "counts": store.counts(),
            "today": wanted.today,
            "asked": wanted,
            "dossiers": load_dossiers(store),
            "due": load_due(store, wanted.query, wanted.today),
            "latest": store.reports(SOME).items,
        }
    shown = {"news": news, "entries": as_told(fresh)[:SOME], "marks": fresh.marks, "some": SOME}
    return page(request, "record.html", told | shown)


async def seen(request: Request) -> Response:
    """Notes in the browser which run was the last one that somebody has seen."""
    form = await form_of(request)
    answer = RedirectResponse("/", 303)
    run = form.get("run")
    if run.isascii() and run.isdecimal() and len(run) < 10:
        answer.set_cookie(LOOK, run, max_age=YEAR, httponly=True, samesite="strict")
    return answer


ROUTES = [Route("/", show), Route("/seen", seen, methods=["POST"])]
