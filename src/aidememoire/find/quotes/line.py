"""In: one sentence. Out: its words, classes, noun phrases and quoted stretches, by their places in the sentence."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

from aidememoire.find.quotes.tags import find_tags
from aidememoire.find.quotes.tokens import find_tokens
from aidememoire.model import Span

# a plain noun phrase: determiner, adjectives, nouns, names; a possessive binds two; a participle only inside
PLAIN = re.compile(
    r"O|E|D*(?:R(?=[RJMn])|[JM]|(?<=[DRJMS])n|(?<=[DJ])g(?=[JNP])|[NP]|(?<=[NPJMD])#|S(?=[RJMnNPg#])|(?<=J),(?=J[JN])|(?<=[DJ])\"(?=[JMNP]))*"
    r"(?:[NPM]|(?<=[NP])S)|D+[JM]?(?:R(?=[vZn]))?"
)


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence cut into words. Places are indexes of words; a phrase is (first, past the last)."""

    text: str
    number: int  # of the sentence in the report
    spans: list[tuple[int, int]]
    words: list[str]  # lower case
    tags: str
    quoted: list[int]  # for each word the number of the quoted stretch it stands in, -1 outside
    starts: dict[int, int]  # first word of a noun phrase -> past its last
    ends: dict[int, int]  # past the last -> first

    def span(self, first: int, stop: int) -> Span:
        """The characters of the words from `first` to before `stop`."""
        return Span(self.spans[first][0], self.spans[stop - 1][1])

    def word(self, place: int) -> str:
        """The word at a place, empty outside the sentence."""
        return self.words[place] if 0 <= place < len(self.words) else ""

    def tag(self, place: int) -> str:
        """The class at a place; `^` outside the sentence."""
        return self.tags[place] if 0 <= place < len(self.tags) else "^"


def find_line(text: str, span: Span, number: int, marks: tuple[Span, ...]) -> Line:
    """The line of a sentence; `marks` are the quoted stretches of the text in order."""
    spans = find_tokens(text, span.start, span.end)
    raw = [text[start:end] for start, end in spans]
    tags = _with_marks(find_tags(raw), spans, marks)
    starts = {}
    for found in PLAIN.finditer(tags):
        starts[found.start()] = found.end()
    quoted = []
    for start, _ in spans:
        at = bisect_right(marks, start, key=lambda mark: mark.start) - 1
        quoted.append(at if at >= 0 and start < marks[at].end else -1)
    words = [word.lower().replace("’", "'") for word in raw]
    return Line(text, number, spans, words, tags, quoted, starts, {end: start for start, end in starts.items()})


def _with_marks(tags: str, spans: list[tuple[int, int]], marks: tuple[Span, ...]) -> str:
    """The classes with every mark of a quotation as one, single ones too."""
    first = bisect_right(marks, spans[0][0], key=lambda mark: mark.end) if spans else 0
    last = bisect_right(marks, spans[-1][1], key=lambda mark: mark.start) if spans else 0
    edges = {mark.start for mark in marks[first:last]} | {mark.end - 1 for mark in marks[first:last]}
    single = [at for at, (start, end) in enumerate(spans) if end - start == 1 and start in edges]
    places = [at for at in single if tags[at] in "S#NJP"]
    return "".join('"' if at in places else tag for at, tag in enumerate(tags)) if places else tags
