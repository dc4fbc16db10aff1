"""In: a report with its sentences and mentions. Out: who said, thought or wants what, by rules alone."""

from __future__ import annotations

from aidememoire.find.quotes.frames import Frame, find_frames
from aidememoire.find.quotes.line import Line, find_line
from aidememoire.find.quotes.marks import find_marks
from aidememoire.find.quotes.voices import find_voice, voices_at
from aidememoire.model import Attribution, Mention, Report, Sentence, Span

__all__ = ["find_quotes", "voices_at"]


def find_lines(report: Report, sentences: tuple[Sentence, ...]) -> list[Line]:
    """The sentences that are read, cut into words."""
    paragraphs: dict[int, Span] = {}
    for sentence in sentences:
        first = paragraphs.get(sentence.paragraph, sentence.span)
        paragraphs[sentence.paragraph] = Span(first.start, sentence.span.end)
    marks = tuple(mark for span in paragraphs.values() for mark in find_marks(report.text, span))
    return [
        find_line(report.text, sentence.span, number, marks)
        for number, sentence in enumerate(sentences)
        if sentence.part in ("body", "headline")
    ]


def find_quotes(
    report: Report, sentences: tuple[Sentence, ...], mentions: tuple[Mention, ...]
) -> tuple[Attribution, ...]:
    """Who said, thought or wants what in a report, in order of the cues."""
    found = []
    for line in find_lines(report, sentences):
        for frame in find_frames(line):
            if judged(frame):
                found.append(_attribution(line, frame, mentions))
    return tuple(found)


def judged(frame: Frame) -> bool:
    """Whether the frame reports."""
    return frame.word in ("say", "tell", "add") and frame.source is not None


def _attribution(line: Line, frame: Frame, mentions: tuple[Mention, ...]) -> Attribution:
    source = (line.span(*frame.source),) if frame.source else ()
    content = tuple(line.span(*piece) for piece in frame.content if piece[0] < piece[1])
    direct = "quote" in frame.kind or any(line.quoted[first] >= 0 for first, _ in frame.content)
    voice = find_voice(line.text, source[0], direct, mentions) if source else None
    return Attribution(source, (line.span(*frame.cue),), content, direct, voice)
