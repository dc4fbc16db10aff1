"""In: compressed bytes, or an archive. Out: what they hold, as long as it stays in bounds: a bomb is a ReadError.

What comes out is counted while it comes out, for what a file says of its own size may be wrong.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import BinaryIO, TypeVar

from aidememoire.errors import AideError, ReadError
from aidememoire.limits import INFLATE_FREE, MAX_INFLATION, MAX_ZIP_INDEX
from aidememoire.read._bytes import AS_TEXT

STEP = 16_384
GZIP, RAW = 31, -15  # zlib's names of the two forms
BROKEN = "its compressed data is damaged"
AGAIN = "Fetch or save the file again."
Found = TypeVar("Found")
ZIP_END = b"PK\x05\x06"
ZIP_END_REACH = 65_557  # the end record and the longest comment after it


def inflated(data: bytes, encoding: str, where: str, limit: int) -> bytes:
    """The bytes behind one HTTP content encoding, at most `limit`."""
    if encoding in ("", "identity", "none"):
        return data
    steps = {"gzip": _gzip, "x-gzip": _gzip, "deflate": _deflate, "br": _brotli}.get(encoding)
    if steps is None:
        raise ReadError(where, f"it is compressed in a way not known here ({encoding[:20]!r})", AS_TEXT)
    out = bytearray()
    try:
        for piece in steps(data):
            out += piece
            if len(out) > limit:
                raise _bomb(where, len(out), len(data))
    except (zlib.error, EOFError, ValueError) as error:
        raise ReadError(where, BROKEN, AGAIN) from error
    return bytes(out)


def _bomb(where: str, out: int, given: int) -> ReadError:
    what = f"{given:,} compressed bytes hold more than {out:,}, which no page does"
    return ReadError(where, what, "Leave it out: it may be meant to fill the memory.")


def _gzip(data: bytes) -> Iterator[bytes]:
    """All members, one after the other; what follows the last is no concern of ours."""
    while data[:2] == b"\x1f\x8b":
        stream = zlib.decompressobj(GZIP)
        yield from _pieces(stream, data)
        data = stream.unused_data.lstrip(b"\0")


def _deflate(data: bytes) -> Iterator[bytes]:
    """With the wrapping that the standard asks for, or without, as some servers send it."""
    try:
        zlib.decompressobj().decompress(data, 1)
        stream = zlib.decompressobj()
    except zlib.error:
        stream = zlib.decompressobj(RAW)
    yield from _pieces(stream, data)


def _pieces(stream: zlib._Decompress, data: bytes) -> Iterator[bytes]:
    while data and not stream.eof:
        yield stream.decompress(data, STEP)
        data = stream.unconsumed_tail
    if not stream.eof:
        raise EOFError("cut off")


def _brotli(data: bytes) -> Iterator[bytes]:
    import brotli

    stream = brotli.Decompressor()
    try:
        yield stream.process(data, output_buffer_limit=STEP)
        while not stream.is_finished():
            piece = stream.process(b"", output_buffer_limit=STEP)
            if not piece and stream.can_accept_more_data():
                raise EOFError("cut off")
            yield piece
    except brotli.error as error:
        raise ValueError(str(error)) from error


class Inflating(io.RawIOBase):
    """A gzip file read as what it holds, members joined, for readers that take a file."""

    def __init__(self, file: BinaryIO, where: str) -> None:
        self._file, self._where = file, where
        self._stream: zlib._Decompress | None = None
        self._data = b""
        self._given = self._out = 0

    def readable(self) -> bool:
        """It is there to be read."""
        return True

    def readinto(self, buffer: bytearray) -> int:  # type: ignore[override]
        """Fills the buffer with what comes next; 0 at the end."""
        size = len(buffer)
        while size:
            if not self._data and not self._more():
                if self._stream is not None and not self._stream.eof:
                    raise ReadError(self._where, "its compressed data is cut off", AGAIN)
                return 0
            if piece := self._piece(size):
                buffer[: len(piece)] = piece
                return len(piece)
        return 0

    def _more(self) -> bool:
        self._data = self._file.read(STEP)  # little at a time: what comes out of it is asked for only then
        self._given += len(self._data)
        return bool(self._data)

    def _piece(self, size: int) -> bytes:
        if self._stream is None or self._stream.eof:
            self._data = self._data.lstrip(b"\0")
            if not self._data:
                return b""
            self._stream = zlib.decompressobj(GZIP)
        try:
            piece = self._stream.decompress(self._data, size)
        except zlib.error as error:
            raise ReadError(self._where, BROKEN, AGAIN) from error
        self._data = self._stream.unused_data if self._stream.eof else self._stream.unconsumed_tail
        self._out += len(piece)
        if self._out > INFLATE_FREE and self._out > MAX_INFLATION * self._given:
            raise _bomb(self._where, self._out, self._given)
        return piece


@contextmanager
def opened_zip(file: BinaryIO, where: str) -> Iterator[zipfile.ZipFile]:
    """An archive whose index is of bounded size; whatever its damage raises while it is read becomes a ReadError."""
    _check_index(file, where)
    try:
        with zipfile.ZipFile(file) as archive:
            yield archive
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, RuntimeError, OSError) as error:
        raise ReadError(where, f"the archive is damaged ({type(error).__name__})", AGAIN) from error


def _check_index(file: BinaryIO, where: str) -> None:
    """The index is read whole by the library, so its size, which the last bytes say, is asked first."""
    size = file.seek(0, io.SEEK_END)
    file.seek(max(0, size - ZIP_END_REACH))
    tail = file.read(ZIP_END_REACH)
    file.seek(0)
    found = tail.rfind(ZIP_END)
    if found < 0 or len(tail) < found + 22:
        raise ReadError(where, "the archive has no end: it is cut off or none", AGAIN)
    if int.from_bytes(tail[found + 12 : found + 16], "little") > MAX_ZIP_INDEX:
        raise ReadError(where, "the archive holds too many files", "Take out what is to be read, and read that.")


def zip_sizes(archive: zipfile.ZipFile, where: str, limit: int | None = None) -> None:
    """Raises ReadError where a file of the archive swells beyond measure, or all of them hold more than `limit`.

    The library gives no more of a file than the size that is asked here.
    """
    total = 0
    for info in archive.infolist():
        total += info.file_size
        swells = info.file_size > INFLATE_FREE and info.file_size > MAX_INFLATION * info.compress_size
        if swells or (limit is not None and total > limit):
            raise _bomb(f"{where}!{info.filename[:80]}", info.file_size - 1, info.compress_size)


def wrapped(look: Callable[[], Found], where: str, what: str) -> Found:
    """What a parser of others gives; whatever it raises on damaged input becomes a ReadError."""
    try:
        return look()
    except AideError:
        raise
    except Exception as error:  # any error may come out of a parser, and none may leave this room
        raise ReadError(where, f"{what} cannot be read ({type(error).__name__})", AS_TEXT) from error
