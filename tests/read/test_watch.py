"""Watching a feed: each entry once, politely, and nothing lost on the way."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

import pytest

from aidememoire.errors import ReadError
from aidememoire.model import Report
from aidememoire.read._clean import Known
from aidememoire.read._fetch import Fetched
from aidememoire.read._watch import Manners, State, poll

NOW, EVERY = dt.datetime(2019, 3, 5, 12, tzinfo=dt.UTC), dt.timedelta(minutes=15)
FEED = "https://post.example/feed"
WORDS = "Norway and Chile agreed on Tuesday to open talks on fishing quotas, the two governments said."


def item(number: int, more: str = "") -> str:
    """An entry of the feed."""
    link = f"https://post.example/{number}"
    return f"<item><title>{number}</title><link>{link}</link><pubDate>5 Mar 2019 10:00:00 GMT</pubDate>{more}</item>"


def feed(*items: str) -> str:
    """A feed of these entries."""
    return f"<rss version='2.0'><channel><title>The Example Post</title>{''.join(items)}</channel></rss>"


class Web:
    """Pages by their address: a text, or a status with headers; what was asked is noted."""

    def __init__(self, pages: Mapping[str, str | tuple[int, dict[str, str]]]) -> None:
        self.pages, self.asked, self.pauses = dict(pages), [], []  # type: ignore[var-annotated]

    def get(self, url: str, headers: dict[str, str]) -> Fetched:
        """What the address sends."""
        self.asked.append((url, headers))
        page = self.pages.get(url, (404, {}))
        if page == (0, {}):
            raise ReadError(url, "no answer", "Try again.")
        status, sent, body = (*page, "") if isinstance(page, tuple) else (200, {"etag": '"1"'}, page)
        kind = "application/rss+xml" if url == FEED else "text/html"
        return Fetched(url, status, {"content-type": kind, **sent}, body.encode())

    def poll(self, state: State, now: dt.datetime = NOW) -> list[str]:
        """The addresses of the reports of one poll, and what went wrong."""
        found = poll(FEED, state, now, EVERY, Manners(self.get, self.pauses.append), Known())
        return [f"{i.where}: {i.what}" if isinstance(i, ReadError) else str(i.url) for i in found]


def page(number: int) -> str:
    """An article."""
    return (
        f"<html><body><article><h1>{number}</h1><p>{WORDS}</p><p>{WORDS} It was {number}.</p></article></body></html>"
    )


def pages(*numbers: int) -> dict[str, str | tuple[int, dict[str, str]]]:
    """Articles by their addresses."""
    return {f"https://post.example/{number}": page(number) for number in numbers}


def test_each_entry_is_read_once_the_oldest_first() -> None:
    """The second poll says what it has, and gets nothing; a new entry comes alone."""
    web, state = Web({FEED: feed(item(2), item(1)), **pages(1, 2, 3)}), State()
    assert web.poll(state) == ["https://post.example/1", "https://post.example/2"]
    web.pages[FEED] = (304, {})
    assert web.poll(state) == []
    assert web.asked[-1] == (FEED, {"If-None-Match": '"1"'})
    web.pages[FEED] = feed(item(3), item(2), item(1))
    assert web.poll(state) == ["https://post.example/3"]


def test_a_page_without_date_and_outlet_has_those_of_the_feed() -> None:
    """The entry's own day, and the feed's title."""
    web = Web({FEED: feed(item(1)), **pages(1)})
    [report] = poll(FEED, State(), NOW, EVERY, Manners(web.get, web.pauses.append), Known())
    assert isinstance(report, Report)
    assert (report.published, report.outlet) == (dt.date(2019, 3, 5), "The Example Post")


def test_robots_are_heeded() -> None:
    """A page that is closed to programs is not fetched, nor asked for again; the pause asked for is kept."""
    robots = "User-agent: *\nDisallow: /2\nCrawl-delay: 7"
    web = Web({FEED: feed(item(2), item(1)), "https://post.example/robots.txt": robots, **pages(1, 2)})
    state = State()
    one, two = web.poll(state)
    assert one == "https://post.example/1"
    assert "robots.txt" in two
    assert "https://post.example/2" not in [url for url, _ in web.asked]
    assert web.pauses == [7.0]
    assert state.tries == {}
    assert web.poll(state) == []


@pytest.mark.parametrize("robots", [(500, {}), (0, {})])
def test_a_server_that_cannot_say_who_may_enter_is_left_alone(robots: tuple[int, dict[str, str]]) -> None:
    """Neither feed nor page is fetched."""
    web = Web({FEED: feed(item(1)), "https://post.example/robots.txt": robots, **pages(1)})
    assert "robots.txt" in web.poll(State())[0]
    assert [url for url, _ in web.asked] == ["https://post.example/robots.txt"]


def test_an_entry_that_fails_is_tried_three_times() -> None:
    """Until then the feed is not told that we have it; afterwards it is done with."""
    web, state = Web({FEED: feed(item(1)), "https://post.example/1": (0, {})}), State()
    for tries in (1, 2, 3):
        assert len(web.poll(state)) == 1
        assert state.tries == ({"https://post.example/1": tries} if tries < 3 else {})
        assert (state.etag is None) is (tries < 3)
    assert web.poll(state) == []
    web, state = Web({FEED: feed(item(1)), "https://post.example/1": (0, {})}), State()
    web.poll(state)
    web.pages.update(pages(1))
    assert web.poll(state) == ["https://post.example/1"]


def test_the_text_of_the_feed_stands_in_for_a_page_that_cannot_be_read() -> None:
    """Where the feed carries the whole of it."""
    whole = f"<x:encoded xmlns:x='http://purl.org/rss/1.0/modules/content/'>{WORDS}</x:encoded>"
    web = Web({FEED: feed(item(1, whole), item(2, "<description>Short.</description>"))})
    assert web.poll(State()) == ["https://post.example/2: the server answers 404", "https://post.example/1"]


@pytest.mark.parametrize(
    ("answer", "minutes"),
    [
        ((500, {}), [30, 60, 120]),
        ((503, {"retry-after": "7200"}), [120, 120, 120]),
        ((429, {"retry-after": "Tue, 05 Mar 2019 13:00:00 GMT"}), [60, 60, 60]),
        ((429, {"retry-after": "soon"}), [30, 60, 120]),
        ((503, {"retry-after": "99999999999999999999"}), [1440, 1440, 1440]),
        ((0, {}), [30, 60, 120]),
    ],
)
def test_a_feed_that_fails_is_left_alone_for_longer(answer: tuple[int, dict[str, str]], minutes: list[int]) -> None:
    """Twice as long each time, or as long as it says, at most a day; before that it is not asked."""
    web, state = Web({FEED: answer}), State()
    for wanted in minutes:
        assert len(web.poll(state)) == 1
        assert state.wait_until == (NOW + dt.timedelta(minutes=wanted)).isoformat()
        asked = len(web.asked)
        assert web.poll(state, NOW + dt.timedelta(minutes=wanted - 1)) == []
        assert len(web.asked) == asked
        state.wait_until = None
    web.pages[FEED] = feed(item(1))
    web.pages.update(pages(1))
    assert web.poll(state) == ["https://post.example/1"]
    assert (state.failures, state.wait_until) == (0, None)
