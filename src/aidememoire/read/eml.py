"""In: a mail, or a mailbox of them (mbox), each holding a clipping. Out: a Report for each message."""

from __future__ import annotations

import email
import email.policy
import re
from collections.abc import Iterator
from email.message import EmailMessage
from pathlib import Path
from typing import BinaryIO

from aidememoire.errors import ReadError
from aidememoire.limits import MAX_MAIL_BYTES
from aidememoire.model import Report
from aidememoire.read._address import is_web
from aidememoire.read._bounded import wrapped
from aidememoire.read._bytes import opened, shown
from aidememoire.read._clean import Known, clean, make_report
from aidememoire.read._day import written_day
from aidememoire.read.html import plain_text

ENDINGS = (".eml", ".mbox")
START = b"From "
QUOTED = re.compile(rb">+From ")  # so that it cuts nothing, a mailbox writes a line of a text that begins with "From "
TEXTS = ("text/plain", "text/html")
MAX_PARTS = 200  # messages inside messages: the time to take them apart grows with the square
ARTICLES = (".pdf", ".docx", ".html", ".htm", ".txt", ".eml")
ADDRESSES = ("Content-Location", "Archived-At", "X-URL")  # headers that may say where the clipping came from


def read(path: Path, known: Known) -> Iterator[Report | ReadError]:
    """One report a message; one that gives none is an error that does not hide the next."""
    where, number = shown(path), 0
    with opened(path) as file:
        box = path.suffix.lower() == ".mbox"
        for number, data in enumerate(_messages(file, box), 1):
            place = (f"{where}:{number}", f"{shown(path.name)}:{number}") if box else (where, shown(path.name))
            try:
                yield from _of_message(data, *place, known)
            except ReadError as error:
                yield error
    if not number:
        raise ReadError(where, "there is no message in it", "Save the mail again.")


def _messages(file: BinaryIO, box: bool) -> Iterator[bytes | None]:
    """The messages; a mailbox is cut where a line begins with "From " after a blank one. None for one too long."""
    lines: list[bytes] = []
    size, blank = 0, True
    while line := file.readline(MAX_MAIL_BYTES):
        if box and blank and line.startswith(START) and size:
            yield _joined(lines, size)
            lines, size = [], 0
        blank = not line.strip()
        line = line[1:] if box and QUOTED.match(line) else line
        size += 0 if blank and not size else len(line)
        if size <= MAX_MAIL_BYTES:
            lines.append(line)
    if size:
        yield _joined(lines, size)


def _joined(lines: list[bytes], size: int) -> bytes | None:
    start = 1 if lines and lines[0].startswith(START) else 0
    return b"".join(lines[start:]).lstrip() if size <= MAX_MAIL_BYTES else None


def _of_message(data: bytes | None, where: str, name: str, known: Known) -> Iterator[Report | ReadError]:
    """The report of the message's text, and an error for each attachment that may be an article of its own."""
    if data is None:
        raise ReadError(where, f"the message is larger than {MAX_MAIL_BYTES:,} bytes", "Save its text alone.")
    if data.lower().count(b"multipart/") > MAX_PARTS:
        raise ReadError(where, f"more than {MAX_PARTS} parts of its parts", "Save its text alone.")
    message = wrapped(lambda: email.message_from_bytes(data, policy=email.policy.default), where, "the message")
    assert isinstance(message, EmailMessage)
    attached = wrapped(lambda: _attached(message), where, "it")
    try:
        yield wrapped(lambda: _report(message, where, name, known), where, "the message")
    except ReadError as error:
        if not attached:
            raise
        yield ReadError(where, error.what, "Save what is attached to it, and read that.")
        return
    for file in attached:
        if file.lower().endswith(ARTICLES):
            yield ReadError(f"{where}!{file}", "what is attached was not read", "Save it, and read it.")


def _attached(message: EmailMessage) -> list[str]:
    """The names of what is attached."""
    parts = message.iter_attachments() if message.is_multipart() else ()
    return [
        (part.get_filename() or part.get_content_type().replace("message/rfc822", "mail.eml"))[:80] for part in parts
    ]


def _report(message: EmailMessage, where: str, name: str, known: Known) -> Report:
    """Who sent the mail may not be who wrote the article: it names no outlet."""
    if not message.keys():
        raise ReadError(where, "there is no head of a message in it", "Save the mail again.")
    body = message.get_body(preferencelist=("plain", "html"))
    kind = body.get_content_type() if body is not None else ""
    words = str(body.get_content()) if body is not None and kind in TEXTS else ""
    text = plain_text(words, where) if kind == "text/html" else clean(words)
    urls = (str(message[key] or "").strip(" <>") for key in ADDRESSES)
    return make_report(
        where,
        name,
        text,
        known,
        title=" ".join(clean(str(message["Subject"] or "")).split()) or None,
        url=next(filter(is_web, urls), None),
        published=written_day(str(message["Date"] or "")),
    )
