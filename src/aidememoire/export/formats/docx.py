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
BINARY = True
EPOCH = (1980, 1, 1, 0, 0, 0)  # the first time a zip file can tell: the hour of writing must not change its bytes
LEFT = 3.2  # centimetres for the date or name before a line


def write(dossier: Dossier) -> Iterator[bytes]:
    """The whole file: a zip of parts."""
    import docx

    document, paper = docx.Document(), make_paper(dossier)
    _set_properties(document, paper.title, dossier.today)
    document.add_heading(paper.title, 0)
    for words in (*paper.standing, *paper.notes):
        document.add_paragraph(words)
    for part in paper.parts:
        document.add_heading(part.title, 1)
        for block in part.blocks:
            _add_block(document, block)
    for number, proof in enumerate(proofs(dossier)):
        if not number:
            document.add_heading("Sentences", 1)
        _add_proof(document, proof, number)
    out = io.BytesIO()
    document.save(out)
    yield _without_times(out.getvalue())


def _set_properties(document: Document, title: str, day: dt.date) -> None:
    at = dt.datetime.combine(day, dt.time())
    found = document.core_properties
    found.title, found.author, found.last_modified_by, found.comments = title[:255], "aidememoire", "aidememoire", ""
    found.created = found.modified = at
    found.language = "en"


def _add_block(document: Document, block: Block) -> None:
    from docx.shared import Cm

    if block.title:
        document.add_heading(block.title, 2)
    for left, line in block.rows:
        paragraph = document.add_paragraph()
        paragraph.paragraph_format.left_indent = Cm(LEFT)
        paragraph.paragraph_format.first_line_indent = Cm(-LEFT)
        paragraph.paragraph_format.tab_stops.add_tab_stop(Cm(LEFT))
        paragraph.add_run(left).bold = True
        paragraph.add_run("\t")
        _add_line(paragraph, line)


def _add_line(paragraph: Paragraph, line: Line) -> None:
    for text, reference in line:
        run = paragraph.add_run(text)
        if reference:
            _wrap(paragraph, run, "w:hyperlink", {"w:anchor": f"ref_{reference}"})


def _add_proof(document: Document, proof: Proof, number: int) -> None:
    from docx.shared import Cm

    head = document.add_paragraph(style="Heading 3")
    _mark_place(head, f"ref_{proof.reference}", number)
    head.add_run(f"[{proof.reference}] {proof.day}: {proof.words}{' (rejected)' if proof.rejected else ''}")
    for quote in proof.quotes:
        paragraph = document.add_paragraph(f"“{quote.sentence}”")
        paragraph.paragraph_format.left_indent = Cm(1)
        facts = f"{quote.told}; {quote.chain}; confidence {quote.confidence}, rule {quote.rule}"
        paragraph.add_run(f" — {facts}{f' {quote.url}' if quote.url else ''}").italic = True
    for ruled in proof.rulings:
        document.add_paragraph(f"Ruled: {ruled}")


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
