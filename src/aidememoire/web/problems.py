"""In: an error. Out: a page that says what happened, where, and what to do; for programs as problem details."""

from __future__ import annotations

from http import HTTPStatus

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from aidememoire.errors import AideError, UsageError
from aidememoire.web.headers import ALWAYS
from aidememoire.web.render import page

BACK = "Go back to the record, or search it."
PROGRAMS = ("/api", "/feed")  # paths that programs ask for


def our_problem(request: Request, error: Exception) -> Response:
    """An error of ours: 400 where something was asked that cannot be understood, else 503."""
    assert isinstance(error, AideError)
    status = 400 if isinstance(error, UsageError) else 503
    return _told(request, status, error.where, error.what, error.remedy)


def http_problem(request: Request, error: Exception) -> Response:
    """A page that is not there, or may not be had."""
    assert isinstance(error, HTTPException)
    return refusal(request, error.status_code, str(error.detail).lower(), headers=dict(error.headers or {}))


def refusal(
    request: Request, status: int, what: str, remedy: str = BACK, headers: dict[str, str] | None = None
) -> Response:
    """What is told where a request is not answered."""
    answer = _told(request, status, request.url.path, what, remedy)
    answer.headers.update(headers or {})
    return answer


def broken(request: Request, error: Exception) -> Response:
    """A fault of ours: nothing of it is told; it stands outside of all that sets headers."""
    answer = refusal(request, 500, "a fault of the program", "Look at what it wrote where it was started.")
    answer.headers.update(ALWAYS)
    return answer


def _told(request: Request, status: int, where: str, what: str, remedy: str) -> Response:
    if for_programs(request):
        told = {"type": "about:blank", "title": HTTPStatus(status).phrase, "status": status}
        told |= {"detail": f"{where}: {what}", "remedy": remedy}
        return JSONResponse(told, status, media_type="application/problem+json")
    return page(request, "problem.html", {"where": where, "what": what, "remedy": remedy}, status=status)


def for_programs(request: Request) -> bool:
    """Whether a program asks, which reads no pages."""
    return request.url.path.startswith(tuple(f"{path}/" for path in PROGRAMS)) or request.url.path in PROGRAMS
