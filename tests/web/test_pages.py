"""The pages as text: what they hold, what they refuse, and what they never let through."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from aidememoire.model import Reading
from aidememoire.store import Query, open_store
from aidememoire.store.rulings import load_rulings
from aidememoire.web.settings import Settings
from making import make_act, make_reading, make_report
from visiting import open_site

PAIR = "party=Japan&party=Russia"
VIEWS = ["", "/timeline", "/calendar", "/positions", "/commitments", "/instruments", "/map", "/sources"]
PAGES = ["/", "/reports", "/rulings", "/help", "/search", "/search?q=islands+treaty"]
PAGES += [f"/dossier{view}{query}" for view in VIEWS for query in ("", f"?{PAIR}")]
HOSTILE = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>{{7*7}}\u202e"


def _entry(record: Path, words: str) -> str:
    """An agreement about these words."""
    with open_store(record) as store:
        return store.entries(Query(words=tuple(words.split()), kinds=("agree",))).items[0].id


@pytest.mark.parametrize("page", PAGES)
def test_a_page_is_whole_and_holds_no_script_or_style_of_its_own(site: TestClient, page: str) -> None:
    """Every page answers, with a title, one heading, and nothing that its strict policy would refuse."""
    answer = site.get(page)
    assert answer.status_code == 200
    assert answer.text.count("<h1") == 1
    assert re.search(r"<title>\S", answer.text)
    assert not re.search(r"<script(?![^>]* src=\"/static/)|<style|\sstyle=|\son\w+=|javascript:", answer.text)
    assert not re.search(r"(src|href|action)=\"(https?:)?//", answer.text)


@pytest.mark.parametrize("page", ["/", "/nowhere", "/entry/zzzzzzz", "/static/app.css", "/dossier?sure=much"])
def test_every_answer_bears_the_headers(site: TestClient, page: str) -> None:
    """Errors and files too; nothing inline may run, and no other site may frame a page."""
    headers = site.get(page).headers
    assert "'unsafe" not in headers["content-security-policy"]
    assert "default-src 'none'" in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"


@pytest.mark.parametrize(
    ("page", "status", "told"),
    [
        ("/nowhere", 404, "/nowhere"),
        ("/entry/zzzzzzz", 400, "no entry has this reference"),
        ("/report/zzzz", 400, "no report has this reference"),
        ("/dossier/horoscope", 400, "is no view of a dossier"),
        ("/dossier?kind=dance", 400, "is none of ours"),
        ("/dossier?from=yesterday", 400, "is no date"),
        ("/dossier?sure=2", 400, "is no confidence"),
        ("/dossier?after=-1", 400, "is no page of a list"),
        ("/dossier?q=" + "x" * 2_001, 400, "is longer than"),
        ("/dossier?" + "&".join(f"party=P{n}" for n in range(21)), 400, "more than 20 times"),
    ],
)
def test_what_cannot_be_shown_is_told_on_a_page(site: TestClient, page: str, status: int, told: str) -> None:
    """What happened, where, and what to do: never a bare error."""
    answer = site.get(page)
    assert answer.status_code == status
    assert told in answer.text
    assert "<h1>This could not be shown</h1>" in answer.text


@pytest.mark.parametrize("page", ["/search?q={}", "/dossier?q={}", "/dossier?party={}", "/dossier/timeline?place={}"])
def test_what_is_asked_for_comes_back_only_escaped(site: TestClient, page: str) -> None:
    """Words of a URL are never part of the page's own code."""
    text = site.get(page.replace("{}", "%3Cscript%3Ealert(1)%3C/script%3E%22onload=%22x{{7*7}}")).text
    assert "<script>alert" not in text
    assert '"onload="' not in text
    assert "{{7*7}}" in text


