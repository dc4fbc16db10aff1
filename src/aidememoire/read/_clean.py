"""In: the bytes of a text, and what is known of it. Out: its cleaned text; its Report. Cleaned once, never changed."""

from __future__ import annotations

import codecs
import datetime as dt
import re
from dataclasses import dataclass

from aidememoire.errors import ReadError
from aidememoire.ids import content_id
from aidememoire.limits import MAX_REPORT_CHARS
from aidememoire.model import Report

LINE_ENDS = re.compile(r"\r\n?|[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
# Control characters say nothing to a reader, and the escape character could steer a terminal.
CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f\ufeff]")
# Names of what is no charset of a text, but of a codec of Python's.
NO_CHARSETS = {"idna", "punycode", "unicode_escape", "raw_unicode_escape", "undefined", "utf_7"}
# What the web calls by these names is a superset of them.
SUPERSETS = {"iso-8859-1": "cp1252", "latin1": "cp1252", "latin-1": "cp1252", "us-ascii": "cp1252", "ascii": "cp1252"}
BLANKS = " \t\u00a0"
DATE = re.compile(r"(\d{4}-\d\d-\d\d)(?:[T ]\d\d:?\d\d(?::?\d\d(?:[.,]\d+)?)?(?: ?Z| ?[+-]\d\d(?::?\d\d)?)?)?")


@dataclass(frozen=True, slots=True)
class Known:
    """What the caller knows of all reports: it fills what a report does not state, and overrides nothing."""

    published: dt.date | None = None
    outlet: str | None = None


@dataclass(frozen=True, slots=True)
class Raw:
    """The bytes of one text, wherever they were kept: in a file, an archive, a message, on the web."""

    data: bytes
    where: str  # for the errors
    name: str  # for the report
    url: str | None = None
    charset: str | None = None  # that it was sent with


def clean(text: str) -> str:
    """The text with plain line ends, without control characters, byte order marks and blanks before a line's end.

    >>> clean("\\ufeffTalks end \\r\\n\\x00All left.\\r\\n")
    'Talks end\\nAll left.'
    """
    text = CONTROLS.sub("", LINE_ENDS.sub("\n", text))
    return "\n".join(line.rstrip(BLANKS) for line in text.split("\n")).strip("\n")


def decode(data: bytes, where: str, charset: str | None = None) -> str:
    """The characters: UTF-8, or UTF-16 where its mark says so, or else the charset that the file itself declares."""
    first = "utf-16" if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) else "utf-8"
    try:
        return data.decode(first)
    except UnicodeDecodeError as error:
        broken = error
    codec = (charset or "").strip("\"' ").lower()
    if codec and first == "utf-8" and codec.replace("-", "_") not in NO_CHARSETS:
        try:
            return data.decode(SUPERSETS.get(codec, codec))
        except (UnicodeError, LookupError):
            pass
    what = f"not {first.upper()} at byte offset {broken.start:,}"
    raise ReadError(where, what, "Save the file again as UTF-8.") from broken


def full_date(value: str, where: str) -> dt.date:
    """A date, or a date and time, as ISO 8601 writes it; the day is the one written, whatever the time zone."""
    found = DATE.fullmatch(value.strip())
    try:
        if found is None:
            raise ValueError(value)
        return dt.date.fromisoformat(found[1])
    except ValueError as error:
        raise ReadError(where, f"{value[:40]!r} is no full date", "Write it as YYYY-MM-DD, or leave it out.") from error


def make_report(
    where: str,
    name: str,
    text: str,
    known: Known,
    *,
    title: str | None = None,
    outlet: str | None = None,
    url: str | None = None,
    published: dt.date | None = None,
    language: str | None = None,
) -> Report:
    """The report; raises ReadError where its text is empty or too long."""
    if not text.strip():
        raise ReadError(where, "there is no text in it", "Give it the words of the article.")
    if len(text) > MAX_REPORT_CHARS:
        what = f"the text has {len(text):,} characters, more than {MAX_REPORT_CHARS:,}"
        raise ReadError(where, what, "Split it into single articles.")
    outlet, published = outlet or known.outlet, published or known.published
    number = content_id(text, outlet, published.isoformat() if published else None)
    return Report(number, name, text, title or None, outlet, url or None, published, language or "en")
