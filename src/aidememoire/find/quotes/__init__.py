"""In: a report with its sentences and mentions. Out: who said, thought or wants what; no parser."""

from __future__ import annotations

from collections.abc import Sequence

from aidememoire.find.quotes.around import find_according, find_as_frames, find_noun_frames, find_quoted_frames
from aidememoire.find.quotes.drafts import Draft, make_draft
from aidememoire.find.quotes.frames import Frame, find_frames
from aidememoire.find.quotes.judge import choose
from aidememoire.find.quotes.line import Line, find_line
from aidememoire.find.quotes.marks import find_marks
from aidememoire.find.quotes.spread import Page, spread
from aidememoire.find.quotes.tagger import Tagger
from aidememoire.find.quotes.tagger_merge import merge
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
    report: Report, sentences: tuple[Sentence, ...], mentions: tuple[Mention, ...], tagger: Tagger | None = None
) -> tuple[Attribution, ...]:
    """Who said, thought or wants what in a report, in order of the cues: by rules alone, or with a tagger's help."""
    page = find_page(report, sentences)
    lines = find_lines(page)
    drafts = [make_draft(line, frame) for line in lines for frame in choose(line, all_frames(line))]
    if tagger:
        drafts = merge(page, lines, drafts, tagger.read(page), all_frames)
    return attribute(page, drafts, mentions)


def attribute(page: Page, drafts: Sequence[Draft], mentions: tuple[Mention, ...]) -> tuple[Attribution, ...]:
    """The drafts with the whole of their quotations, and their voices."""
    edges = (offset for draft in drafts for piece in draft.content for offset in (piece.start, piece.end - 1))
    taken = frozenset(mark for offset in edges if (mark := page.mark_at(offset)))
    index = Index(mentions)
    found: list[Attribution] = []
    for draft in drafts:
        earlier = [other.voice for other in found[-RECENT:] if other.voice]
        found.append(_attribution(page, draft, taken, index, earlier))
    return tuple(found)


def all_frames(line: Line) -> list[Frame]:
    """Every frame of a line in order of the cues."""
    quoted = find_quoted_frames(line) + find_as_frames(line)
    heads = {frame.head for frame in quoted}
    found = [frame for frame in find_frames(line) if frame.head not in heads] + quoted
    found += find_according(line) + find_noun_frames(line)
    return sorted(found, key=lambda frame: (frame.cue, frame.form))


def _attribution(page: Page, draft: Draft, taken: frozenset[Span], index: Index, earlier: list[Voice]) -> Attribution:
    content = spread(page, draft.content, draft.cue, taken)
    direct = any(page.mark_at(piece.start) or page.mark_at(piece.end - 1) for piece in content)
    voice = find_voice(page.text, draft.named, direct, index.inside(draft.named), earlier) if draft.named else None
    source = (draft.source,) if draft.source else ()
    return (Attribution if draft.asserts else Stance)(source, (draft.cue,), content, direct, voice)
