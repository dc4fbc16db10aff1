"""Web pages: the article without menus, and no page that harms."""

from __future__ import annotations

import datetime as dt
import time
from pathlib import Path

import pytest

from aidememoire.errors import ReadError
from aidememoire.model import Report
from aidememoire.read import reports
from aidememoire.read.html import MAX_DEPTH, _depth

MENU = "<nav><ul>" + "".join(f"<li><a href='/{i}'>Section {i}</a></li>" for i in range(30)) + "</ul></nav>"
BODY = [
    "Norway and Chile agreed on Tuesday to open talks on fishing quotas, the two governments said in Geneva.",
    "The first round is to be held in Santiago before the end of the year, a Chilean official said.",
    "Oslo had refused for months to speak of quotas at all, and it named no reason for its change of mind.",
]
ARTICLE = "<article><h1>Talks to open</h1>" + "".join(f"<p>{line}</p>" for line in BODY) + "</article>"
HEAD = (
    '<title>Talks to open - The Example Post</title><meta property="og:title" content="Talks to open">'
    '<meta property="og:site_name" content="The Example Post">'
)


def page(head: str = HEAD, body: str = MENU + ARTICLE + "<footer><p>About us | Terms of use</p></footer>") -> str:
    """A page of an invented paper."""
    return f"<!DOCTYPE html><html lang='en'><head>{head}</head><body>{body}</body></html>"


def read_page(folder: Path, data: str | bytes) -> Report | ReadError:
    """What the page gives."""
    path = folder / "page.html"
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    [found] = reports([path])
    return found


def test_a_page_gives_its_article_without_menus(tmp_path: Path) -> None:
    """Each paragraph is kept, one blank line apart; sections and footers are not."""
    report = read_page(tmp_path, page())
    assert isinstance(report, Report)
    assert report.text.split("\n\n")[-3:] == BODY
    assert "Section" not in report.text
    assert "Terms" not in report.text
    assert (report.name, report.title, report.outlet) == ("page.html", "Talks to open", "The Example Post")


PAGES = {
    "lines": "<div>" + "<br><br>".join(BODY) + "</div>",
    "table": "<table><tr><td><a href='/'>Home</a></td><td><p>" + "</p><p>".join(BODY) + "</p></td></tr></table>",
    "unclosed": "<p>" + "<p>".join(BODY),
    "list": "<article><ul><li>" + "</li><li>".join(BODY) + "</li></ul></article>",
    "comments": ARTICLE + "<div id='comments' class='comments'><p>I say that Chile is wrong to talk at all.</p></div>",
    "short": f"<p>{BODY[0]}</p>",
}


@pytest.mark.parametrize("body", PAGES.values(), ids=PAGES)
def test_an_article_is_found_however_its_page_is_laid_out(tmp_path: Path, body: str) -> None:
    """Old pages, tables and lists: each paragraph stands by itself, without what readers wrote below it."""
    report = read_page(tmp_path, page("", body))
    assert isinstance(report, Report)
    wanted = [line for line in BODY if line in body]
    assert report.text.split("\n\n")[-len(wanted) :] == wanted


DAY = dt.date(2018, 12, 2)
ADDRESS = '<link rel="canonical" href="https://post.example/world/2018/12/02/talks">'
DECLARED = [
    ('<meta property="article:published_time" content="2018-12-02T07:30:00Z">', DAY),
    ('<meta property="article:modified_time" content="2019-01-05"><meta name="DC.date" content="2018-12-02">', DAY),
    ('<meta name="date" content="1991-08-20">', dt.date(1991, 8, 20)),
    ('<meta name="date" content="December 2, 2018">', DAY),
    (ADDRESS, DAY),
    ('<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": "2018-12-02"}</script>', DAY),
    ('<meta name="date" content="2018-12">', None),
    ("", None),
    ("<!-- built 2018-12-02 -->", None),
    ("<title>Talks set for 12 May 2019</title>", None),
]


@pytest.mark.parametrize(("head", "day"), DECLARED)
def test_a_page_is_dated_by_what_it_declares(tmp_path: Path, head: str, day: dt.date | None) -> None:
    """Where it declares nothing the date is unknown: half a date is not filled up, and none is guessed."""
    report = read_page(tmp_path, page(HEAD + head))
    assert isinstance(report, Report)
    assert report.published == day


MARKED = [
    ('<time datetime="2018-12-02T07:30">2 hours ago</time>', DAY),
    ('<span class="post-date">Published: 2 Dec. 2018, 07:30</span>', DAY),
    ('<p class="byline">By A. Holt, December 2nd, 2018</p>', DAY),
    ('<time datetime="2018-12-02">x</time><time datetime="2018-12-03">y</time>', None),
    ('<span class="date">2 Foo 2018</span>', None),
    ('<span class="date">31 February 2018</span>', None),
    ("<p>The treaty of 2 December 2018 was signed in Oslo by both of the countries.</p>", None),
]


