"""In: settings. Out: the web application: the routes of all modules of `pages/`, static files, headers, error pages."""

from __future__ import annotations

from pathlib import Path

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.routing import BaseRoute, Mount
from starlette.staticfiles import StaticFiles

from aidememoire.errors import AideError
from aidememoire.folder import modules
from aidememoire.web import api, login, pages
from aidememoire.web.auth import Door, Guard
from aidememoire.web.headers import Headers
from aidememoire.web.limits import Limits
from aidememoire.web.problems import broken, http_problem, our_problem
from aidememoire.web.settings import Settings

STATIC = Path(__file__).parent / "static"


def make_app(settings: Settings, door: Door | None = None) -> Starlette:
    """The application; `app.state.settings` holds what it was made with."""
    door = door or Door(settings.users, settings.read_only)
    app = Starlette(
        routes=[
            *page_routes(),
            *login.ROUTES,
            *api.ROUTES,
            Mount("/static", StaticFiles(directory=STATIC), name="static"),
        ],
        middleware=[
            Middleware(Headers),
            Middleware(Limits, hosts=settings.hosts, everywhere=settings.everywhere),
            Middleware(Guard, door=door),
        ],
        exception_handlers={
            AideError: our_problem,
            Exception: broken,
            **dict.fromkeys((400, 403, 404, 405, 413), http_problem),
        },
    )
    app.state.settings, app.state.door = settings, door
    return app


def page_routes() -> list[BaseRoute]:
    """The routes of every page, in the order of their modules' names."""
    return [route for module in modules(pages).values() for route in module.ROUTES]
