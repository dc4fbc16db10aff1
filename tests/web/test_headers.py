"""What every answer bears, what host we answer for, and how much is too much."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from sqlalchemy import text
from starlette.testclient import TestClient

from aidememoire.errors import RecordError
from aidememoire.limits import MAX_REQUEST_BYTES, MAX_URL_BYTES
from aidememoire.store import open_store
from aidememoire.store.deadline import stop_after
from aidememoire.web.app import make_app
from aidememoire.web.headers import ALWAYS
from aidememoire.web.limits import is_ours
from aidememoire.web.settings import Settings
from visiting import HOME, open_site


@pytest.mark.parametrize(
    ("host", "hosts", "everywhere", "ours"),
    [
        ("127.0.0.1:8765", (), False, True),
        ("localhost", (), False, True),
        ("LOCALHOST:80", (), False, True),
        ("[::1]:8765", (), False, True),
        ("[::1]", (), False, True),
        ("record.example", (), False, False),
        ("127.0.0.1.elsewhere.example", (), False, False),
        ("localhost.elsewhere.example", (), True, False),
        ("192.0.2.7:8765", (), False, False),
        ("192.0.2.7:8765", (), True, True),
        ("record.example:8765", ("record.example",), True, True),
        ("record.example", (), True, False),
        ("", (), True, False),
        ("127.0.0.1:8765@elsewhere.example", (), True, False),
    ],
)
def test_only_our_own_hosts_are_served(host: str, hosts: tuple[str, ...], everywhere: bool, ours: bool) -> None:
    """A name that somebody else's name server leads here is refused, whatever it begins or ends with."""
    assert is_ours(host, hosts, everywhere=everywhere) is ours


def test_a_foreign_host_is_shown_nothing(record: Path) -> None:
    """A page of another name that leads to this machine gets no record and no form token."""
    site = TestClient(make_app(Settings(str(record))), base_url="http://elsewhere.example")
    answer = site.get("/")
    assert answer.status_code == 421
    assert "Japan" not in answer.text and "set-cookie" not in answer.headers


@pytest.mark.parametrize("page", ["/", "/login", "/nowhere", "/api/nowhere", f"/search?q={'x' * MAX_URL_BYTES}"])
def test_refusals_bear_the_headers_too(site: TestClient, page: str) -> None:
    """Whatever is answered, and by whichever part of the program."""
    headers = site.get(page).headers
    assert {name: headers.get(name) for name in ALWAYS} == ALWAYS


def test_a_fault_tells_nothing_and_bears_the_headers(record: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What went wrong inside is not told to who asks."""
    monkeypatch.setattr("aidememoire.web.pages.rulings.load_rulings", lambda store: 1 / 0)
    site = TestClient(make_app(Settings(str(record))), base_url=HOME, raise_server_exceptions=False)
    answer = site.get("/rulings")
    assert answer.status_code == 500
    assert "division" not in answer.text
    assert {name: answer.headers.get(name) for name in ALWAYS} == ALWAYS


@pytest.mark.parametrize(
    ("page", "body", "status"),
    [
        (f"/search?q={'x' * MAX_URL_BYTES}", b"", 414),
        ("/seen", b"x" * (MAX_REQUEST_BYTES + 1), 413),
        ("/nowhere", b"x" * (MAX_REQUEST_BYTES + 1), 413),
    ],
)
def test_what_is_too_large_is_refused(site: TestClient, page: str, body: bytes, status: int) -> None:
    """Before anything of it is read, wherever it is sent."""
    assert (site.post(page, content=body) if body else site.get(page)).status_code == status


def test_a_body_that_does_not_say_how_long_it_is_is_counted(record: Path) -> None:
    """A body in pieces is refused when more has come than may."""
    site = open_site(Settings(str(record)))
    pieces = (b"x" * 4096 for _ in range(MAX_REQUEST_BYTES // 4096 + 2))
    assert site.post("/seen", content=pieces).status_code == 413


def test_a_long_question_is_stopped(record: Path) -> None:
    """The database gives up soon after the time is over, and says what to do; short questions are not touched."""
    endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"
    with open_store(record) as store:
        stop_after(store, 0.2)
        begun = time.monotonic()
        with pytest.raises(RecordError, match="took too long"), store.begin() as link:
            link.execute(text(endless))
        assert time.monotonic() - begun < 5
        assert store.counts().reports > 0