def test_a_hostile_report_is_only_text(tmp_path: Path) -> None:
    """Title, outlet, name, sentence, matter and voice of a report that attacks are escaped on every page they reach."""
    report = make_report(f"Norway met Denmark {HOSTILE} today.", outlet=f"Post {HOSTILE}")
    act = make_act(report, report.text, matter=HOSTILE, recipients=("Denmark",), where=HOSTILE, when="2019-05-09")
    told: Reading = make_reading(report, act)
    with open_store(tmp_path / "r.sqlite", write=True) as store:
        store.add(told)
        entry = store.entries(Query()).items[0]
    site = open_site(Settings(str(tmp_path / "r.sqlite")))
    pages = ["/", "/reports", f"/entry/{entry.id}", f"/report/{report.id}", "/search?q=Denmark"]
    for page in [*pages, *(f"/dossier{view}" for view in VIEWS)]:
        answer = site.get(page)
        assert answer.status_code == 200
        assert not re.search(r"<script(?! src=)|<img|\u202e", answer.text), page


def test_a_dossier_tells_where_things_stand(site: TestClient) -> None:
    """Three sentences, then the views; the filters stand in the URL and each has a link that takes it away."""
    text = site.get(f"/dossier?{PAIR}&q=talks").text
    assert len(re.findall("<p>", text[text.index('class="standing"') : text.index("</section>")])) == 3
    assert 'href="/dossier?q=talks&amp;party=Russia"' in text
    assert f'href="/dossier/map?q=talks&amp;{PAIR.replace("&", "&amp;")}"' in text


def test_the_day_it_is_seen_from_stands_in_the_url(site: TestClient) -> None:
    """Seen from before the summit, its agreement is not there; what was offered is still ahead."""
    assert "accelerate negotiations" in site.get("/dossier/timeline").text
    before = site.get("/dossier/timeline?today=2018-10-01").text
    assert "accelerate negotiations" not in before
    assert "Dec 2018" in site.get("/dossier/calendar?today=2018-10-01").text


def test_from_a_row_to_its_sentence_and_back(site: TestClient, record: Path) -> None:
    """An entry links to the anchor of its sentence, and the sentence links to the entry."""
    page = site.get(f"/entry/{_entry(record, 'accelerate negotiations')}").text
    link = re.search(r'href="(/report/\w+)#(s\d+)"', page)
    assert link
    report = site.get(link[1]).text
    told = report[report.index(f'id="{link[2]}"') :]
    assert "accelerate" in told[: told.index("</ul>")]
    assert re.search(r'href="/entry/\w+"', told[: told.index("</ul>")])


def test_a_list_is_turned_page_by_page(site: TestClient) -> None:
    """Every entry is on exactly one page of the time line, in either order."""
    for order in ("", "&order=old"):
        seen: list[str] = []
        link: str | None = f"/dossier/timeline?sure=0{order}"
        while link:
            text = site.get(link).text
            seen += re.findall(r'class="line" href="/entry/(\w+)"', text)
            more = re.search(r'rel="next"[^>]*href="([^"]+)"', text)
            link = more[1].replace("&amp;", "&") if more else None
        assert len(seen) == len(set(seen)) > 80


def test_rule_and_take_it_back(site: TestClient, record: Path) -> None:
    """A rejection takes the entry out of the time line; undone, it is there again, and both are in the log."""
    entry = _entry(record, "road map")
    ruled = site.post(f"/entry/{entry}", data={"action": "reject", "by": "A. Name", "reason": "a misreading"})
    assert ruled.status_code == 200
    assert "rejected by A. Name" in ruled.text
    assert "road map for joint" not in site.get(f"/dossier/timeline?{PAIR}").text
    with open_store(record) as store:
        [made] = load_rulings(store)
    undo = {"action": "undo", "ruling": made.id, "by": "A. Name", "reason": "it was right"}
    assert site.post(f"/entry/{entry}", data=undo).status_code == 200
    assert "road map for joint" in site.get(f"/dossier/timeline?{PAIR}").text
    assert site.get("/rulings").text.count("A. Name") == 2


def test_edit_keeps_only_what_was_changed(site: TestClient, record: Path) -> None:
    """The form sends every field; the ruling holds the one that differs."""
    entry = _entry(record, "road map")
    form = dict(re.findall(r'name="(\w+)" value="([^"]*)"', site.get(f"/entry/{entry}").text))
    form |= {"action": "edit", "by": "A. Name", "reason": "the paper says so", "where": "Vladivostok"}
    form |= {"kind": "agree", "status": "done", "negated": "no", "new_names": ""}
    answer = site.post(f"/entry/{entry}", data={name: value for name, value in form.items() if name != "other"})
    assert "edited (where: not told → Vladivostok) by A. Name" in answer.text


