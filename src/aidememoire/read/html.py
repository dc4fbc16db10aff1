"""In: a saved web page. Out: its Report: the article's text without menus, and what the page says of itself."""

from __future__ import annotations

import datetime as dt
import logging
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from aidememoire.errors import ReadError
from aidememoire.limits import MAX_PAGE_BYTES
from aidememoire.model import Report
from aidememoire.read._address import is_web
from aidememoire.read._bounded import wrapped
from aidememoire.read._bytes import read_bytes, shown
from aidememoire.read._clean import Known, Raw, clean, decode, make_report
from aidememoire.read._page_date import page_date, page_language

ENDINGS = (".html", ".htm", ".xhtml")
CHARSET = re.compile(rb"""<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]{1,40})""", re.I)
PROSE_SHARE = 1 / 3  # of an article's letters more than this; of a page of links, a notice on cookies is less
SENTENCE_WORDS = 6  # a line of an article has as many, and ends like a sentence; a line of a menu does not
# No part of it can be tried twice, so that a page of open brackets costs no more than another.
TAG = re.compile(r"<(/?)([a-zA-Z][\w:-]*+)[^<>]*+>")
# Tags that hold nothing, or that the next of their kind closes: they never make a page deep.
FLAT = "|area|base|br|col|embed|hr|img|input|link|meta|param|source|track|wbr|p|li|dt|dd|tr|td|th|thead|tbody|option|"
BLOCKS = (
    "p",
    "div",
    "br",
    "li",
    "tr",
    "blockquote",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "table",
    "ul",
    "ol",
    "section",
)
BREAK = "\u2029"  # the paragraph separator
UNREAD = ("script", "style", "template")
MAX_TAGS = 50_000  # a page of an article has a few thousand; the time to search it grows with them
MAX_DEPTH = 240  # the parser drops what stands deeper than 256 without a word


def read(path: Path, known: Known) -> Iterator[Report]:
    """The one report of a page."""
    data = read_bytes(path, MAX_PAGE_BYTES)
    yield page_report(Raw(data, shown(path), shown(path.name)), known)


def page_report(raw: Raw, known: Known) -> Report:
    """The report of a page, wherever it was kept; the charset that it was sent with goes before the one it declares."""
    where = raw.where
    if len(raw.data) > MAX_PAGE_BYTES:
        raise ReadError(where, f"the page is larger than {MAX_PAGE_BYTES:,} bytes", "Save the article as text.")
    page = decode(raw.data, where, raw.charset or _charset(raw.data))
    if not page.strip():
        raise ReadError(where, "the page is empty", "Save the page again.")
    refuse_deep(page, where)
    found = wrapped(lambda: _article(page), where, "the page")
    text = clean(_paragraphs(found.text if found else None))
    if sum(len(line) for line in text.split("\n") if _is_prose(line)) <= PROSE_SHARE * len(text):
        what = f"no article text found ({len(raw.data):,} bytes of menus)"
        raise ReadError(where, what, "Save the article as text.")
    title, outlet, said = _line(found.title), _line(found.sitename), _line(found.url)
    date, language = wrapped(lambda: _of_tree(page, said or raw.url, where), where, "the page")
    url = said if said and is_web(said) else raw.url or said
    return make_report(
        where, raw.name, text, known, title=title, outlet=outlet, url=url, published=date, language=language
    )


def refuse_deep(page: str, where: str) -> None:
    """Raises ReadError where a page has more tags, or deeper ones, than a parser can take."""
    if page.count("<") > MAX_TAGS:
        raise ReadError(where, f"it has more than {MAX_TAGS:,} tags", "Save the article as text.")
    if _depth(page) > MAX_DEPTH:
        raise ReadError(where, f"its tags stand more than {MAX_DEPTH} deep", "Save the article as text.")


def plain_text(fragment: str, where: str) -> str:
    """The words of a piece of HTML, all of them: a line for each of its blocks, a blank one between."""
    refuse_deep(fragment, where)
    return clean(wrapped(lambda: _blocks(fragment), where, "it"))


def _blocks(fragment: str) -> str:
    from lxml import html

    if not fragment.strip():
        return ""
    tree = html.fromstring(f"<div>{fragment}</div>")
    for element in tree.iter("script", "style", "template"):
        element.text = None
    for element in tree.iter(*BLOCKS):
        element.tail = f"{BREAK}{element.tail or ''}"
        element.text = f"{BREAK}{element.text or ''}"
    return "\n\n".join(filter(None, (" ".join(line.split()) for line in str(tree.text_content()).split(BREAK))))


def _charset(data: bytes) -> str | None:
    """The charset that the page declares in its first bytes."""
    found = CHARSET.search(data[:4096])
    return found[1].decode("ascii") if found else None


def _article(page: str) -> Any:
    """What the extractor makes of the page; None where it finds nothing."""
    import trafilatura

    for name in ("trafilatura", "htmldate", "readability"):
        # Without a handler, their remarks on a page would stand between our own lines.
        logging.getLogger(name).addHandler(logging.NullHandler())
    return trafilatura.bare_extraction(
        page,
        include_comments=False,
        include_tables=False,  # in pages laid out as a table, the article would be one cell of it
        with_metadata=True,
        date_extraction_params={"extensive_search": False},  # not used: it may take a date from the article's words
    )


def _of_tree(page: str, address: str | None, where: str) -> tuple[dt.date | None, str | None]:
    """The day and the language that the page declares."""
    from trafilatura.utils import load_html

    tree = load_html(page)
    return (None, None) if tree is None else (page_date(tree, address, where), page_language(tree))


def _depth(page: str) -> int:
    """How deep the tags stand, at most; counted in one pass, before a parser that recurses sees them."""
    depth = deepest = 0
    inside = ""  # the script or style we are in: its brackets are no tags
    for tag in TAG.finditer(page):
        name, closes = tag[2].lower(), bool(tag[1])
        if inside:
            inside = "" if closes and name == inside else inside
        elif name in UNREAD:
            inside = "" if closes else name
        elif f"|{name}|" not in FLAT and not tag[0].endswith("/>"):
            depth = max(0, depth - 1) if closes else depth + 1
            deepest = max(deepest, depth)
    return deepest


def _is_prose(line: str) -> bool:
    return len(line.split()) >= SENTENCE_WORDS and line.rstrip("\"'”’»)")[-1:] in tuple(".!?…")


def _paragraphs(text: str | None) -> str:
    """The extractor ends a paragraph with one line end, where a blank line says so to everybody; its bullets go."""
    lines = (line.strip().removeprefix("- ") for line in (text or "").split("\n"))
    return "\n\n".join(filter(None, lines))


def _line(value: str | None) -> str | None:
    """A value of the page's head on one line."""
    return " ".join(clean(value).split()) or None if value else None
