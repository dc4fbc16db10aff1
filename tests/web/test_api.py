"""What programs are told: held against the document that describes it, and against what the pages show."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import feedparser
import pytest
from icalendar import Calendar
from jsonschema import Draft202012Validator
from openapi_spec_validator import OpenAPIV31SpecValidator
from starlette.routing import Route
from starlette.testclient import TestClient

from aidememoire.web import accounts as kept
from aidememoire.web import answers, api
from aidememoire.web.document import document
from aidememoire.web.settings import Settings
from visiting import open_site

PAIR = "party=Japan&party=Russia"
ASKED = ["openapi.json", "session", "record", f"dossier?{PAIR}", f"positions?{PAIR}", f"commitments?{PAIR}"]
ASKED += [f"entries?{PAIR}&limit=7", "entries?order=old", "reports", "search?q=islands+treaty", "rulings", "dossiers"]
ASKED += ["changes?since=2018-01-01", "entries?q=nothing+of+the+kind", "dossier?q=nothing+of+the+kind", "search"]


def _holds(path: str, method: str, status: int, answer: Any) -> None:
    """Fails where an answer is not what the document says of it."""
    told = document()
    content = told["paths"][path][method]["responses"][str(status)]["content"]
    (media,) = content.values()
    Draft202012Validator({**media["schema"], "components": told["components"]}).validate(answer)


def _items(site: TestClient, path: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = site.get(path).json()["items"]
    return found


def _entries_in(row: Any) -> list[dict[str, Any]]:
    if isinstance(row, list):
        return [entry for one in row for entry in _entries_in(one)]
    if not isinstance(row, dict):
        return []
    return ([row] if "sources" in row and isinstance(row.get("acts"), list) else []) + _entries_in(list(row.values()))


def test_the_document_is_one_and_tells_of_every_path() -> None:
    """It is valid OpenAPI 3.1; each path that is served stands in it, and no other."""
    told = document()
    OpenAPIV31SpecValidator(told).validate()
    served = {(r.path, m.lower()) for r in api.ROUTES if isinstance(r, Route) for m in (r.methods or ()) if m != "HEAD"}
    assert {(path, method) for path, own in told["paths"].items() for method in own} == served


@pytest.mark.parametrize("asked", ASKED)
def test_an_answer_is_what_the_document_says(site: TestClient, asked: str) -> None:
    """Whatever is asked; and every entry anywhere in it stands with the sentences that it rests on."""
    answer = site.get(f"/api/{asked}")
    assert answer.status_code == 200, answer.text
    _holds(f"/api/{asked.split('?')[0]}", "get", 200, answer.json())
    for entry in _entries_in(answer.json()):
        assert entry["sentences"], entry
        assert {said["act"] for said in entry["sentences"]} <= set(entry["acts"])


def test_a_sentence_is_that_of_its_report(site: TestClient) -> None:
    """The offsets of a sentence and its words give the same text in the report that it names."""
    for entry in _items(site, f"/api/entries?{PAIR}&limit=5"):
        for said in entry["sentences"]:
            text = site.get(f"/api/reports/{said['report']}").json()["text"]
            for span in (said["sentence"], said["words"]):
                assert text[span["start"] : span["end"]] == span["text"]


def test_pages_of_a_list_come_to_all_of_it(site: TestClient) -> None:
    """Following `next` gives each entry once, and the same ones as a single page."""
    whole = [entry["id"] for entry in _items(site, f"/api/entries?{PAIR}&limit=200")]
    found: list[str] = []
    after: str | None = ""
    while after is not None:
        page = site.get(f"/api/entries?{PAIR}&limit=5" + (f"&after={after}" if after else "")).json()
        found += [entry["id"] for entry in page["items"]]
        after = page["next"]
    assert len(found) > 5
    assert sorted(found) == sorted(set(whole))


def test_one_entry_and_one_report_are_told_whole(site: TestClient) -> None:
    """By the whole id or the beginning of it; with every sentence, and the text."""
    entry = _items(site, f"/api/entries?{PAIR}&limit=1")[0]
    for reference in (entry["id"], entry["id"][:20]):
        told = site.get(f"/api/entries/{reference}").json()
        _holds("/api/entries/{reference}", "get", 200, told)
        assert len(told["sentences"]) + told["more_sentences"] == len(entry["acts"])
    report = site.get(f"/api/reports/{entry['sentences'][0]['report']}").json()
    _holds("/api/reports/{reference}", "get", 200, report)
    assert entry["sentences"][0]["act"] in {act["id"] for act in report["acts"]}


@pytest.mark.parametrize(
    ("asked", "status", "told"),
    [
        ("nowhere", 404, "not found"),
        ("entries/zzzzzzz", 404, "no entry has this reference"),
        ("reports/zzzz", 404, "no report has this reference"),
        ("entries?kind=dance", 400, "is none of ours"),
        ("entries?limit=201", 400, "is no number of things"),
        ("entries?limit=-1", 400, "is no number of things"),
        ("entries?after=x", 400, "is no page of a list"),
        ("changes", 400, "is not given"),
        ("changes?since=yesterday", 400, "yesterday"),
        ("changes?since=999", 400, "is no run"),
    ],
)
def test_a_problem_is_told_as_problem_details(site: TestClient, asked: str, status: int, told: str) -> None:
    """What happened, where, and what to do, in the form that programs know (RFC 9457)."""
    answer = site.get(f"/api/{asked}")
    assert (answer.status_code, answer.headers["content-type"]) == (status, "application/problem+json")
    assert answer.json()["status"] == status and told in answer.json()["detail"]
    _holds("/api/record", "get", 400, answer.json())


def test_rulings_are_made_and_taken_back(site: TestClient) -> None:
    """One is kept with name and reason, every view follows it, and an undo brings the entry back."""
    entry = _items(site, f"/api/entries?{PAIR}&limit=1")[0]["id"]
    word = {"by": "Ida Moe", "reason": "a misreading"}
    made = site.post("/api/rulings", json={"action": "reject", "references": [entry], **word})
    assert made.status_code == 201, made.text
    _holds("/api/rulings", "post", 201, made.json())
    assert site.get(f"/api/entries/{entry}").json()["rejected"]
    assert entry not in {one["id"] for one in _items(site, f"/api/entries?{PAIR}&limit=200")}
    undo = site.post("/api/rulings", json={"action": "undo", "references": [made.json()["id"]], **word})
    assert undo.status_code == 201, undo.text
    assert entry in {one["id"] for one in _items(site, f"/api/entries?{PAIR}&limit=200")}
    listed = site.get("/api/rulings").json()
    _holds("/api/rulings", "get", 200, listed)
    assert [one["state"] for one in listed["items"]] == ["taken back", "holds"]


def test_entries_are_edited_and_merged(site: TestClient) -> None:
    """A field is given another value, and two entries become one."""
    one, other = _items(site, f"/api/entries?{PAIR}&limit=40")[:2]
    word = {"by": "Ida Moe", "reason": "seen in the text"}
    edit = {"action": "edit", "references": [one["id"]], "fields": ["when=2021-03-02"], **word}
    assert site.post("/api/rulings", json=edit).status_code == 201
    assert site.get(f"/api/entries/{one['id']}").json()["when"] == "2021-03-02"
    merge = {"action": "merge", "references": [one["id"], other["id"]], **word}
    assert site.post("/api/rulings", json=merge).status_code == 201
    told = site.get(f"/api/entries/{one['acts'][0]}").json()
    assert set(told["acts"]) == {*one["acts"], *other["acts"]}


@pytest.mark.parametrize(
    "body",
    [b"{", b"[]", b'"x"', b"[" * 30_000, b'{"action": 1}', b'{"action": "reject", "references": "x"}', b"\xff",
     b'{"action": "reject", "references": []}', b'{"action": "dance", "references": ["zzzz"]}'],
)  # fmt: skip
def test_what_is_no_ruling_is_refused(site: TestClient, body: bytes) -> None:
    """No JSON, no object, no known action, nothing pointed at: a problem, and nothing is kept."""
    answer = site.post("/api/rulings", content=body)
    assert answer.status_code == 400, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    assert _items(site, "/api/rulings") == []


def test_dossiers_are_kept_and_removed(site: TestClient) -> None:
    """Under a name that may hold blanks; what is not there cannot be removed."""
    assert site.post("/api/dossiers", json={"name": "Treaty talks", "query": PAIR}).status_code == 201
    assert _items(site, "/api/dossiers") == [{"name": "Treaty talks", "query": PAIR}]
    assert site.delete("/api/dossiers/Treaty talks").status_code == 204
    assert site.delete("/api/dossiers/Treaty talks").status_code == 404


def test_a_calendar_and_a_feed_can_be_subscribed_to(site: TestClient) -> None:
    """Readers of the field's own formats find the commitments and the changes in them."""
    calendar = site.get(f"/feed/calendar.ics?{PAIR}")
    assert calendar.headers["content-type"].startswith("text/calendar")
    assert len(Calendar.from_ical(calendar.content).walk("VTODO")) > 0
    feed = feedparser.parse(site.get("/feed/changes.atom?since=2018-01-01").content)
    assert not feed.bozo and len(feed.entries) > 0


def test_a_feed_token_opens_feeds_alone(record: Path) -> None:
    """Where users must sign in, a feed is had by the token in its URL, which opens neither page nor API."""
    people, token = kept.with_token(kept.with_account((), "Ida Moe", "editor"), "Ida Moe", feed=True)
    users = kept.users_file(str(record))
    assert users
    kept.save_accounts(users, people)
    site = open_site(Settings(str(record), users=users))
    assert site.get(f"/feed/calendar.ics?token={token}").status_code == 200
    for path in ("/feed/calendar.ics", "/feed/calendar.ics?token=x", f"/api/record?token={token}", "/api/openapi.json"):
        answer = site.get(path)
        assert (answer.status_code, answer.headers.get("www-authenticate")) == (401, "Bearer")


def test_a_large_record_is_not_compared_at_every_request(site: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is said how to get the changes instead."""
    monkeypatch.setattr(answers, "MAX_COMPARED_REPORTS", 1)
    answer = site.get("/api/changes?since=2018-01-01")
    assert answer.status_code == 400 and "aidememoire changes" in answer.json()["remedy"]
