"""In: an RSS or Atom feed. Out: a Report for each entry, of the text that the feed itself carries."""

from __future__ import annotations

import datetime as dt
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

from aidememoire.errors import ReadError
from aidememoire.limits import MAX_PAGE_BYTES
from aidememoire.model import Report
from aidememoire.read._address import is_web
from aidememoire.read._bounded import wrapped
from aidememoire.read._bytes import read_bytes, shown
from aidememoire.read._clean import Known, Raw, clean, decode, make_report
from aidememoire.read._day import written_day
from aidememoire.read._page_date import page_language
from aidememoire.read.html import plain_text, refuse_deep

ENDINGS = (".rss", ".atom", ".xml")
DECLARED = re.compile(r"\s*<\?xml[^>]{0,300}\?>")
ENCODING = re.compile(rb"<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.:-]{1,40})")
ENTITY = re.compile(r"<!ENTITY", re.IGNORECASE)
CLOSED = re.compile(r"</(?:\w{1,20}:)?(?:rss|feed|rdf)\s*>(?:\s|<!--[^<]{0,500}-->)*\Z", re.IGNORECASE)
NO_FEED = "Give a feed in RSS or Atom; save other pages as HTML."


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a feed."""

    number: int
    title: str | None
    url: str | None
    id: str | None
    published: dt.date | None
    content: str | None  # the whole text, where the feed carries it
    summary: str | None
    whole: bool  # no end of the file cuts it


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed: its title names the outlet."""

    title: str | None
    language: str | None
    entries: tuple[Entry, ...]


def read(path: Path, known: Known) -> Iterator[Report | ReadError]:
    """One report an entry; an entry without a text is an error that does not hide the next."""
    yield from feed_reports(Raw(read_bytes(path, MAX_PAGE_BYTES), shown(path), shown(path.name)), known)


def feed_reports(raw: Raw, known: Known) -> Iterator[Report | ReadError]:
    """The reports of a feed, wherever it was kept."""
    feed = parse_feed(raw)
    for entry in feed.entries:
        try:
            yield entry_report(entry, feed, raw, known)
        except ReadError as error:
            yield error


def entry_report(entry: Entry, feed: Feed, raw: Raw, known: Known) -> Report:
    """The report that an entry carries itself."""
    where = f"{raw.where}:{entry.number}"
    if not entry.whole:
        raise ReadError(where, "the feed is cut off in or after this entry", "Fetch the feed again.")
    text = entry.content or entry.summary or ""
    if not text.strip():
        raise ReadError(where, "the entry has no text", "Read the page it leads to, or use `aidememoire watch`.")
    name = entry.url or entry.id or f"{raw.name}:{entry.number}"
    day, outlet = entry.published, feed.title
    return make_report(
        where, name, text, known, title=entry.title, outlet=outlet, url=entry.url, published=day, language=feed.language
    )


def parse_feed(raw: Raw) -> Feed:
    """The feed in these bytes. What declares entities is refused: they can swell, or name files of this machine."""
    found = ENCODING.match(raw.data[:300].lstrip())
    text = decode(raw.data, raw.where, raw.charset or (found[1].decode() if found else None))
    if ENTITY.search(text):
        raise ReadError(raw.where, "the feed declares XML entities, which are never resolved", NO_FEED)
    refuse_deep(text, raw.where)
    feed = wrapped(
        lambda: _parsed(DECLARED.sub("", text, count=1), raw, CLOSED.search(text) is not None), raw.where, "it"
    )
    if not feed.entries:
        raise ReadError(raw.where, "there is no entry of a feed in it", NO_FEED)
    return feed


def _parsed(text: str, raw: Raw, closed: bool) -> Feed:
    import feedparser

    # A stream: given words, the library might take them for an address and fetch it.
    found = feedparser.parse(io.BytesIO(text.encode("utf-8", "replace")), sanitize_html=False)
    head, dated = found.feed, ("published", "updated") if str(found.version).startswith("rss") else ("published",)
    last = len(found.entries)
    entries = (_entry(one, number, raw, dated, closed or number < last) for number, one in enumerate(found.entries, 1))
    return Feed(_line(head.get("title")), page_language({"lang": head.get("language") or ""}), tuple(entries))


def _entry(one: Any, number: int, raw: Raw, dated: tuple[str, ...], whole: bool) -> Entry:
    """What an entry says; in Atom, the day of its last change is not that of its publication."""
    where = f"{raw.where}:{number}"
    contents = [_words(part, where) for part in one.get("content") or ()]
    link = urljoin(raw.url or "", str(one.get("link") or ""))
    return Entry(
        number,
        _line(one.get("title")),
        link if is_web(link) else None,
        _line(one.get("id")),
        next((day for key in dated if (day := written_day(dict.get(one, key)))), None),
        max(contents, key=len, default="") or None,
        _words(one.get("summary_detail") or {}, where) or None,
        whole,
    )


def _words(part: Any, where: str) -> str:
    """The text of an element; what says to be plain is taken at its word."""
    value = str(part.get("value") or "")
    return clean(value) if part.get("type") == "text/plain" and "<" not in value else plain_text(value, where)


def _line(value: Any) -> str | None:
    return " ".join(clean(str(value)).split()) or None if value else None