def test_merge_and_split(site: TestClient, record: Path) -> None:
    """Two entries become one, and a sentence of it becomes one of its own again; the page follows."""
    with open_store(record) as store:
        one, other = store.entries(Query(words=("negotiations",), parties=("Japan", "Russia"), kinds=("agree",))).items[
            :2
        ]
    word = {"by": "A. Name", "reason": "the same talks"}
    merged = site.post(f"/entry/{one.id}", data={"action": "merge", "other": other.id, **word})
    assert f"{len(one.acts) + len(other.acts)} sentences behind it" in merged.text
    split = site.post(f"/entry/{one.id}", data={"action": "split", "act": other.acts[0].id, **word})
    assert "1 sentence behind it" in split.text
    assert site.get(f"/entry/{other.acts[0].id}").status_code == 200


@pytest.mark.parametrize(
    ("form", "told"),
    [
        ({"action": "confirm", "by": "", "reason": "x"}, "says nothing"),
        ({"action": "dance", "by": "A", "reason": "x"}, "is no ruling on an entry"),
        ({"action": "edit", "by": "A", "reason": "x"}, "changes no field"),
        ({"action": "edit", "by": "A", "reason": "x", "when": "soon"}, "is no date"),
        ({"action": "merge", "by": "A", "reason": "x"}, "needs two entries or more"),
        ({"action": "undo", "by": "A", "reason": "x", "ruling": "zz"}, "is no ruling"),
    ],
)
def test_what_is_no_ruling_is_said_beside_the_form(
    site: TestClient, record: Path, form: dict[str, str], told: str
) -> None:
    """Nothing is kept, the page says why, and what was typed is still there."""
    answer = site.post(f"/entry/{_entry(record, 'road map')}", data=form)
    assert answer.status_code == 400
    assert told in answer.text
    assert 'role="alert"' in answer.text
    with open_store(record) as store:
        assert load_rulings(store) == ()


def test_a_record_served_for_reading_takes_nothing(record: Path) -> None:
    """No form is shown, and one that is sent all the same is refused."""
    site = open_site(Settings(str(record), read_only=True))
    entry = _entry(record, "road map")
    assert "<form method" not in site.get(f"/entry/{entry}").text
    for page in (f"/entry/{entry}", f"/dossiers?{PAIR}"):
        assert site.post(page, data={"action": "confirm", "by": "A", "reason": "x", "name": "x"}).status_code == 403


def test_a_form_of_another_site_is_refused(site: TestClient, record: Path) -> None:
    """A browser says where a form came from."""
    form, page = {"action": "confirm", "by": "A", "reason": "x"}, f"/entry/{_entry(record, 'road map')}"
    assert site.post(page, data=form, headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403
    assert site.post(page, data=form, headers={"Sec-Fetch-Site": "same-origin"}).status_code == 200


def test_a_dossier_is_saved_found_and_removed(site: TestClient) -> None:
    """Saved, it bears its name and stands on the first page; removed, its query still works."""
    saved = site.post(f"/dossiers?{PAIR}", data={"name": "Treaty talks"})
    assert "<h1>Treaty talks</h1>" in saved.text
    assert f'href="/dossier?{PAIR.replace("&", "&amp;")}">Treaty talks</a>' in site.get("/").text
    site.post(f"/dossiers?{PAIR}", data={"name": "Treaty talks", "remove": "1"})
    assert "Treaty talks" not in site.get("/").text
    assert site.post("/dossiers", data={"name": "All"}).status_code == 400


def test_what_was_seen_is_not_new(site: TestClient) -> None:
    """The first page shows what the last run brought; seen once, it shows nothing new."""
    assert "8 reports came in" in site.get("/").text
    seen = site.post("/seen", data={"run": "1"})
    assert "Nothing since run 1" in seen.text
