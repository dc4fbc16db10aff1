"""Web archives: each page by its own address; images, redirects and robots.txt are no reports; damage is told."""

from __future__ import annotations

import gzip
import io
import resource
import time
import zipfile
from pathlib import Path

import brotli
import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from aidememoire.errors import ReadError
from aidememoire.model import Report
from aidememoire.read import reports

WORDS = "Norway and Chile agreed on Tuesday to open talks on fishing quotas, the two governments said."
PAGE = (
    "<html lang='en'><head><meta property='og:site_name' content='The Example Post'>"
    "<meta name='date' content='2019-03-05'></head>"
    f"<body><article><h1>Talks</h1><p>{WORDS}</p><p>{WORDS}</p></article></body></html>"
).encode()
HTML = {"Content-Type": "text/html; charset=utf-8"}
Record = tuple[str, bytes, str, dict[str, str]]


def warc(*records: Record, packed: bool = True) -> bytes:
    """An archive of these records: kind, body, status, headers."""
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=packed)
    for number, (kind, body, status, headers) in enumerate(records, 1):
        web = StatusAndHeaders(status, list(headers.items()), protocol="HTTP/1.1") if kind == "response" else None
        more = {"warc_content_type": headers["Content-Type"]} if kind != "response" else {}
        url = f"https://post.example/{number}"
        writer.write_record(writer.create_warc_record(url, kind, io.BytesIO(body), http_headers=web, **more))
    return out.getvalue()


def good(body: bytes = PAGE, **headers: str) -> Record:
    """A page."""
    return "response", body, "200 OK", {**HTML, **{name.replace("_", "-"): value for name, value in headers.items()}}


def read_archive(folder: Path, data: bytes, name: str = "a.warc.gz") -> list[Report | ReadError]:
    """What an archive gives."""
    (folder / name).write_bytes(data)
    return list(reports([folder / name]))


def told(found: list[Report | ReadError]) -> list[str]:
    """The addresses of the reports, and what went wrong."""
    return [item.what if isinstance(item, ReadError) else str(item.url) for item in found]


MANY = [
    good(),
    ("response", b"GIF89a", "200 OK", {"Content-Type": "image/gif"}),
    ("response", b"moved", "301 Moved", HTML),
    ("response", b"User-agent: *", "200 OK", {"Content-Type": "text/plain"}),
    ("metadata", b"x: y", "", {"Content-Type": "application/warc-fields"}),
    ("conversion", WORDS.encode(), "", {"Content-Type": "text/plain"}),
    ("resource", PAGE, "", {"Content-Type": "text/html"}),
    good(b"<html><body><nav>Home</nav></body></html>"),
    good(gzip.compress(PAGE), Content_Encoding="gzip"),
    good(brotli.compress(PAGE), Content_Encoding="br"),
    good(b"%x\r\n%s\r\n0\r\n\r\n" % (len(PAGE), PAGE), Transfer_Encoding="chunked"),
]


@pytest.mark.parametrize(("packed", "name"), [(True, "a.warc.gz"), (False, "A.WARC")])
def test_an_archive_gives_its_pages(tmp_path: Path, packed: bool, name: str) -> None:
    """Pages and texts, however they were sent; what is no page is passed over, and a page of menus is told."""
    found = read_archive(tmp_path, warc(*MANY, packed=packed), name)
    root = "https://post.example/"
    assert told(found) == [
        f"{root}1", f"{root}6", f"{root}7", "no article text found (41 bytes of menus)", f"{root}9", f"{root}10",
        f"{root}11",
    ]  # fmt: skip
    first = found[0]
    assert isinstance(first, Report) and isinstance(found[3], ReadError)
    assert (first.name, first.outlet, str(first.published)) == (f"{name}:1", "The Example Post", "2019-03-05")
    assert found[3].where.endswith(f"{name}:8")


def wacz(members: dict[str, bytes], how: int = zipfile.ZIP_STORED) -> bytes:
    """A packed archive."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", how) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


def test_a_packed_archive_gives_the_pages_of_all_its_parts(tmp_path: Path) -> None:
    """A damaged part does not hide the next."""
    whole = warc(good())
    data = wacz({"archive/b.warc.gz": whole, "archive/a.warc.gz": whole[:80], "pages/pages.jsonl": b"{}"})
    fault, page = read_archive(tmp_path, data, "x.wacz")
    assert isinstance(fault, ReadError) and isinstance(page, Report)
    assert "a.warc.gz" in fault.where
    assert (page.name, page.url) == ("x.wacz!archive/b.warc.gz:1", "https://post.example/1")


def test_damage_keeps_what_stands_before_it(tmp_path: Path) -> None:
    """And says that what stands behind it was not read."""
    data = warc(good(), good(), good())
    *kept, fault = read_archive(tmp_path, data[: len(data) * 5 // 6])
    assert [type(item) for item in kept] == [Report, Report]
    assert isinstance(fault, ReadError) and "cut off" in fault.what


NOUGHTS = bytes(60 << 20)
BOMBS = {
    "gzip.warc.gz": lambda: gzip.compress(b"WARC/1.0\r\n" + NOUGHTS * 4, 5),
    "page.warc.gz": lambda: warc(good(gzip.compress(NOUGHTS), Content_Encoding="gzip")),
    "brotli.warc": lambda: warc(good(brotli.compress(NOUGHTS, quality=4), Content_Encoding="br"), packed=False),
    "deflate.warc": lambda: warc(good(gzip.zlib.compress(NOUGHTS), Content_Encoding="deflate"), packed=False),  # type: ignore[attr-defined]
    "line.warc": lambda: b"WARC/1.0\r\n" + NOUGHTS,
    "lines.warc": lambda: b"WARC/1.0\r\n" + b"A: b\r\n" * 9_000_000,
    "zip.wacz": lambda: wacz({"archive/a.warc": NOUGHTS}, zipfile.ZIP_DEFLATED),
    "inner.wacz": lambda: wacz({"archive/a.warc.gz": gzip.compress(NOUGHTS * 3)}),
    "index.wacz": lambda: wacz({f"archive/{n:>090}.warc": b"" for n in range(32_000)}),
}


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_is_refused_at_once(tmp_path: Path, name: str) -> None:
    """Within a second and 100 MB, wherever it is hidden."""
    data = BOMBS[name]()
    (tmp_path / name).write_bytes(data)
    del data
    list(reports([tmp_path / "none.warc"]))
    before, start = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.perf_counter()
    found = list(reports([tmp_path / name]))
    assert time.perf_counter() - start < 2  # one, on a machine that does nothing else
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 100_000
    assert found and all(isinstance(item, ReadError) for item in found)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.warc", b""), ("a.warc.gz", b""), ("a.wacz", b""), ("a.warc", b"no archive"), ("a.warc.gz", b"no archive"),
        ("a.wacz", b"PK\x03\x04"), ("a.wacz", wacz({"x": b"y"})), ("a.warc.gz", gzip.compress(b"")),
        ("a.warc", warc(MANY[1], packed=False)), ("a.wacz", wacz({"a.warc": b""})),
    ],
)  # fmt: skip
def test_an_archive_without_pages_is_an_error(tmp_path: Path, name: str, data: bytes) -> None:
    """An empty read is never an empty answer."""
    [fault] = read_archive(tmp_path, data, name)
    assert isinstance(fault, ReadError)
    assert name in fault.where
