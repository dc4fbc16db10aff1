"""In: settings. Out: the web application: the routes of all modules of `pages/`, static files, headers, error pages."""

from __future__ import annotations

from pathlib import Path

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.routing import BaseRoute, Mount
from starlette.staticfiles import StaticFiles

from aidememoire.errors import AideError
from aidememoire.folder import modules
from aidememoire.web import pages
from aidememoire.web.headers import Headers
from aidememoire.web.problems import http_problem, our_problem
from aidememoire.web.settings import Settings

STATIC = Path(__file__).parent / "static"


def make_app(settings: Settings) -> Starlette:
    """The application; `app.state.settings` holds what it was made with."""
    app = Starlette(
        routes=[*page_routes(), Mount("/static", StaticFiles(directory=STATIC), name="static")],
        middleware=[Middleware(Headers)],
        exception_handlers={AideError: our_problem, 404: http_problem, 405: http_problem},
    )
    app.state.settings = settings
    return app


def page_routes() -> list[BaseRoute]:
    """The routes of every page, in the order of their modules' names."""
    return [route for module in modules(pages).values() for route in module.ROUTES]
