"""In: an error. Out: a page that says what happened, where, and what to do."""

from __future__ import annotations

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from aidememoire.errors import AideError, UsageError
from aidememoire.web.render import page


def our_problem(request: Request, error: Exception) -> Response:
    """An error of ours: 400 where something was asked that cannot be understood, else 503."""
    assert isinstance(error, AideError)
    status = 400 if isinstance(error, UsageError) else 503
    told = {"where": error.where, "what": error.what, "remedy": error.remedy}
    return page(request, "problem.html", told, status=status)


def http_problem(request: Request, error: Exception) -> Response:
    """A page that is not there."""
    assert isinstance(error, HTTPException)
    remedy = "Go back to the record, or search it."
    told = {"where": request.url.path, "what": str(error.detail).lower(), "remedy": remedy}
    return page(request, "problem.html", told, status=error.status_code)
