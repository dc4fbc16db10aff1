"""In: a text and the spans of roles in it. Out: pieces of the text, each with its role, one inside another."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from aidememoire.model import Act, Reading, Report, Sentence, Span
from aidememoire.record.entry import Entry

WORDS = "act"  # the role of an act's own words


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text; a role holds pieces, plain text holds none."""

    text: str
    role: str = ""
    inside: tuple[Piece, ...] = ()


@dataclass(frozen=True, slots=True)
class Marked:
    """A sentence of a report with what was found in it."""

    span: Span
    part: str  # body | headline | dateline | boilerplate
    pieces: tuple[Piece, ...]
    acts: tuple[tuple[Act, Entry | None], ...]  # that rest on it, each with its entry


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Sentences that stand together."""

    sentences: tuple[Marked, ...]


def pieces(text: str, within: Span, roles: Iterable[tuple[str, Span]]) -> tuple[Piece, ...]:
    """The stretch with its roles. One that crosses another's edge is left out, as is one that is told twice."""
    kept: list[tuple[str, Span]] = []
    for role, span in sorted(set(roles), key=lambda pair: (pair[1].start, -pair[1].end, pair[0])):
        fits = within.holds(span) and span.start < span.end and span != within
        if fits and not any(span.meets(other) and not other.holds(span) for _, other in kept):
            kept.append((role, span))
    return _nested(text, within, kept)


def _nested(text: str, within: Span, kept: Sequence[tuple[str, Span]]) -> tuple[Piece, ...]:
    found: list[Piece] = []
    at, n = within.start, 0
    while n < len(kept):
        role, span = kept[n]
        below = [pair for pair in kept[n + 1 :] if span.holds(pair[1])]
        if at < span.start:
            found.append(Piece(text[at : span.start]))
        found.append(Piece(span.of(text), role, _nested(text, span, below)))
        at, n = span.end, n + 1 + len(below)
    if at < within.end:
        found.append(Piece(text[at : within.end]))
    return tuple(found)


def act_pieces(text: str, act: Act) -> tuple[Piece, ...]:
    """The sentence of an act with the act's own roles."""
    return pieces(text, act.sentence, [(WORDS, act.words), *act.spans])


def around(act: Act, reading: Reading) -> tuple[str, str]:
    """The sentence of the body before that of an act, and the one after; "" where there is none."""
    prose = [one.span for one in reading.findings.sentences if one.part == "body"]
    before = max((span for span in prose if span.end <= act.sentence.start), default=None)
    after = min((span for span in prose if span.start >= act.sentence.end), default=None)
    text = reading.report.text
    return before.of(text) if before else "", after.of(text) if after else ""


def paragraphs(reading: Reading, entries: Iterable[Entry]) -> tuple[Paragraph, ...]:
    """The whole report; the acts of a sentence lead to these entries."""
    home = {act.id: entry for entry in entries for act in entry.acts}
    acts: dict[Span, list[Act]] = {}
    for act in reading.acts:
        acts.setdefault(act.sentence, []).append(act)
    grouped: dict[tuple[str, int], list[Marked]] = {}
    for sentence in reading.findings.sentences:
        one = _marked(reading.report, sentence, acts.get(sentence.span, []), home)
        grouped.setdefault((sentence.part, sentence.paragraph), []).append(one)
    return tuple(Paragraph(tuple(found)) for found in grouped.values())


def _marked(report: Report, sentence: Sentence, acts: Sequence[Act], home: dict[str, Entry]) -> Marked:
    roles = [(role, span) for act in acts for role, span in ((WORDS, act.words), *act.spans)]
    shown = _one_role_a_place(roles)
    told = tuple((act, home.get(act.id)) for act in acts)
    return Marked(sentence.span, sentence.part, pieces(report.text, sentence.span, shown), told)


def _one_role_a_place(roles: Iterable[tuple[str, Span]]) -> list[tuple[str, Span]]:
    """Acts of one sentence share their actors and days: each place is marked once, by the first role it was given."""
    first: dict[Span, str] = {}
    for role, span in roles:
        first.setdefault(span, role)
    return [(role, span) for span, role in first.items()]
