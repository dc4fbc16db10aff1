"""Documents and mails: their words, what they say of themselves, and nothing that harms."""

from __future__ import annotations

import io
import resource
import time
import zipfile
import zlib
from email.message import EmailMessage
from pathlib import Path

import docx
import pytest

from aidememoire.errors import ReadError
from aidememoire.model import Report
from aidememoire.read import reports

WORDS = "Norway and Chile agreed on Tuesday to open talks on fishing quotas."
MORE = "Orbán left."


def read_file(folder: Path, name: str, data: bytes) -> list[Report | ReadError]:
    """What a file gives."""
    (folder / name).write_bytes(data)
    return list(reports([folder / name]))


def document(*lines: str) -> bytes:
    """A document of these paragraphs, and a table."""
    out, made = io.BytesIO(), docx.Document()
    for line in lines:
        made.add_paragraph(line)
    made.add_table(1, 2).cell(0, 1).text = MORE
    made.save(out)
    return out.getvalue()


def test_a_document_gives_its_paragraphs(tmp_path: Path) -> None:
    """Those of tables too; a block at the top says what it says in a text file."""
    [plain] = read_file(tmp_path, "a.docx", document(WORDS, "", "It ended."))
    [headed] = read_file(
        tmp_path, "b.docx", document("Title: Talks", "Outlet: The Post", "Date: 2019-03-05", "", WORDS)
    )
    assert isinstance(plain, Report) and isinstance(headed, Report)
    assert (plain.text, plain.published, plain.title) == (f"{WORDS}\n\nIt ended.\n\n{MORE}", None, None)
    assert (headed.text, headed.title, headed.outlet) == (f"{WORDS}\n\n{MORE}", "Talks", "The Post")
    assert str(headed.published) == "2019-03-05"


