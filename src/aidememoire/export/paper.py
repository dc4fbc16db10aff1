"""In: a dossier. Out: what a paper of it shows, for Markdown, Word and HTML alike: lines, then sentences.

A line comes in pieces: plain text, and references that lead to the sentences at the end. All text is one line each and
free of characters that a page may not hold.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from aidememoire.export.dossier import Dossier, Row, Statement, printed_by
from aidememoire.export.plain import plain, web_address
from aidememoire.views.annotated import Piece, act_pieces
from aidememoire.views.page import Section, brief_head, brief_sections, stand_words
from aidememoire.views.proof import voice_chain
from aidememoire.views.standing import standing_words
from aidememoire.views.wording import entry_words

REFERENCE = re.compile(r"\[([a-z2-7]{4,})\]")
Line = tuple[tuple[str, str | None], ...]  # pieces: text, and where it is a reference the one it leads to
PaperRow = tuple[str, Line]  # what stands left, and the line


@dataclass(frozen=True, slots=True)
class Block:
    """Rows under a title of their own; "" where they stand under the part's."""

    title: str
    rows: tuple[PaperRow, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the brief."""

    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Quote:
    """A statement behind an entry."""

    sentence: str
    pieces: tuple[Piece, ...]  # the sentence, with its roles
    told: str  # who printed it, and when
    chain: str  # by whose word, from the paper inwards
    confidence: str
    rule: str
    url: str | None


@dataclass(frozen=True, slots=True)
class Proof:
    """An entry with the sentences it rests on."""

    reference: str
    words: str
    day: str
    quotes: tuple[Quote, ...]
    rulings: tuple[str, ...]
    rejected: bool


@dataclass(frozen=True, slots=True)
class Paper:
    """The whole."""

    title: str
    standing: tuple[str, ...]  # where things stand, in three sentences
    notes: tuple[str, ...]
    parts: tuple[Part, ...]


def make_paper(dossier: Dossier) -> Paper:
    """The brief part; the sentences come one by one from `proofs`."""
    title, *notes = map(plain, brief_head(dossier.brief))
    known = {row.reference for row in _all_rows(dossier)}
    parts = tuple(_part(found, known) for found in brief_sections(dossier.brief))
    return Paper(title, _standing(dossier), tuple(note for note in notes if note), parts)


def proofs(dossier: Dossier) -> Iterator[Proof]:
    """Every entry that the brief speaks of, with its sentences."""
    rejected = {row.entry.id for row in dossier.rejected}
    for row in _all_rows(dossier):
        quotes = tuple(_quote(said) for said in row.statements)
        day = plain(stand_words(row.entry))
        ruled = tuple(map(plain, row.rulings))
        yield Proof(row.reference, plain(entry_words(row.entry)), day, quotes, ruled, row.entry.id in rejected)


def _all_rows(dossier: Dossier) -> tuple[Row, ...]:
    return (*dossier.rows, *dossier.beside, *dossier.rejected)


def _standing(dossier: Dossier) -> tuple[str, ...]:
    brief = dossier.brief
    entries = (*brief.timeline, *brief.without_day)
    if not entries:
        return ()
    chosen = {report.id for report in brief.reports}
    readings = tuple(reading for reading in dossier.record.readings if reading.report.id in chosen)
    own = replace(dossier.record, readings=readings, entries=entries)
    return tuple(map(plain, standing_words(own, brief.commitments, brief.positions, brief.today)))


def _part(found: Section, known: set[str]) -> Part:
    items = [("", found.rows)] if found.rows else found.items
    return Part(found.title, tuple(_block(title, rows, known) for title, rows in items))


def _block(title: str, rows: Sequence[tuple[str, str]], known: set[str]) -> Block:
    lines = tuple((plain(left), tuple(piece for piece in _line(plain(line), known) if piece[0])) for left, line in rows)
    return Block(plain(title), lines)


def _line(text: str, known: set[str]) -> Iterator[tuple[str, str | None]]:
    at = 0
    for found in REFERENCE.finditer(text):
        if found[1] in known:  # a report may have such words in brackets too
            yield text[at : found.start()], None
            yield found[0], found[1]
            at = found.end()
    yield text[at:], None


def _quote(said: Statement) -> Quote:
    act = said.act
    return Quote(
        sentence=plain(said.sentence),
        pieces=act_pieces(said.report.text, act),
        told=plain(printed_by(said)),
        chain=plain(voice_chain(said.report, act.said_by)),
        confidence=f"{act.confidence:.2f}",
        rule=plain(act.rule),
        url=web_address(said.report),
    )
