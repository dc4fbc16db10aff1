"""In: a PDF file. Out: its Report: the words of its pages, in their order."""

from __future__ import annotations

import io
import logging
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from aidememoire.errors import ReadError
from aidememoire.limits import MAX_PDF_BYTES, MAX_PDF_PAGES, MAX_PDF_STREAM, MAX_REPORT_CHARS
from aidememoire.model import Report
from aidememoire.read._bounded import wrapped
from aidememoire.read._bytes import opened, shown
from aidememoire.read._clean import Known, Raw, clean
from aidememoire.read.text import text_report

ENDINGS = (".pdf",)
CAPPED = ("zlib", "lzw", "run_length", "jbig2", "brotli", "array_based_stream")
# A word parted at a line's end; what is written with a hyphen anyway ("long-\nterm") cannot be told from it by its
# letters, so only the soft hyphen, which says what it is, is taken out.
PARTED = re.compile("\u00ad\\s*\n\\s*")


def read(path: Path, known: Known) -> Iterator[Report]:
    """The one report of a file."""
    where = shown(path)
    with opened(path) as file:
        data = file.read(MAX_PDF_BYTES + 1)
    yield pdf_report(Raw(data, where, shown(path.name)), known)


def pdf_report(raw: Raw, known: Known) -> Report:
    """The report of a PDF, wherever it was kept. The day the file was made is not that of publication."""
    if len(raw.data) > MAX_PDF_BYTES:
        raise ReadError(raw.where, f"larger than {MAX_PDF_BYTES:,} bytes", "Save the pages of the article alone.")
    if b"%PDF-" not in raw.data[:1024]:
        raise ReadError(raw.where, "not a PDF file", "Give it the ending of what it is.")
    words = wrapped(lambda: _words(raw), raw.where, "the PDF")
    if not words.strip():
        raise ReadError(raw.where, "its pages hold images, no text", "Have the text recognised (OCR), and read that.")
    return text_report(words, raw.where, raw.name, known, url=raw.url)


def _words(raw: Raw) -> str:
    import pypdf

    logging.getLogger("pypdf").addHandler(logging.NullHandler())
    # Its own caps would let one part of a page take 75 MB, and all of them together 300.
    caps: dict[str, Any] = dict.fromkeys((f"{name}_maximum_output_length" for name in CAPPED), MAX_PDF_STREAM)
    with pypdf.apply_configuration(**caps, stream_decoding_work_maximum_length=4 * MAX_PDF_STREAM):
        return "\n\n".join(filter(None, _pages(raw)))


def _pages(raw: Raw) -> list[str]:
    import pypdf

    file = pypdf.PdfReader(io.BytesIO(raw.data))
    if file.is_encrypted and not file.decrypt(""):
        raise ReadError(raw.where, "it is locked with a password", "Save it without one.")
    if len(file.pages) > MAX_PDF_PAGES:
        raise ReadError(raw.where, f"more than {MAX_PDF_PAGES:,} pages", "Save the pages of the article alone.")
    pages: list[str] = []
    for page in file.pages:
        pages.append(PARTED.sub("", clean(page.extract_text())))
        if sum(map(len, pages)) > MAX_REPORT_CHARS:
            raise ReadError(raw.where, f"more than {MAX_REPORT_CHARS:,} characters", "Save the article's pages alone.")
    return pages
