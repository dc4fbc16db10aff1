"""In: bytes, and the media type that somebody says they have. Out: their Reports."""

from __future__ import annotations

import re
from collections.abc import Iterator

from aidememoire.errors import ReadError
from aidememoire.model import Report
from aidememoire.read._clean import Known, Raw

CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]{1,40})", re.IGNORECASE)
FEEDS = ("application/rss+xml", "application/atom+xml", "application/xml", "text/xml")
PAGES = ("text/html", "application/xhtml+xml", "")


def media_type(header: str) -> tuple[str, str | None]:
    """The type and the charset that a header names.

    >>> media_type("Text/HTML; charset=koi8-r")
    ('text/html', 'koi8-r')
    """
    charset = CHARSET.search(header)
    return header.split(";")[0].strip().lower(), charset[1] if charset else None


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
