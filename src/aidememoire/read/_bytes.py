"""In: a path. Out: the bytes of a plain file of bounded size, or a ReadError that says why not."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from aidememoire.errors import ReadError
from aidememoire.limits import MAX_FILE_BYTES

# The first bytes of the files that people most often take for texts.
SIGNATURES = {
    b"%PDF": "a PDF file",
    b"PK\x03\x04": "a ZIP archive or an office document",
    b"\x1f\x8b": "a gzip archive",
    b"\x89PNG": "an image",
    b"\xff\xd8\xff": "an image",
    b"GIF8": "an image",
    b"\xd0\xcf\x11\xe0": "an office document",
    b"SQLite format 3": "a database",
    b"\x7fELF": "a program",
}
AS_TEXT = "Save its article as text, HTML or JSON Lines."
HEAD = 8192
WIDE_MARKS = (b"\xff\xfe", b"\xfe\xff")  # byte order marks of UTF-16


def shown(path: Path | str) -> str:
    """A path as it may be printed: bytes that are no UTF-8 become question marks."""
    return os.fsencode(path).decode("utf-8", "replace")


def read_bytes(path: Path, limit: int = MAX_FILE_BYTES) -> bytes:
    """All bytes of a plain text file, at most `limit`."""
    with opened(path) as file:
        data = file.read(limit + 1)
    if len(data) > limit:
        raise ReadError(shown(path), f"larger than {limit:,} bytes", "Split it, or save the article alone.")
    refuse_binary(data[:HEAD], shown(path))
    return data


@contextmanager
def opened(path: Path) -> Iterator[BinaryIO]:
    """A plain file, open for reading; what the system refuses becomes a ReadError."""
    where = shown(path)
    try:
        # A pipe or a device could block for ever or never end: it is refused before it is opened.
        if not stat.S_ISREG(path.stat().st_mode):
            raise ReadError(where, "not a plain file", "Save what it gives to a file, and read that.")
        with path.open("rb") as file:
            yield file
    except FileNotFoundError as error:
        raise ReadError(where, "there is no such file", "Check the path.") from error
    except PermissionError as error:
        raise ReadError(where, "the file may not be read", "Check its permissions.") from error
    except (OSError, ValueError) as error:
        raise ReadError(where, f"the file cannot be read ({error})", "Check the path and the disk.") from error


def refuse_binary(head: bytes, where: str) -> None:
    """Raises ReadError where the first bytes of a file are those of no text."""
    for signature, kind in SIGNATURES.items():
        if head.startswith(signature):
            raise ReadError(where, f"not a text, but {kind}", AS_TEXT)
    if head.startswith(WIDE_MARKS):
        return
    controls = sum(byte < 32 and byte not in b"\t\n\f\r\x1b" for byte in head)
    if head.count(b"\0") > 1 or controls * 50 > len(head):
        raise ReadError(where, "not a text: it holds binary data", AS_TEXT)
