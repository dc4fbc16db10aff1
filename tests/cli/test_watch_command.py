"""`aidememoire watch`: the pages of a feed come into the record once, and what they change is told."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from aidememoire.cli import main
from aidememoire.store import open_store

PAGES: dict[str, bytes] = {}
FIRST = "Norway met Denmark in Oslo on 7 March 2019 to speak of fishing quotas, the two governments said."
SECOND = "Norway rejected on 8 March 2019 the offer that Denmark had made on fishing quotas, Oslo said."


class Handler(BaseHTTPRequestHandler):
    """Gives the pages."""

    def do_GET(self) -> None:
        """One of them, or 404."""
        body = PAGES.get(self.path)
        self.send_response(404 if body is None else 200)
        self.send_header("Content-Type", "application/rss+xml" if self.path == "/feed" else "text/html")
        self.send_header("Content-Length", str(len(body or b"")))
        self.end_headers()
        self.wfile.write(body or b"")

    def log_message(self, *_: object) -> None:
        """Says nothing."""


@pytest.fixture
def root() -> Iterator[str]:
    """A server on this machine."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def publish(root: str, **articles: str) -> None:
    """Puts articles into the feed; one without words has no page."""
    items = "".join(f"<item><title>{name}</title><link>{root}/{name}</link></item>" for name in articles)
    PAGES.clear()
    PAGES["/feed"] = f"<rss version='2.0'><channel><title>The Post</title>{items}</channel></rss>".encode()
    PAGES.update(
        {
            f"/{name}": f"<html><body><article><p>{text}</p></article></body></html>".encode()
            for name, text in articles.items()
            if text
        }
    )


def watch(root: str, record: Path, *more: str) -> Result:
    """One poll."""
    return CliRunner().invoke(main, ["watch", f"{root}/feed", "--once", "--record", str(record), *more])


def test_a_feed_becomes_a_record(root: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """New pages are kept with their address; the next poll tells what changed; what fails is tried and then listed."""
    monkeypatch.setattr("time.sleep", lambda _: None)
    record = tmp_path / "r.sqlite"
    publish(root, one=FIRST)
    first = watch(root, record, "--allow-private")
    assert first.exit_code == 0, first.output
    assert first.stdout.startswith("1 report, ")
    publish(root, one=FIRST, two=SECOND, gone="")
    second = watch(root, record, "--allow-private")
    assert second.stdout.startswith("1 report, ")
    assert "NEW ENTRIES" in second.stdout
    assert f"{root}/gone" in second.stderr
    listed = tmp_path / "r.sqlite.faults"
    for _ in range(2):
        assert not listed.exists()
        assert watch(root, record, "--allow-private").stdout.startswith("0 reports, ")
    assert [json.loads(line)["source"] for line in listed.read_text().splitlines()] == [f"{root}/gone"]
    with open_store(record) as store:
        assert sorted(str(reading.report.url) for reading in store.readings()) == [f"{root}/one", f"{root}/two"]


def test_a_feed_inside_is_refused(root: str, tmp_path: Path) -> None:
    """Without --allow-private nothing is connected to."""
    publish(root, one=FIRST)
    result = watch(root, tmp_path / "r.sqlite")
    assert result.stdout.startswith("0 reports, ")
    assert "private network" in result.stderr


@pytest.mark.parametrize("every", ["", "15", "m", "-5m", "1y", "1.5h", "999999d"])
def test_a_time_that_is_none_is_refused(every: str, tmp_path: Path) -> None:
    """Before anything is made."""
    result = CliRunner().invoke(
        main, ["watch", "https://post.example/feed", "--every", every, "--record", str(tmp_path / "r")]
    )
    assert (result.exit_code, list(tmp_path.iterdir())) == (2, [])
