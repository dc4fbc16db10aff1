"""In: a WARC file, compressed or not. Out: the Reports of the pages and texts it keeps, by their own addresses."""

from __future__ import annotations

import contextlib
import io
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO, Any, BinaryIO, cast

from aidememoire.errors import AideError, ReadError
from aidememoire.limits import MAX_HEAD_LINE, MAX_HEAD_LINES, MAX_PAGE_BYTES
from aidememoire.model import Report
from aidememoire.read._address import is_web
from aidememoire.read._bounded import Inflating, inflated, wrapped
from aidememoire.read._bytes import opened, shown
from aidememoire.read._clean import Known, Raw
from aidememoire.read._media import media_type, raw_reports

ENDINGS = (".warc", ".warc.gz")
GZIP = b"\x1f\x8b"
# What is read of each kind of record. A plain text that a server sent is hardly an article: it is its robots.txt.
PAGES = ("text/html", "application/xhtml+xml", "application/pdf")
READ = {"response": PAGES, "resource": (*PAGES, "text/plain"), "conversion": ("text/plain",)}
NO_RECORD = "Give a WARC file as a crawler or a web archive writes it."


def read(path: Path, known: Known) -> Iterator[Report | ReadError]:
    """One report a page; a page that gives none is an error that does not hide the next."""
    with opened(path) as file:
        yield from warc_reports(file, shown(path), shown(path.name), known)


def warc_reports(file: IO[bytes], where: str, name: str, known: Known) -> Iterator[Report | ReadError]:
    """The reports of the records, whatever file keeps them. The day of a capture is not that of publication."""
    pages = 0
    for number, record in _records(file, where):
        try:
            found = list(_of_record(record, f"{where}:{number}", f"{name}:{number}", known))
        except ReadError as error:
            found = [error]
        pages += bool(found)
        yield from found
    if not pages:
        raise ReadError(where, "there is no page in it", NO_RECORD)


def _records(file: IO[bytes], where: str) -> Iterator[tuple[int, Any]]:
    """The records with their numbers; what is damaged ends the file, for the next cannot be found behind it."""
    from warcio.archiveiterator import ArchiveIterator

    head = file.read(2)
    joined = _Joined(head, cast("BinaryIO", file))
    # Not buffered: a buffer would lose what stands before the damage that it meets.
    stream = Inflating(cast("BinaryIO", joined), where) if head == GZIP else joined
    number = 0
    iterator = wrapped(lambda: ArchiveIterator(stream), where, "the archive")
    plain = iterator.reader.readline
    while True:
        number += 1
        iterator.reader.readline = _short_lines(plain, f"{where}:{number}")
        # The library writes its remarks on what is damaged to the terminal; it counts them as well.
        with contextlib.redirect_stderr(io.StringIO()):
            record = _next(iterator, f"{where}:{number}")
        if record is None:
            return
        yield number, record


def _short_lines(readline: Callable[[int], bytes], where: str) -> Callable[..., bytes]:
    """Reads the lines of one head; the library joins a line without end in the square of its length."""
    left = MAX_HEAD_LINES

    def bounded(length: int = 0) -> bytes:
        nonlocal left
        left -= 1
        line = readline(min(length or MAX_HEAD_LINE, MAX_HEAD_LINE))
        if left < 0 or len(line) == MAX_HEAD_LINE:
            raise ReadError(where, "the head of the record does not end: nothing after it was read", NO_RECORD)
        return line

    return bounded


def _next(iterator: Any, where: str) -> Any:
    try:
        record = next(iterator, None)
    except AideError:
        raise
    except Exception as error:  # any error may come out of a parser, and none may leave this room
        what = f"the archive is damaged here ({type(error).__name__}): no record after this one was read"
        raise ReadError(where, what, "Fetch the file again.") from error
    if iterator.err_count:
        raise ReadError(where, "the archive is damaged before this record: nothing after it was read", NO_RECORD)
    return record


def _of_record(record: Any, where: str, name: str, known: Known) -> Iterator[Report | ReadError]:
    """The reports of one record; nothing of one that keeps no page."""
    head = record.http_headers if record.rec_type == "response" else record.rec_headers
    if head is None or (record.rec_type == "response" and head.get_statuscode() != "200"):
        return
    kind, charset = media_type(str(head.get_header("Content-Type") or ""))
    if kind not in READ.get(record.rec_type, ()):
        return
    data = wrapped(lambda: _body(record, head, where), where, "the record")
    url = str(record.rec_headers.get_header("WARC-Target-URI") or "").strip("<>")
    raw = Raw(data, where, name, url if is_web(url) else None, charset)
    yield from raw_reports(raw, kind, known)


def _body(record: Any, head: Any, where: str) -> bytes:
    """The bytes as the server meant them: chunks joined, and inflated by ourselves, for the library knows no bounds."""
    from warcio.bufferedreaders import ChunkedDataReader

    stream = record.raw_stream
    if record.rec_type != "response":
        coding = ""
    else:
        coding = str(head.get_header("Content-Encoding") or "").strip().lower()
        if str(head.get_header("Transfer-Encoding") or "").strip().lower() == "chunked":
            stream = ChunkedDataReader(stream, decomp_type=None)
    out = bytearray()
    while piece := stream.read(65_536):
        out += piece
        if len(out) > MAX_PAGE_BYTES:
            raise ReadError(where, f"the page is larger than {MAX_PAGE_BYTES:,} bytes", "Save the article as text.")
    if not out:
        raise ReadError(where, "the page is empty", "Fetch the page again.")
    return inflated(bytes(out), coding, where, MAX_PAGE_BYTES)


class _Joined(io.RawIOBase):
    """A file whose first bytes were read already."""

    def __init__(self, head: bytes, file: BinaryIO) -> None:
        self._head, self._file = head, file

    def readable(self) -> bool:
        """It is there to be read."""
        return True

    def readinto(self, buffer: bytearray) -> int:  # type: ignore[override]
        """First the head, then the file."""
        piece = self._head[: len(buffer)] or self._file.read(len(buffer))
        self._head = self._head[len(buffer) :] if self._head else b""
        buffer[: len(piece)] = piece
        return len(piece)
