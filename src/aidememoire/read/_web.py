"""In: an address of the web. Out: the Reports of what it sends: a page, a text, a feed or a PDF."""

from __future__ import annotations

from collections.abc import Iterator

from aidememoire.errors import ReadError
from aidememoire.model import Report
from aidememoire.read._clean import Known, Raw
from aidememoire.read._fetch import Fetched, Rules, fetch
from aidememoire.read._media import media_type, raw_reports


def read_url(url: str, known: Known, allow_private: bool = False) -> Iterator[Report | ReadError]:
    """The reports of what the address sends."""
    yield from sent_reports(fetch(url, Rules(allow_private)), known)


def sent_reports(sent: Fetched, known: Known) -> Iterator[Report | ReadError]:
    """The reports of an answer, by the kind that its header names."""
    if sent.status != 200:
        raise ReadError(sent.url, f"the server answers {sent.status}", "Open it in a browser, and save what it shows.")
    kind, charset = media_type(sent.headers.get("content-type", ""))
    raw = Raw(sent.body, sent.url, sent.url, sent.url, charset)
    yield from raw_reports(raw, kind, known)
