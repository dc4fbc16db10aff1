"""Who may come in, who may write, and what no other site can have sent."""

from __future__ import annotations

import re
import stat
from pathlib import Path

import pytest
from click.testing import CliRunner
from starlette.testclient import TestClient

from aidememoire.cli import main
from aidememoire.errors import AideError, RecordError, UsageError
from aidememoire.store import Query, open_store
from aidememoire.web import accounts as kept
from aidememoire.web.auth import COOKIE, SECURE, Door
from aidememoire.web.login import own_path
from aidememoire.web.sessions import FAILURES, FAILURES_HERE, IDLE, WHOLE, WINDOW, Failures, Sessions
from aidememoire.web.settings import Settings
from visiting import give_token, open_site

PASSWORD = "nine long words"


class Hand:
    """A clock that is moved by hand."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture(scope="module")
def people() -> dict[str, object]:
    """Two accounts and their tokens; a password takes its time, so it is made once."""
    found: tuple[kept.Account, ...] = ()
    for name, role in (("Ida Moe", "editor"), ("Jon Dal", "reader")):
        found = kept.with_account(found, name, role)
    found = kept.with_password(found, "Ida Moe", PASSWORD)
    found, editor = kept.with_token(found, "Ida Moe")
    found, reader = kept.with_token(found, "Jon Dal")
    found, feed = kept.with_token(found, "Ida Moe", feed=True)
    return {"accounts": found, "editor": editor, "reader": reader, "feed": feed}


@pytest.fixture
def users(record: Path, people: dict[str, object]) -> Path:
    """The list of them, beside the record."""
    path = kept.users_file(str(record))
    assert path
    kept.save_accounts(path, people["accounts"])  # type: ignore[arg-type]
    return path


@pytest.fixture
def guarded(record: Path, users: Path) -> TestClient:
    """The record, served to those on the list."""
    site = open_site(Settings(str(record), users=users))
    site.follow_redirects = False
    return site


def _sign_in(site: TestClient, password: str = PASSWORD, name: str = "Ida Moe", **more: str) -> int:
    status = site.post("/login", data={"name": name, "password": password, **more}).status_code
    give_token(site)
    return status


def _bearer(people: dict[str, object], who: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {people[who]}", "X-CSRF-Token": ""}


def _confirm(record: Path) -> tuple[str, dict[str, str]]:
    with open_store(record) as store:
        entry = store.entries(Query(sure=0.5)).items[0]
    return f"/entry/{entry.id}", {"action": "confirm", "by": "Somebody Else", "reason": "seen"}


@pytest.mark.parametrize("page", ["/", "/dossier", "/reports", "/rulings", "/nowhere", "/static/../", "/feed/x"])
def test_nobody_sees_a_page_without_signing_in(guarded: TestClient, page: str) -> None:
    """Every page but the one to sign in leads there or is refused, and nothing of the record stands in the answer."""
    answer = guarded.get(page)
    assert answer.status_code in (303, 401)
    assert "Japan" not in answer.text


def test_signing_in_opens_the_record_and_leaving_closes_it(guarded: TestClient) -> None:
    """The cookie changes with the sign-in, and the session it stood for is over when its owner leaves."""
    before = guarded.cookies[COOKIE]
    answer = guarded.post("/login", data={"name": "Ida Moe", "password": PASSWORD, "next": "/reports?after=3"})
    assert (answer.status_code, answer.headers["location"]) == (303, "/reports?after=3")
    cookie = answer.headers["set-cookie"]
    assert "HttpOnly" in cookie and "SameSite=lax" in cookie
    signed_in = guarded.cookies[COOKIE]
    assert signed_in != before
    assert guarded.get("/").status_code == 200
    give_token(guarded)
    assert guarded.post("/logout").status_code == 303
    assert guarded.get("/", headers={"Cookie": f"{COOKIE}={signed_in}"}).status_code == 303


@pytest.mark.parametrize(("name", "password"), [("Ida Moe", "wrong words!"), ("Jon Dal", PASSWORD), ("Nobody", "x")])
def test_a_wrong_password_opens_nothing(guarded: TestClient, name: str, password: str) -> None:
    """Wrong, of somebody else, of nobody: one answer for all, and no session."""
    answer = guarded.post("/login", data={"name": name, "password": password})
    assert answer.status_code == 403 and "do not fit" in answer.text
    assert guarded.get("/").status_code == 303


def test_too_many_tries_are_not_heard_for_a_while(record: Path, users: Path) -> None:
    """After some wrong passwords the right one is not looked at either, until the window is over."""
    clock = Hand()
    site = open_site(Settings(str(record), users=users), Door(users, False, clock))
    site.follow_redirects = False
    assert [_sign_in(site, "wrong words!") for _ in range(FAILURES)] == [403] * FAILURES
    late = site.post("/login", data={"name": "Ida Moe", "password": PASSWORD})
    assert late.status_code == 429 and 0 < int(late.headers["retry-after"]) <= WINDOW + 1
    clock.now += WINDOW + 1
    assert _sign_in(site) == 303


def test_tries_of_many_names_from_one_address_count_together() -> None:
    """Trying one password on every name is stopped as well, and other addresses are not touched by it."""
    clock = Hand()
    failures = Failures(clock)
    for number in range(FAILURES_HERE):
        assert failures.wait("192.0.2.1", f"name {number}") == 0
        failures.note("192.0.2.1", f"name {number}")
    assert failures.wait("192.0.2.1", "another") > 0
    assert failures.wait("192.0.2.2", "name 1") == 0


def test_a_team_behind_one_address_is_not_shut_out_by_signing_in() -> None:
    """What went well counts for nobody."""
    failures = Failures(Hand())
    for number in range(FAILURES_HERE * 2):
        failures.note("192.0.2.1", f"name {number}")
        failures.forget("192.0.2.1", f"name {number}")
    assert failures.wait("192.0.2.1", "another") == 0


def test_sessions_end(people: dict[str, object]) -> None:
    """After some idle hours, after some days in any case, with another password, and with the account."""
    accounts: tuple[kept.Account, ...] = people["accounts"]  # type: ignore[assignment]
    clock = Hand()
    sessions = Sessions(clock)
    own = kept.named(accounts, "Ida Moe")
    key = sessions.begin(own)
    assert sessions.account(key, accounts) == own
    clock.now += IDLE + 1
    assert sessions.account(key, accounts) is None
    key = sessions.begin(own)
    for _ in range(int(WHOLE // IDLE) * 2):
        clock.now += IDLE / 2
        assert sessions.account(key, accounts) == own
    clock.now += IDLE / 2
    assert sessions.account(key, accounts) is None
    assert sessions.account(sessions.begin(own), ()) is None
    assert sessions.account(sessions.begin(own), (kept.Account("Ida Moe", "editor", "another"),)) is None


def test_a_removed_user_is_out_at_once(guarded: TestClient, users: Path) -> None:
    """The list is looked at again when it changes; a list that vanishes opens the record to nobody."""
    _sign_in(guarded)
    assert guarded.get("/").status_code == 200
    kept.save_accounts(users, kept.without_account(kept.load_accounts(users), "Ida Moe"))
    assert guarded.get("/").status_code == 303
    users.unlink()
    assert guarded.get("/").status_code == 303


@pytest.mark.parametrize(("who", "status"), [("editor", 303), ("reader", 403), ("feed", 401)])
def test_a_token_opens_what_its_role_may(
    guarded: TestClient, record: Path, people: dict[str, object], who: str, status: int
) -> None:
    """An editor rules, a reader reads alone, and what stands in the URL of a feed opens no page."""
    page, form = _confirm(record)
    assert guarded.post(page, data=form, headers=_bearer(people, who)).status_code == status
    assert guarded.get("/", headers=_bearer(people, who)).status_code == (303 if who == "feed" else 200)


def test_a_ruling_bears_the_name_of_who_signed_in(guarded: TestClient, record: Path) -> None:
    """Whatever name a form gives: nobody rules in the name of another."""
    _sign_in(guarded)
    page, form = _confirm(record)
    assert guarded.post(page, data=form).status_code == 303
    told = guarded.get("/rulings").text
    assert "Ida Moe" in told and "Somebody Else" not in told


@pytest.mark.parametrize(
    "headers",
    [
        {"X-CSRF-Token": ""},
        {"X-CSRF-Token": "0" * 64},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Origin": "http://elsewhere.example"},
        {"Origin": "null"},
    ],
)
@pytest.mark.parametrize("signed_in", [True, False])
def test_what_no_page_of_ours_sent_changes_nothing(
    guarded: TestClient, site: TestClient, record: Path, headers: dict[str, str], signed_in: bool
) -> None:
    """With a session, and on this machine where nobody signs in: without token, or from another site."""
    asked = guarded if signed_in else site
    if signed_in:
        _sign_in(guarded)
    page, form = _confirm(record)
    assert asked.post(page, data=form, headers=headers).status_code == 403


def test_a_form_of_a_page_holds_its_token(site: TestClient, record: Path) -> None:
    """The token that stands in a page is taken from its form, without any header."""
    page, form = _confirm(record)
    token = re.search(r'name="csrf" value="(\w+)"', site.get(page).text)
    assert token
    site.headers.pop("X-CSRF-Token")
    assert site.post(page, data=form | {"csrf": token[1]}, follow_redirects=False).status_code == 303
    site.cookies.clear()
    assert site.post(page, data=form | {"csrf": token[1]}).status_code == 403


def test_over_https_the_cookie_is_for_this_host_and_https_alone(record: Path, users: Path) -> None:
    """Its name has the prefix that browsers hold to, and it is secure."""
    site = open_site(Settings(str(record), users=users))
    site.base_url = "https://127.0.0.1"  # type: ignore[assignment]
    cookie = site.get("/login").headers["set-cookie"]
    assert cookie.startswith(f"{SECURE}=") and "Secure" in cookie and "Path=/" in cookie


@pytest.mark.parametrize(
    ("wanted", "leads"),
    [
        ("/dossier?party=Japan", "/dossier?party=Japan"),
        ("//elsewhere.example", "/"),
        ("/\\elsewhere.example", "/"),
        ("https://elsewhere.example", "/"),
        ("/\t/elsewhere.example", "/"),
        ("", "/"),
        ("/login?next=/login", "/"),
    ],
)
def test_signing_in_leads_nowhere_else(wanted: str, leads: str) -> None:
    """Only to a path of ours."""
    assert own_path(wanted) == leads


def test_the_list_holds_no_secret_and_is_for_its_owner(users: Path, people: dict[str, object]) -> None:
    """Neither password nor token stands in it, and nobody else may read it."""
    text = users.read_text("utf-8")
    assert "$argon2id$" in text
    assert not [secret for secret in (PASSWORD, people["editor"], people["feed"]) if str(secret) in text]
    assert stat.S_IMODE(users.stat().st_mode) == 0o600


@pytest.mark.parametrize("text", ["{", "[1]", '[{"name": "A"}, {"rank": 1}]', '[{"name": "A", "role": "x"}]', "\x00"])
def test_a_damaged_list_opens_nothing(tmp_path: Path, text: str) -> None:
    """It is an error that says what to do, never an empty list."""
    (tmp_path / "users").write_text(text)
    with pytest.raises(RecordError, match="is no list of users"):
        kept.load_accounts(tmp_path / "users")


@pytest.mark.parametrize(("name", "password"), [("A", "short"), ("A", "x" * 201), ("B", PASSWORD)])
def test_a_password_has_a_length_and_an_owner(name: str, password: str) -> None:
    """Too short, too long, or of nobody: refused."""
    with pytest.raises(UsageError):
        kept.with_password((kept.Account("A"),), name, password)


def test_users_are_added_listed_and_removed(tmp_path: Path) -> None:
    """The command keeps a password from standard input, prints a token once, and takes both back with the user."""
    record = str(tmp_path / "r.sqlite")

    def run(*words: str, given: str | None = None) -> str:
        done = CliRunner().invoke(main, ["users", *words, "--record", record], input=given)
        assert done.exit_code == 0, done.output
        return done.output

    run("add", "Ida Moe", "--role", "editor", "--stdin", given=f"{PASSWORD}\n")
    token = run("token", "Ida Moe").strip()
    path = kept.users_file(record)
    assert path
    assert kept.by_token(kept.load_accounts(path), token)
    assert kept.by_password(kept.load_accounts(path), "Ida Moe", PASSWORD)
    assert run("list") == "Ida Moe\teditor\tpassword, token\n"
    run("remove", "Ida Moe")
    assert run("list") == ""


@pytest.mark.parametrize("words", [["--host", "0.0.0.0"], ["--host", "::"], ["--users", "none.json"]])
def test_nothing_is_served_to_others_without_users(record: Path, words: list[str]) -> None:
    """Before anything listens."""
    done = CliRunner().invoke(main, ["serve", "--record", str(record), *words])
    assert done.exit_code == 2
    assert "aidememoire users add" in done.output


def test_a_server_record_needs_a_file_named(record: Path) -> None:
    """The users of a database server stand in no folder of their own."""
    assert kept.users_file("postgresql://host/name") is None
    assert kept.users_file("sqlite:////var/r.sqlite") == Path("/var/r.sqlite.users.json")
    done = CliRunner().invoke(main, ["users", "list", "--record", "postgresql://host/name"])
    assert done.exit_code == 2 and isinstance(done.exception, AideError | SystemExit)