@pytest.mark.parametrize(("mark", "day"), MARKED)
def test_a_date_beside_the_article_counts_where_it_is_marked_as_one(
    tmp_path: Path, mark: str, day: dt.date | None
) -> None:
    """Not where two of them differ, and never in the article's own words."""
    report = read_page(tmp_path, page(body=ARTICLE.replace("</h1>", f"</h1>{mark}")))
    assert isinstance(report, Report)
    assert report.published == day


def test_a_page_that_declares_an_impossible_date_is_an_error(tmp_path: Path) -> None:
    """It is neither moved to another day nor passed over."""
    fault = read_page(tmp_path, page(HEAD + '<meta property="article:published_time" content="2018-02-30">'))
    assert isinstance(fault, ReadError)
    assert "2018-02-30" in fault.what


@pytest.mark.parametrize("charset", ["windows-1252", "iso-8859-1", "koi8-r", "utf-8", "shift_jis"])
def test_a_page_is_read_in_the_charset_it_declares(tmp_path: Path, charset: str) -> None:
    """UTF-8 first, then what the page says."""
    word = {"koi8-r": "Москва", "shift_jis": "東京"}.get(charset, "Orbán")
    text = page(f'<meta charset="{charset}">' + HEAD).replace("Oslo", word)
    report = read_page(tmp_path, text.encode(charset))
    assert isinstance(report, Report)
    assert word in report.text


DEEP = 100_000
FAULTS = [
    ("", "empty"),
    ("  \n", "empty"),
    (page(body=MENU), "no article text found"),
    (page(body=MENU + "<div>We use cookies to make this page work better for you.</div>"), "no article text found"),
    (
        page(body="<ul>" + "<li><a href='/1'>Talks of Chile and Peru end</a></li>" * 50 + "</ul>"),
        "no article text",
    ),
    (page(body=MENU * 20 + "<footer><p>About us | Contact | Terms of use</p></footer>"), "no article text found"),
    ("<html></html>", "no article text found"),
    ("<div>" * DEEP + BODY[0] + "</div>" * DEEP, "tags"),
    ("<b><i>" * 20_000, "deep"),
    ("<p>" * DEEP, "more than 50,000 tags"),
    (page(body=ARTICLE).encode("utf-16-le"), "binary"),
    (page(body=ARTICLE).replace("Oslo", "\xff").encode("latin-1"), "not UTF-8"),
    (page('<meta charset="rot13">', ARTICLE.replace("Oslo", "\xff")).encode("latin-1"), "not UTF-8"),
    (page('<meta charset="unicode_escape">', ARTICLE.replace("Oslo", "\xff")).encode("latin-1"), "not UTF-8"),
]


@pytest.mark.parametrize(("data", "what"), FAULTS, ids=range(len(FAULTS)))
def test_a_page_without_an_article_is_an_error(tmp_path: Path, data: str | bytes, what: str) -> None:
    """It names the page and says what is wrong with it, and it never takes long."""
    start = time.perf_counter()
    fault = read_page(tmp_path, data)
    assert isinstance(fault, ReadError)
    assert what in fault.what
    assert fault.where.endswith("page.html")
    assert time.perf_counter() - start < 20


@pytest.mark.parametrize(
    "junk",
    ["<" * DEEP, "<a" * DEEP, "<!--" * DEEP, "<a b='" * DEEP, "<" + "a" * DEEP, "&#x;" * DEEP, "<script>" * DEEP],
)
def test_broken_tags_cost_no_more_than_their_length(junk: str) -> None:
    """The count of open tags is taken in one pass."""
    start = time.perf_counter()
    assert _depth(junk) <= 1
    assert time.perf_counter() - start < 2


@pytest.mark.parametrize(
    ("text", "depth"),
    [
        ("<div><p>a<p>b<br><img src=x></div>", 1),
        ("<ul>" + "<li>a" * 500 + "</ul>", 1),
        ("<script>if (a<b) { x = '" + "<div>" * 900 + "' }</script><div></div>", 1),
        ("<div>" * (MAX_DEPTH + 1), MAX_DEPTH + 1),
        ("</div></div><div/><svg><path/></svg>", 1),
    ],
)
def test_only_tags_that_hold_others_make_a_page_deep(text: str, depth: int) -> None:
    """Paragraphs and list items that nobody closed, and tags inside a script, do not."""
    assert _depth(text) == depth
