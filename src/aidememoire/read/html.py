"""In: a saved web page. Out: its Report: the article's text without menus, and what the page says of itself."""

from __future__ import annotations

import datetime as dt
import logging
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TypeVar

from aidememoire.errors import AideError, ReadError
from aidememoire.limits import MAX_PAGE_BYTES
from aidememoire.model import Report
from aidememoire.read._bytes import read_bytes, shown
from aidememoire.read._clean import Known, clean, decode, make_report
from aidememoire.read._page_date import page_date

ENDINGS = (".html", ".htm", ".xhtml")
CHARSET = re.compile(rb"""<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]{1,40})""", re.I)
# Names of what is no charset of a page, but of a codec of Python's.
NO_CHARSETS = {"idna", "punycode", "unicode_escape", "raw_unicode_escape", "undefined", "utf_7"}
# What the web calls by these names is a superset of them.
SUPERSETS = {"iso-8859-1": "cp1252", "latin1": "cp1252", "latin-1": "cp1252", "us-ascii": "cp1252", "ascii": "cp1252"}
PROSE_SHARE = 1 / 3  # of an article's letters more than this; of a page of links, a notice on cookies is less
SENTENCE_WORDS = 6  # a line of an article has as many, and ends like a sentence; a line of a menu does not
# No part of it can be tried twice, so that a page of open brackets costs no more than another.
TAG = re.compile(r"<(/?)([a-zA-Z][\w:-]*+)[^<>]*+>")
# Tags that hold nothing, or that the next of their kind closes: they never make a page deep.
FLAT = "|area|base|br|col|embed|hr|img|input|link|meta|param|source|track|wbr|p|li|dt|dd|tr|td|th|thead|tbody|option|"
UNREAD = ("script", "style", "template")
MAX_TAGS = 50_000  # a page of an article has a few thousand; the time to search it grows with them
MAX_DEPTH = 240  # the parser drops what stands deeper than 256 without a word
Found = TypeVar("Found")


def read(path: Path, known: Known) -> Iterator[Report]:
    """The one report of a page."""
    where = shown(path)
    data = read_bytes(path, MAX_PAGE_BYTES)
    page = decode(data, where, _charset(data))
    if not page.strip():
        raise ReadError(where, "the page is empty", "Save the page again.")
    if page.count("<") > MAX_TAGS:
        raise ReadError(where, f"it has more than {MAX_TAGS:,} tags", "Save the article as text.")
    if _depth(page) > MAX_DEPTH:
        raise ReadError(where, f"its tags stand more than {MAX_DEPTH} deep", "Save the article as text.")
    found = _safely(lambda: _article(page), where)
    text = clean(_paragraphs(found.text if found else None))
    if sum(len(line) for line in text.split("\n") if _is_prose(line)) <= PROSE_SHARE * len(text):
        what = f"no article text found ({len(data):,} bytes of menus)"
        raise ReadError(where, what, "Save the article as text.")
    title, outlet, url = _line(found.title), _line(found.sitename), _line(found.url)
    date = _safely(lambda: _date(page, url, where), where)
    yield make_report(where, shown(path.name), text, known, title=title, outlet=outlet, url=url, published=date)


def _charset(data: bytes) -> str | None:
    """The charset that the page declares in its first bytes."""
    found = CHARSET.search(data[:4096])
    name = found[1].decode("ascii").lower() if found else None
    return None if name is None or name.replace("-", "_") in NO_CHARSETS else SUPERSETS.get(name, name)


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


def _date(page: str, address: str | None, where: str) -> dt.date | None:
    from trafilatura.utils import load_html

    tree = load_html(page)
    return None if tree is None else page_date(tree, address, where)


def _safely(look: Callable[[], Found], where: str) -> Found:
    """What a look at the page gives; whatever a parser raises on a damaged page becomes a ReadError."""
    try:
        return look()
    except AideError:
        raise
    except Exception as error:  # any error may come out of a parser, and none may leave this room
        raise ReadError(where, f"the page cannot be read ({type(error).__name__})", "Save it as text.") from error


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
