"""In: a DOCX document, which may begin with a block as a text file may. Out: its Report."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from aidememoire.errors import ReadError
from aidememoire.limits import MAX_FILE_BYTES
from aidememoire.model import Report
from aidememoire.read._bounded import opened_zip, wrapped, zip_sizes
from aidememoire.read._bytes import opened, shown
from aidememoire.read._clean import Known
from aidememoire.read.text import text_report

ENDINGS = (".docx",)
TEXT = "word/document.xml"


def read(path: Path, known: Known) -> Iterator[Report]:
    """The one report of a document: its paragraphs, and the cells of its tables, in their order.

    The days on which a document was made or changed are not that of publication.
    """
    where = shown(path)
    with opened(path) as file:
        data = file.read(MAX_FILE_BYTES + 1)
    if len(data) > MAX_FILE_BYTES:
        raise ReadError(where, f"larger than {MAX_FILE_BYTES:,} bytes", "Save the article as text.")
    with opened_zip(io.BytesIO(data), where) as archive:
        zip_sizes(archive, where, MAX_FILE_BYTES)
        if any(b"<!ENTITY" in archive.read(name) for name in archive.namelist() if name == TEXT):
            raise ReadError(where, "the document declares XML entities, which are never resolved", "Save it as text.")
    words = wrapped(lambda: "\n\n".join(_paragraphs(_document(data))), where, "the document")
    yield text_report(words.replace("\n\n", "\n", _block_lines(words)), where, shown(path.name), known)


def _document(data: bytes) -> Any:
    import docx

    return docx.Document(io.BytesIO(data))


def _paragraphs(part: Any) -> Iterator[str]:
    """The texts of a document or cell; a cell that spans others is given for each of them, and told once."""
    seen = set()
    for item in part.iter_inner_content():
        if hasattr(item, "rows"):
            for cell in (cell for row in item.rows for cell in row.cells):
                if cell._tc not in seen:
                    seen.add(cell._tc)
                    yield from _paragraphs(cell)
        elif item.text.strip():
            yield item.text


def _block_lines(words: str) -> int:
    """How many paragraphs of the front block stand as paragraphs of their own; in a text file they are lines."""
    from aidememoire.read.text import FIELD

    lines = words.split("\n\n")
    return max(0, next((n for n, line in enumerate(lines) if not FIELD.fullmatch(line)), len(lines)) - 1)
