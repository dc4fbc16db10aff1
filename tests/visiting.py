"""In: settings. Out: a client that behaves as a browser on this machine does."""

from __future__ import annotations

from starlette.testclient import TestClient

from aidememoire.web.app import make_app
from aidememoire.web.auth import COOKIE, Door
from aidememoire.web.csrf import token_for
from aidememoire.web.settings import Settings

HOME = "http://127.0.0.1:8765"


def open_site(settings: Settings, door: Door | None = None) -> TestClient:
    """It sends what forms send: the cookie of the first page, and the token that follows from it."""
    app = make_app(settings, door)
    client = TestClient(app, base_url=HOME)
    client.get("/login")
    give_token(client)
    return client


def give_token(client: TestClient) -> None:
    """The token of the cookie that the client has now."""
    client.headers["X-CSRF-Token"] = token_for(client.app.state.door.key, client.cookies[COOKIE])  # type: ignore[attr-defined]
