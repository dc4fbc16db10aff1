"""In: what one sentence gives of somebody's words. Out: all of them: quotations run over sentences and paragraphs."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from aidememoire.model import Sentence, Span

MAX_ON = 50  # no speaker goes on over more quoted stretches


@dataclass(frozen=True, slots=True)
class Page:
    """What the quotations of a report hang on: its marks in order, and the paragraphs."""

    text: str
    marks: tuple[Span, ...]
    paragraphs: tuple[Span, ...]
    sentences: tuple[Sentence, ...]

    def mark_at(self, offset: int) -> Span | None:
        """The quoted stretch that covers an offset."""
        at = bisect_right(self.marks, offset, key=lambda mark: mark.start) - 1
        return self.marks[at] if at >= 0 and offset < self.marks[at].end else None

    def paragraph_at(self, offset: int) -> int:
        """The number of the paragraph that covers an offset."""
        return max(0, bisect_right(self.paragraphs, offset, key=lambda span: span.start) - 1)


def spread(page: Page, content: tuple[Span, ...], cue: Span, taken: frozenset[Span]) -> tuple[Span, ...]:
    """The content with the whole of each quoted stretch it touches at its edge, and the stretches that go on alone.

    `taken` are the stretches that other cues speak for.
    """
    if page.mark_at(cue.start):
        return content
    pieces = [_whole(page, piece, cue) for piece in content]
    if not any(page.mark_at(piece.end - 1) or page.mark_at(piece.start) for piece in pieces):
        return tuple(pieces)
    last = max(max(piece.end for piece in pieces), cue.end)
    pieces += _going_on(page, last, taken)
    return tuple(pieces)


def _whole(page: Page, piece: Span, cue: Span) -> Span:
    before, after = page.mark_at(piece.start), page.mark_at(piece.end - 1)
    start = before.start if before else piece.start
    end = after.end if after else piece.end
    start = max(start, cue.end) if piece.start >= cue.end else start
    end = min(end, cue.start) if piece.end <= cue.start else end
    return Span(start, end)


def _going_on(page: Page, last: int, taken: frozenset[Span]) -> list[Span]:
    """The quoted stretches that follow, alone in their sentences, in this paragraph and the next."""
    found: list[Span] = []
    number = page.paragraph_at(last - 1)
    at = bisect_right(page.marks, last - 1, key=lambda mark: mark.start)
    for mark in page.marks[at : at + MAX_ON]:
        if mark in taken or not _alone(page, mark):
            break
        paragraph = page.paragraph_at(mark.start)
        if paragraph != number and not (paragraph == number + 1 and _opens_paragraph(page, mark, paragraph)):
            break
        if paragraph == number and not _follows(page, last, mark):
            break
        number, last = paragraph, mark.end
        found.append(mark)
    return found


def _alone(page: Page, mark: Span) -> bool:
    """Whether the stretch begins and ends with sentences."""
    before = page.text[max(0, mark.start - 40) : mark.start].rstrip()
    after = page.text[mark.end : mark.end + 40].lstrip(" ")
    closed = page.text[mark.start : mark.end].rstrip("\"”'»’` ")[-1:] in ".?!…"
    return (not before or before[-1] in ".?!\n\"”'»:") and (not after or after[0] == "\n" or closed)


def _opens_paragraph(page: Page, mark: Span, paragraph: int) -> bool:
    """A paragraph that is all quoted goes on with the speaker of the one before, if that one was not closed."""
    span = page.paragraphs[paragraph]
    return mark.start == span.start and mark.end >= span.end - 1 and not _closed(page, paragraph - 1)


def _closed(page: Page, paragraph: int) -> bool:
    end = page.paragraphs[paragraph].end
    return page.text[max(0, end - 3) : end].rstrip().endswith(('"', "”", "''", "»"))


def _follows(page: Page, last: int, mark: Span) -> bool:
    """Whether only the rest of the cue's own sentence stands between."""
    between = page.text[last : mark.start]
    return len(between) < 160 and sum(between.count(stop) for stop in (". ", "? ", "! ")) <= 1
