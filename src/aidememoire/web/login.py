"""In: a name and a password. Out: a session, or a page that says that they do not fit; and the end of a session."""

from __future__ import annotations

from functools import partial

import anyio
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from aidememoire.web.accounts import by_password
from aidememoire.web.auth import Door, cookie_name, set_cookie
from aidememoire.web.render import page

AT_ONCE = anyio.Semaphore(2)  # each try takes 64 MiB and some 50 ms


def ask(request: Request) -> Response:
    """The form."""
    return page(request, "login.html", {"problem": "", "name": "", "next": request.query_params.get("next", "/")})


async def enter(request: Request) -> Response:
    """Looks whether the password is that of the name; too many wrong ones are not looked at for a while."""
    form = await request.form(max_files=0, max_fields=20)
    name, password, wanted = (str(form.get(field, "")) for field in ("name", "password", "next"))
    door: Door = request.app.state.door
    address = request.client.host if request.client else ""
    told = {"name": name[:200], "next": wanted}
    if wait := door.failures.wait(address, name[:200]):
        words = f"Too many tries. The next one is heard in {wait // 60 + 1} min."
        answer = page(request, "login.html", told | {"problem": words}, status=429)
        answer.headers["Retry-After"] = str(wait)
        return answer
    door.failures.note(address, name[:200])  # before the look, so that tries sent at once all count
    async with AT_ONCE:
        look = partial(by_password, door.accounts() or (), name, password)
        account = await anyio.to_thread.run_sync(look)
    if account is None:
        return page(request, "login.html", told | {"problem": "Name and password do not fit."}, status=403)
    door.failures.forget(address, name[:200])
    answer = RedirectResponse(own_path(wanted), 303)
    door.sessions.end(request.cookies.get(cookie_name(request), ""))
    set_cookie(answer, request, door.sessions.begin(account))
    return answer


def own_path(wanted: str) -> str:
    """Where to go on: a path of ours, never another site."""
    fits = wanted.startswith("/") and not wanted.startswith("//") and wanted.isprintable() and "\\" not in wanted
    return wanted if fits and not wanted.startswith("/login") else "/"


def leave(request: Request) -> Response:
    """Ends the session."""
    request.app.state.door.sessions.end(request.cookies.get(cookie_name(request), ""))
    answer = RedirectResponse("/login", 303)
    answer.delete_cookie(cookie_name(request), path="/", httponly=True, secure=request.url.scheme == "https")
    return answer


ROUTES = [
    Route("/login", ask),
    Route("/login", enter, methods=["POST"]),
    Route("/logout", leave, methods=["POST"]),
]
