"""In: a request that changes something. Out: its form, where the request may change anything at all."""

from __future__ import annotations

from starlette.exceptions import HTTPException
from starlette.requests import Request

LONGEST = 64 * 1024  # bytes of a form
MOST = 100  # fields of a form


class Form:
    """The fields of a form, all of them text."""

    def __init__(self, pairs: list[tuple[str, str]]) -> None:
        self.pairs = pairs

    def get(self, name: str, otherwise: str = "") -> str:
        """The value of a field, without blanks around it."""
        return next((value.strip() for own, value in self.pairs if own == name), otherwise)

    def all(self, name: str) -> list[str]:
        """The values of a field that may be given several times, without empty ones."""
        return [value.strip() for own, value in self.pairs if own == name and value.strip()]


async def form_of(request: Request) -> Form:
    """The form of a request; who may not write is refused, and so is a request that another site sent."""
    state = request.scope.get("state", {})
    if not state.get("may_write", not request.app.state.settings.read_only):
        raise HTTPException(403, "this record can only be read here")
    if request.headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        raise HTTPException(403, "another site sent this form")
    if int(request.headers.get("content-length") or 0) > LONGEST:
        raise HTTPException(413, "the form is too large")
    found = await request.form(max_files=0, max_fields=MOST)
    return Form([(name, value) for name, value in found.multi_items() if isinstance(value, str)])
