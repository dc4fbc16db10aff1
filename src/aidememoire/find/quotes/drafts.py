"""In: the lines of a page. Out: drafts of its attributions: spans without a voice yet, by the rules."""

from __future__ import annotations

from dataclasses import dataclass

from aidememoire.find.quotes.frames import Frame
from aidememoire.find.quotes.judge import asserts
from aidememoire.find.quotes.line import Line
from aidememoire.find.quotes.phrases import Place, phrase_before
from aidememoire.model import Span


@dataclass(frozen=True, slots=True)
class Draft:
    """One attribution before its quotation is followed on and its voice is named."""

    source: Span | None
    named: Span | None  # the phrase that names the source: that before "who", else the source
    cue: Span
    content: tuple[Span, ...]
    asserts: bool  # somebody says or believes that something is so


def make_draft(line: Line, frame: Frame) -> Draft:
    """The draft of a frame that the rules keep."""
    source = line.span(*frame.source) if frame.source else None
    named = line.span(*named_place(line, frame.source)) if frame.source else None
    content = tuple(line.span(*piece) for piece in frame.content if piece[0] < piece[1])
    return Draft(source, named, line.span(*frame.cue), content, asserts(frame))


def named_place(line: Line, source: Place) -> Place:
    """The phrase that "who" or "which" stands for."""
    if source[1] - source[0] == 1 and line.tags[source[0]] in "Wk":
        stop = source[0] - 1 if line.tag(source[0] - 1) == "," else source[0]
        return phrase_before(line, stop) or source
    return source
