"""In: a feed's address, and what is known of it. Out: the Reports of its new entries; what to know next time.

Polite: asks whether anything changed, heeds robots.txt, waits between two pages of a server and longer after a failure.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit
from urllib.robotparser import RobotFileParser

from aidememoire.errors import ReadError
from aidememoire.limits import MAX_SEEN, MAX_TRIES
from aidememoire.model import Report
from aidememoire.read._clean import Known, Raw
from aidememoire.read._fetch import AGENT, Fetched
from aidememoire.read._web import sent_reports
from aidememoire.read.feed import Entry, Feed, entry_report, parse_feed

Get = Callable[[str, dict[str, str]], Fetched]
LONGEST = dt.timedelta(days=1)  # no failure makes us wait longer
SHORTEST_PAUSE, LONGEST_PAUSE = 1.0, 30.0  # seconds between two pages of a server
ROBOTS = "robots.txt asks programs not to fetch it"


@dataclass(slots=True)
class State:
    """What is known of a feed between two polls."""

    etag: str | None = None
    modified: str | None = None
    seen: list[str] = field(default_factory=list)  # entries done with, the oldest first
    tries: dict[str, int] = field(default_factory=dict)  # entries that failed so far, and how often
    failures: int = 0  # of the feed itself, in a row
    wait_until: str | None = None  # ISO 8601


class Manners:
    """What the servers of one run ask of us: their robots.txt, read once each, and a pause between pages."""

    def __init__(self, get: Get, pause: Callable[[float], None]) -> None:
        self._get, self._pause = get, pause
        self._rules: dict[str, RobotFileParser | ReadError] = {}
        self._visited: set[str] = set()

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> Fetched:
        """What an address sends, if its server lets us."""
        server = "{0.scheme}://{0.netloc}".format(urlsplit(url))
        if server not in self._rules:
            self._rules[server] = self._ask(server)
        rules = self._rules[server]
        if isinstance(rules, ReadError):
            raise ReadError(url, f"its server's robots.txt cannot be had: {rules.what}", rules.remedy)
        if not rules.can_fetch(AGENT, url):
            raise ReadError(url, ROBOTS, "Open it in a browser, and save it.")
        if server in self._visited:
            self._pause(min(LONGEST_PAUSE, max(SHORTEST_PAUSE, float(rules.crawl_delay(AGENT) or 0))))
        self._visited.add(server)
        return self._get(url, headers or {})

    def _ask(self, server: str) -> RobotFileParser | ReadError:
        """RFC 9309: a server without the file lets everybody in, one that cannot say now lets nobody in."""
        try:
            sent = self._get(f"{server}/robots.txt", {})
            if sent.status != 200 and not 400 <= sent.status < 500:
                raise ReadError(server, f"the server answers {sent.status}", "Try again later.")
        except ReadError as error:
            return error
        rules = RobotFileParser()
        rules.parse(sent.body.decode("utf-8", "replace").splitlines() if sent.status == 200 else [])
        return rules


def poll(
    url: str, state: State, now: dt.datetime, every: dt.timedelta, manners: Manners, known: Known
) -> Iterator[Report | ReadError]:
    """The reports of the entries that are new, changing `state`; nothing before the time to wait is over."""
    if state.wait_until and now < dt.datetime.fromisoformat(state.wait_until):
        return
    asked = {"If-None-Match": state.etag, "If-Modified-Since": state.modified}
    try:
        sent = manners.fetch(url, {name: value for name, value in asked.items() if value})
        if sent.status not in (200, 304):
            raise ReadError(url, f"the server answers {sent.status}", "It is asked again later.")
        feed = parse_feed(Raw(sent.body, url, url, sent.url)) if sent.status == 200 else None
    except ReadError as error:
        state.failures += 1
        reply = sent.headers.get("retry-after") if "sent" in locals() else None
        state.wait_until = (now + _wait(state.failures, every, reply, now)).isoformat()
        yield error
        return
    state.failures, state.wait_until = 0, None
    if feed is not None:
        yield from _entries(url, feed, state, manners, known)
        # While an entry is still to be had, the feed must not be told that we have it.
        state.etag = None if state.tries else sent.headers.get("etag")
        state.modified = None if state.tries else sent.headers.get("last-modified")


def _wait(failures: int, every: dt.timedelta, reply: str | None, now: dt.datetime) -> dt.timedelta:
    """As long as the server says, else twice as long after each failure."""
    grown = every * int(2 ** min(failures, 10))
    asked = grown
    if reply and reply.strip().isdecimal():
        asked = dt.timedelta(seconds=min(int(reply.strip()[:9]), 10**6))
    elif reply:
        try:
            asked = parsedate_to_datetime(reply) - now
        except (ValueError, TypeError):
            asked = grown
    return min(LONGEST, max(every, asked))


def _entries(url: str, feed: Feed, state: State, manners: Manners, known: Known) -> Iterator[Report | ReadError]:
    """Entries not seen yet, the oldest first; one that fails is tried again at later polls, and then given up."""
    known, seen = Known(known.published, feed.title or known.outlet), set(state.seen)
    here = [entry.url or entry.id or f"{entry.title}" for entry in feed.entries]
    for entry, key in reversed(list(zip(feed.entries, here, strict=True))):
        if key in seen:
            continue
        try:
            yield from _one(url, entry, feed, manners, known)
        except ReadError as error:
            tries = state.tries.get(key, 0) + 1
            error.source = entry.url or ""
            if tries < MAX_TRIES and error.what != ROBOTS:
                state.tries[key] = tries
            else:
                state.tries.pop(key, None)
                state.seen.append(key)
            yield error
        else:
            state.tries.pop(key, None)
            state.seen.append(key)
    state.tries = {key: count for key, count in state.tries.items() if key in here}
    state.seen = state.seen[-max(MAX_SEEN, len(here)) :]


def _one(url: str, entry: Entry, feed: Feed, manners: Manners, known: Known) -> Iterator[Report | ReadError]:
    """The page that an entry leads to; where it cannot be read, the whole text that the feed carries, if it does."""
    raw = Raw(b"", url, url, url)
    if entry.url is None:
        yield entry_report(entry, feed, raw, known)
        return
    try:
        yield from sent_reports(manners.fetch(entry.url), Known(entry.published or known.published, known.outlet))
    except ReadError:
        if not entry.content or not entry.whole:
            raise
        yield entry_report(entry, feed, raw, known)
