"""Feeds: each entry with its own day and address; what is cut or hostile is an error."""

from __future__ import annotations

import datetime as dt
import time
from pathlib import Path

import pytest

from aidememoire.errors import ReadError
from aidememoire.model import Report
from aidememoire.read import reports
from aidememoire.read._day import written_day

BODY = "Norway and Chile agreed on Tuesday to open talks on fishing quotas."
RSS = f"""<?xml version="1.0" encoding="ENC"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
<title>The Example Post</title><link>https://post.example/</link><language>en-GB</language>
<item><title>Talks &amp; quotas</title><link>https://post.example/1</link>
<pubDate>Tue, 05 Mar 2019 23:30:00 -0500</pubDate><description>Short.</description>
<content:encoded><![CDATA[<p>{BODY}</p><p>Orbán left.</p><script>alert(1)</script>]]></content:encoded></item>
<item><title>Second</title><guid isPermaLink="false">x-2</guid><pubDate>Tue, 30 Feb 2019 10:00:00 GMT</pubDate>
<description>Denmark &lt;b&gt;refused&lt;/b&gt; the offer.</description></item>
<item><title>Empty</title><link>javascript:alert(1)</link></item>
</channel></rss>"""
ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom"><title>The Example Star</title>
<entry><title>One</title><link href="https://star.example/1"/><id>urn:1</id><published>2019-03-05T01:00:00+09:00</published>
<updated>2019-04-01T00:00:00Z</updated><content type="html">&lt;p&gt;{BODY}&lt;/p&gt;</content></entry>
<entry><title>Two</title><id>urn:2</id><updated>2019-04-01T00:00:00Z</updated><summary>Peru left.</summary></entry>
</feed>"""


def read_feed(folder: Path, data: str | bytes) -> list[Report | ReadError]:
    """What a feed gives."""
    path = folder / "feed.xml"
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return list(reports([path]))


@pytest.mark.parametrize("encoding", ["utf-8", "iso-8859-2"])
def test_an_rss_feed_gives_its_entries(tmp_path: Path, encoding: str) -> None:
    """The whole text goes before the short one; the day is the one written; an impossible one is unknown."""
    first, second, empty = read_feed(tmp_path, RSS.replace("ENC", encoding).encode(encoding))
    assert isinstance(first, Report) and isinstance(second, Report) and isinstance(empty, ReadError)
    assert (first.title, first.outlet, first.url) == ("Talks & quotas", "The Example Post", "https://post.example/1")
    assert (first.text, first.published, first.language) == (f"{BODY}\n\nOrbán left.", dt.date(2019, 3, 5), "en")
    assert (second.text, second.published, second.name, second.url) == ("Denmark refused the offer.", None, "x-2", None)
    assert empty.where.endswith("feed.xml:3")


def test_the_last_change_of_an_atom_entry_is_not_its_publication(tmp_path: Path) -> None:
    """An entry that says only when it was changed has no date."""
    first, second = read_feed(tmp_path, ATOM)
    assert isinstance(first, Report) and isinstance(second, Report)
    assert (first.text, first.published, first.url) == (BODY, dt.date(2019, 3, 5), "https://star.example/1")
    assert (second.text, second.published) == ("Peru left.", None)


def test_a_feed_cut_off_says_so(tmp_path: Path) -> None:
    """The entry that may be cut is no report; those before it are."""
    cut = ATOM[: ATOM.index("Peru left.") + 4]
    first, second = read_feed(tmp_path, cut)
    assert isinstance(first, Report)
    assert isinstance(second, ReadError) and "cut off" in second.what


LAUGHS = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 20))
BAD = {
    "laughs": f'<!DOCTYPE x [<!ENTITY a0 "ha">{LAUGHS}]>{ATOM.replace("Peru", "&a19;")}',
    "file": f'<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]>{ATOM.replace("Peru", "&f;")}',
    "wide": f'<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]>{ATOM.replace("Peru", "&f;")}'.encode("utf-16"),
    "parameter": f'<!DOCTYPE x [<!entity % p SYSTEM "http://127.0.0.1/x">%p;]>{ATOM}',
    "deep": "<rss>" + "<a>" * 100_000,
    "many": "<rss>" + "<item/>" * 100_000,
    "page": "<html><body><p>No feed at all.</p></body></html>",
    "none": '<rss version="2.0"><channel></channel></rss>',
    "empty": "",
    "words": "https://127.0.0.1/feed",
}


@pytest.mark.parametrize("name", BAD)
def test_what_is_no_feed_or_means_harm_is_one_error(tmp_path: Path, name: str) -> None:
    """Entities are never resolved, nothing is fetched, and it takes no time."""
    start = time.perf_counter()
    [fault] = read_feed(tmp_path, BAD[name])
    assert isinstance(fault, ReadError)
    assert "root:" not in str(fault)
    assert time.perf_counter() - start < 3


@pytest.mark.parametrize(
    ("value", "day"),
    [
        ("2019-03-05T23:59:00-08:00", "2019-03-05"),
        ("5 Mar 2019", "2019-03-05"),
        ("Tue, 5 Mar 19 10:00:00 GMT", "2019-03-05"),
        ("2019-13-05", "None"),
        ("31 Apr 2019 10:00:00 GMT", "None"),
        ("yesterday", "None"),
        ("", "None"),
        (None, "None"),
        ("0000-00-00", "None"),
        ("9" * 5000, "None"),
    ],
)
def test_a_day_is_the_one_written_or_unknown(value: str | None, day: str) -> None:
    """It is neither moved by the zone nor guessed."""
    assert str(written_day(value)) == day