def repacked(data: bytes, change: dict[str, bytes]) -> bytes:
    """The document with some of its parts changed."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, change.get(name, old.read(name)))
    return out.getvalue()


PART = "word/document.xml"
ENTITY = (
    '<!DOCTYPE d [<!ENTITY f SYSTEM "file:///etc/passwd">]><w:document xmlns:w='
    '"http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>&f;</w:t></w:r></w:p></w:body>'
    "</w:document>"
)
LAUGHS = ENTITY.replace(
    'f SYSTEM "file:///etc/passwd">',
    'a0 "ha">' + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12)),
).replace("&f;", "&a11;")
BAD_DOCUMENTS = {
    "bomb": lambda: repacked(document(WORDS), {PART: bytes(90 << 20)}),
    "file": lambda: repacked(document(), {PART: ENTITY.encode()}),
    "laughs": lambda: repacked(document(), {PART: LAUGHS.encode()}),
    "deep": lambda: repacked(document(), {PART: b"<a>" * 100_000}),
    "other": lambda: repacked(document(), {"[Content_Types].xml": b"<x/>"}),
    "cut": lambda: document(WORDS)[:2_000],
    "text": lambda: WORDS.encode(),
    "empty": lambda: b"",
}


@pytest.mark.parametrize("name", BAD_DOCUMENTS)
def test_a_document_that_means_harm_is_one_error(tmp_path: Path, name: str) -> None:
    """Bombs, entities, and what is no document: at once, in little memory."""
    data = BAD_DOCUMENTS[name]()
    read_file(tmp_path, "good.docx", document(WORDS))
    before, start = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.perf_counter()
    [fault] = read_file(tmp_path, "a.docx", data)
    assert time.perf_counter() - start < 2
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 100_000
    assert isinstance(fault, ReadError)
    assert "root:" not in str(fault)
    assert ("declares XML entities" in fault.what) is (name in ("file", "laughs"))


def pdf(*pages: bytes, info: bytes = b"") -> bytes:
    """A PDF whose pages have these contents."""
    objects = [b"<</Type/Catalog/Pages 2 0 R>>", b"", b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"]
    kids = []
    for page in pages:
        packed = zlib.compress(page, 9)
        objects.append(b"<</Length %d/Filter/FlateDecode>>stream\n%s\nendstream" % (len(packed), packed))
        objects.append(
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Resources<</Font<</F 3 0 R>>>>/Contents %d 0 R>>"
            % len(objects)
        )
        kids.append(b"%d 0 R" % len(objects))
    objects[1] = b"<</Type/Pages/Count %d/Kids[%s]>>" % (len(kids), b" ".join(kids))
    out, places = b"%PDF-1.4\n", []
    for number, one in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj%s endobj\n" % (number, one)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"xref\n0 %d\n0000000000 65535 f \n%strailer<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF"
    return out + end % (len(objects) + 1, table, len(objects) + 1, info, len(out))


def shown(*lines: str) -> bytes:
    """A page that shows these lines."""
    return (
        b"BT /F 12 Tf 14 TL 50 700 Td " + b" ".join(b"(%s) Tj T*" % line.encode("latin-1") for line in lines) + b" ET"
    )


def test_a_pdf_gives_the_words_of_its_pages(tmp_path: Path) -> None:
    """In their order; when the file was made is not when the article was."""
    data = pdf(shown(WORDS[:40], WORDS[40:]), shown("It ended."), info=b"/Info<</CreationDate(D:20200101)>>")
    [report] = read_file(tmp_path, "a.pdf", data)
    assert isinstance(report, Report)
    assert " ".join(report.text.split()) == f"{WORDS[:40].strip()} {WORDS[40:].strip()} It ended."
    assert (report.published, report.name) == (None, "a.pdf")


BAD_PDFS = {
    "images": lambda: pdf(b""),
    "bomb": lambda: pdf(b" " * (60 << 20)),
    "cut": lambda: pdf(shown(WORDS))[:300],
    "text": lambda: WORDS.encode(),
    "empty": lambda: b"",
    "ring": lambda: pdf(shown(WORDS)).replace(b"/Kids[5 0 R]", b"/Kids[2 0 R]"),
    "many": lambda: pdf(*[b""] * 501),
}


@pytest.mark.parametrize("name", BAD_PDFS)
def test_a_pdf_without_words_is_one_error(tmp_path: Path, name: str) -> None:
    """Scans, bombs, and what is no PDF."""
    data = BAD_PDFS[name]()
    read_file(tmp_path, "good.pdf", pdf(shown(WORDS)))
    before, start = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.perf_counter()
    [fault] = read_file(tmp_path, "a.pdf", data)
    assert isinstance(fault, ReadError)
    assert time.perf_counter() - start < 3
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 100_000


def mail(text: str = WORDS, **headers: str) -> EmailMessage:
    """A clipping."""
    made = EmailMessage()
    for name, value in {"Subject": "Talks", "Date": "Tue, 05 Mar 2019 23:30:00 -0500", **headers}.items():
        made[name.replace("_", "-")] = value
    made.set_content(text)
    return made


def test_a_mail_gives_its_text(tmp_path: Path) -> None:
    """With subject, day as written and address; the sender is no outlet."""
    made = mail(f"{WORDS}\n{MORE}", From="Desk <desk@post.example>", Archived_At="<https://post.example/1>")
    [report] = read_file(tmp_path, "a.eml", made.as_bytes())
    assert isinstance(report, Report)
    assert (report.text, report.title, report.url) == (f"{WORDS}\n{MORE}", "Talks", "https://post.example/1")
    assert (str(report.published), report.outlet, report.name) == ("2019-03-05", None, "a.eml")


def test_a_mail_in_html_gives_its_words(tmp_path: Path) -> None:
    """And what is attached is told: it may be the article."""
    made = mail("x")
    made.clear_content()
    made.set_content(f"<p>{WORDS}</p><p>{MORE}</p>", subtype="html")
    made.add_attachment(b"%PDF-", maintype="application", subtype="pdf", filename="clip.pdf")
    made.add_attachment(b"GIF", maintype="image", subtype="gif", filename="logo.gif")
    report, fault = read_file(tmp_path, "a.eml", made.as_bytes())
    assert isinstance(report, Report) and isinstance(fault, ReadError)
    assert report.text == f"{WORDS}\n\n{MORE}"
    assert fault.where.endswith("a.eml!clip.pdf")


def test_a_mailbox_gives_a_report_for_each_message(tmp_path: Path) -> None:
    """A line of a text that begins with "From" cuts nothing; a message without text does not hide the next."""
    first = mail(f"{WORDS}\n\n>From Oslo he went.").as_bytes()
    box = b"".join(
        b"From desk Tue Mar  5 10:00:00 2019\n%s\n\n" % data
        for data in (first, mail(" ").as_bytes(), mail().as_bytes())
    )
    one, fault, three = read_file(tmp_path, "a.mbox", box)
    assert isinstance(one, Report) and isinstance(three, Report) and isinstance(fault, ReadError)
    assert (one.text, one.name) == (f"{WORDS}\n\nFrom Oslo he went.", "a.mbox:1")
    assert (three.name, fault.where.endswith("a.mbox:2")) == ("a.mbox:3", True)


@pytest.mark.parametrize(
    "data", [b"", b"\n\n", b"\xff" * 500, b"no mail", b"Subject: x\n\n", b"Content-Type: image/gif\n\nGIF89a",
             b"Content-Type: multipart/mixed; boundary=x\n\n--x\n" * 3_000, b"Date: 30 Feb 2019\n\n"]
)  # fmt: skip
def test_a_mail_without_text_is_an_error(tmp_path: Path, data: bytes) -> None:
    """No error of the library comes through."""
    [fault] = read_file(tmp_path, "a.eml", data)
    assert isinstance(fault, ReadError)
