"""In: a report with its sentences and mentions. Out: who said, thought or wants what, by rules alone."""

from __future__ import annotations

from aidememoire.find.quotes.around import find_according, find_as_frames, find_noun_frames, find_quoted_frames
from aidememoire.find.quotes.frames import Frame, find_frames
from aidememoire.find.quotes.judge import asserts, choose
from aidememoire.find.quotes.line import Line, find_line
from aidememoire.find.quotes.marks import find_marks
from aidememoire.find.quotes.phrases import Place, phrase_before
from aidememoire.find.quotes.spread import Page, spread
from aidememoire.find.quotes.voices import Index, Stance, find_voice, voices_at
from aidememoire.limits import MAX_SENTENCE_CHARS
from aidememoire.model import Attribution, Mention, Report, Sentence, Span, Voice

__all__ = ["find_quotes", "voices_at"]

RECENT = 60  # "he" and "the official" look back at so many attributions


def find_page(report: Report, sentences: tuple[Sentence, ...]) -> Page:
    """The quoted stretches and paragraphs of a report."""
    paragraphs: dict[int, Span] = {}
    for sentence in sentences:
        first = paragraphs.get(sentence.paragraph, sentence.span)
        paragraphs[sentence.paragraph] = Span(first.start, sentence.span.end)
    spans = tuple(paragraphs.values())
    return Page(report.text, tuple(mark for span in spans for mark in find_marks(report.text, span)), spans, sentences)


def find_lines(page: Page) -> list[Line]:
    """The sentences that are read, cut into words."""
    return [
        find_line(page.text, sentence.span, number, page.marks)
        for number, sentence in enumerate(page.sentences)
        if sentence.part in ("body", "headline") and sentence.span.end - sentence.span.start <= MAX_SENTENCE_CHARS
    ]


def find_quotes(
    report: Report, sentences: tuple[Sentence, ...], mentions: tuple[Mention, ...]
) -> tuple[Attribution, ...]:
    """Who said, thought or wants what in a report, in order of the cues."""
    page = find_page(report, sentences)
    kept = [(line, frame) for line in find_lines(page) for frame in choose(line, all_frames(line))]
    taken = frozenset(
        mark
        for line, frame in kept
        for first, stop in frame.content
        for mark in (page.mark_at(line.spans[first][0]), page.mark_at(line.spans[stop - 1][0]))
        if mark and first < stop
    )
    index = Index(mentions)
    found: list[Attribution] = []
    for line, frame in kept:
        earlier = [other.voice for other in found[-RECENT:] if other.voice]
        found.append(_attribution(page, line, frame, taken, index, earlier))
    return tuple(found)


def all_frames(line: Line) -> list[Frame]:
    """Every frame of a line in order of the cues."""
    quoted = find_quoted_frames(line) + find_as_frames(line)
    heads = {frame.head for frame in quoted}
    found = [frame for frame in find_frames(line) if frame.head not in heads] + quoted
    found += find_according(line) + find_noun_frames(line)
    return sorted(found, key=lambda frame: (frame.cue, frame.form))


def _attribution(
    page: Page, line: Line, frame: Frame, taken: frozenset[Span], index: Index, earlier: list[Voice]
) -> Attribution:
    source = (line.span(*frame.source),) if frame.source else ()
    cue = line.span(*frame.cue)
    content = spread(page, tuple(line.span(*piece) for piece in frame.content if piece[0] < piece[1]), cue, taken)
    direct = any(page.mark_at(piece.start) or page.mark_at(piece.end - 1) for piece in content)
    voice = None
    if frame.source:
        named = line.span(*_named(line, frame.source))
        voice = find_voice(page.text, named, direct, index.inside(named), earlier)
    return (Attribution if asserts(frame) else Stance)(source, (cue,), content, direct, voice)


def _named(line: Line, source: Place) -> Place:
    """The phrase that "who" or "which" stands for."""
    if source[1] - source[0] == 1 and line.tags[source[0]] in "Wk":
        stop = source[0] - 1 if line.tag(source[0] - 1) == "," else source[0]
        return phrase_before(line, stop) or source
    return source
