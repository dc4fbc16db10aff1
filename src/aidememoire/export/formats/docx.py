"""In: a dossier. Out: the brief as a Word file, references lead to the sentences at its end."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from aidememoire.export.dossier import Dossier
from aidememoire.export.paper import Block, Line, Proof, make_paper, proofs

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph

ABOUT = "The brief as a Word file, with the sentences behind every line"
SUFFIX = ".docx"
MEDIA = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
BINARY = True
EPOCH = (1980, 1, 1, 0, 0, 0)  # the first time a zip file can tell: the hour of writing must not change its bytes
ROW, QUOTE = "Brief row", "Brief quotation"  # styles
LEFT = 3.2  # centimetres for the date or name before a line


def write(dossier: Dossier) -> Iterator[bytes]:
    """The whole file: a zip of parts."""
    import docx

    document, paper = docx.Document(), make_paper(dossier)
    _set_properties(document, paper.title, dossier.today)
    _add_styles(document)
    page = _Page(document)
    page.add("Title", paper.title)
    for words in (*paper.standing, *paper.notes):
        page.add("Normal", words)
    for part in paper.parts:
        page.add("Heading 1", part.title)
        for block in part.blocks:
            _add_block(page, block)
    for number, proof in enumerate(proofs(dossier)):
        if not number:
            page.add("Heading 1", "Sentences")
        _add_proof(page, proof, number)
    page.close()
    out = io.BytesIO()
    document.save(out)
    yield _without_times(out.getvalue())


class _Page:
    """The body of a document, to which paragraphs are added.

    python-docx looks through all paragraphs and styles for each new one: here each is put at the end.
    """

    def __init__(self, document: Document) -> None:
        self.body, self.parent = document.element.body, document._body
        self.ids = {style.name: style.style_id for style in document.styles}

    def add(self, style: str, text: str = "") -> Paragraph:
        """A paragraph of this style."""
        from docx.text.paragraph import Paragraph

        element = _element("w:p", {})
        self.body.append(element)
        element.style = self.ids[style]
        paragraph = Paragraph(element, self.parent)
        if text:
            paragraph.add_run(text)
        return paragraph

    def close(self) -> None:
        """The size of the page must stand last."""
        self.body.append(self.body.sectPr)


def _set_properties(document: Document, title: str, day: dt.date) -> None:
    at = dt.datetime.combine(day, dt.time())
    found = document.core_properties
    found.title, found.author, found.last_modified_by, found.comments = title[:255], "aidememoire", "aidememoire", ""
    found.created = found.modified = at
    found.language = "en"


def _add_styles(document: Document) -> None:
    """Looks of our own, that a reader may change in one place."""
    from docx.enum.style import WD_STYLE_TYPE
    from docx.shared import Cm, Pt

    row, quote = (document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH).paragraph_format for name in (ROW, QUOTE))
    row.left_indent, row.first_line_indent, row.space_after = Cm(LEFT), Cm(-LEFT), Pt(3)
    row.tab_stops.add_tab_stop(Cm(LEFT))
    quote.left_indent, quote.space_after = Cm(1), Pt(6)


def _add_block(page: _Page, block: Block) -> None:
    if block.title:
        page.add("Heading 2", block.title)
    for left, line in block.rows:
        paragraph = page.add(ROW)
        paragraph.add_run(left).bold = True
        paragraph.add_run("\t")
        _add_line(paragraph, line)


def _add_line(paragraph: Paragraph, line: Line) -> None:
    for text, reference in line:
        run = paragraph.add_run(text)
        if reference:
            _wrap(paragraph, run, "w:hyperlink", {"w:anchor": f"ref_{reference}"})


def _add_proof(page: _Page, proof: Proof, number: int) -> None:
    head = page.add("Heading 3")
    _mark_place(head, f"ref_{proof.reference}", number)
    head.add_run(f"[{proof.reference}] {proof.day}: {proof.words}{' (rejected)' if proof.rejected else ''}")
    for quote in proof.quotes:
        facts = f"{quote.told}; {quote.chain}; confidence {quote.confidence}, rule {quote.rule}"
        paragraph = page.add(QUOTE, f"“{quote.sentence}”")
        paragraph.add_run(f" — {facts}{f' {quote.url}' if quote.url else ''}").italic = True
    for ruled in proof.rulings:
        page.add("Normal", f"Ruled: {ruled}")


def _wrap(paragraph: Paragraph, run: Any, tag: str, attributes: dict[str, str]) -> None:
    """Puts a run into an element that python-docx has no call for."""
    found = _element(tag, attributes)
    paragraph._p.replace(run._r, found)
    found.append(run._r)
    run.font.underline = True


def _mark_place(paragraph: Paragraph, name: str, number: int) -> None:
    """The place that links lead to."""
    paragraph._p.append(_element("w:bookmarkStart", {"w:id": str(number), "w:name": name}))
    paragraph._p.append(_element("w:bookmarkEnd", {"w:id": str(number)}))


def _element(tag: str, attributes: dict[str, str]) -> Any:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    found = OxmlElement(tag)
    for name, value in attributes.items():
        found.set(qn(name), value)
    return found


def _without_times(file: bytes) -> bytes:
    """The same zip file, of which no part says when it was written."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(file)) as parts, zipfile.ZipFile(out, "w") as anew:
        for name in parts.namelist():
            anew.writestr(zipfile.ZipInfo(name, EPOCH), parts.read(name), zipfile.ZIP_DEFLATED)
    return out.getvalue()
