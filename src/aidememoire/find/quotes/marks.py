"""In: a paragraph. Out: the quoted stretches in it, whatever marks it uses and whether or not they are closed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from aidememoire.model import Span

DOUBLE = re.compile(r"[\"“”„«»]|``|''|’’|‘‘|<<|>>")
OPENS = frozenset(("“", "„", "«", "``", "<<", "‘‘"))
CLOSES = frozenset(("”", "»", ">>", "’’"))
SINGLE = re.compile(r"(?<![^\s(\[—–-])[‘'](?=[^\W\d_]).{2,600}?[^\s‘'’][’'](?=[\s,.;:?!)\]—–]|$)", re.DOTALL)
SINGLE_ENDS = re.compile(r"[,.?!][’']$")


def find_marks(text: str, paragraph: Span) -> tuple[Span, ...]:
    """The quoted stretches of a paragraph with their marks; one that is never closed runs to the paragraph's end.

    >>> text = 'She said, “We agree,” and left. "No more'
    >>> [span.of(text) for span in find_marks(text, Span(0, len(text)))]
    ['“We agree,”', '"No more']
    """
    double = tuple(_double(text, paragraph))
    return double or tuple(_single(text, paragraph))


def _double(text: str, paragraph: Span) -> Iterator[Span]:
    begin: int | None = None
    last = paragraph.start
    odd = text.count('"', paragraph.start, paragraph.end) % 2 == 1
    for mark in DOUBLE.finditer(text, paragraph.start, paragraph.end):
        low = begin is not None and text[begin] == "„" and mark.group() == "“"
        opening = not low and _opens(text, mark, begin is not None, paragraph, odd and last == paragraph.start)
        if begin is not None and (not opening or mark.group() not in OPENS):
            yield Span(begin, mark.start() if opening else mark.end())
            begin = None
            last = mark.end()
        elif begin is None and not opening and last == paragraph.start:
            yield Span(paragraph.start, mark.end())  # the words began in the paragraph before
            last = mark.end()
        if opening and begin is None:
            begin = mark.start()
    if begin is not None and begin + 2 < paragraph.end:
        yield Span(begin, paragraph.end)


def _opens(text: str, mark: re.Match[str], inside: bool, paragraph: Span, odd: bool) -> bool:
    """Whether a mark opens: by its form, else by the blanks beside it, else because none is open."""
    if mark.group() in OPENS:
        return True
    blank_before = mark.start() == paragraph.start or text[mark.start() - 1] in " \n\t(["
    blank_after = mark.end() >= paragraph.end or text[mark.end()] in " \n\t.,;:?!)]"
    if mark.group() in CLOSES:
        return not inside and blank_before and not blank_after
    if blank_before != blank_after:
        return blank_before
    return not inside and not _closes_unopened(text, mark, odd)


def _closes_unopened(text: str, mark: re.Match[str], odd: bool) -> bool:
    """A spaced mark that closes without an opening one: before a small letter (`power, " he said`), or one too many."""
    before = text[max(0, mark.start() - 3) : mark.start()].rstrip()[-1:]
    after = text[mark.end() : mark.end() + 3].lstrip()[:1]
    return before in tuple(",.?!") and (after.islower() or (before == "," and odd))


def _single(text: str, paragraph: Span) -> Iterator[Span]:
    """Single marks, in a paragraph without double ones; words in the plural's apostrophe are no quotation."""
    for found in SINGLE.finditer(text, paragraph.start, paragraph.end):
        if text[found.start()] == "‘" or SINGLE_ENDS.search(found.group()):
            yield Span(*found.span())
