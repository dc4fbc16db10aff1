"""In: an address of the web. Out: the Reports of what it sends: a page, a text, a feed or a PDF."""

from __future__ import annotations

import re
from collections.abc import Iterator

from aidememoire.errors import ReadError
from aidememoire.model import Report
from aidememoire.read._clean import Known, Raw
from aidememoire.read._fetch import Fetched, Rules, fetch

CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]{1,40})", re.IGNORECASE)
FEEDS = ("application/rss+xml", "application/atom+xml", "application/xml", "text/xml")
PAGES = ("text/html", "application/xhtml+xml", "")


def read_url(url: str, known: Known, allow_private: bool = False) -> Iterator[Report | ReadError]:
    """The reports of what the address sends."""
    yield from sent_reports(fetch(url, Rules(allow_private)), known)


def sent_reports(sent: Fetched, known: Known) -> Iterator[Report | ReadError]:
    """The reports of an answer, by the kind that its header names."""
    if sent.status != 200:
        raise ReadError(sent.url, f"the server answers {sent.status}", "Open it in a browser, and save what it shows.")
    header = sent.headers.get("content-type", "")
    kind = header.split(";")[0].strip().lower()
    charset = CHARSET.search(header)
    raw = Raw(sent.body, sent.url, sent.url, sent.url, charset[1] if charset else None)
    yield from raw_reports(raw, kind, known)


def raw_reports(raw: Raw, kind: str, known: Known) -> Iterator[Report | ReadError]:
    """The reports of bytes of a media type."""
    from aidememoire.read.feed import feed_reports
    from aidememoire.read.html import page_report
    from aidememoire.read.pdf import pdf_report
    from aidememoire.read.text import raw_text_report

    if kind in PAGES:
        yield page_report(raw, known)
    elif kind in FEEDS:
        yield from feed_reports(raw, known)
    elif kind == "application/pdf":
        yield pdf_report(raw, known)
    elif kind == "text/plain":
        yield raw_text_report(raw, known)
    else:
        raise ReadError(raw.where, f"no reader for {kind[:60]!r}", "Save it as text, HTML or JSON Lines.")
