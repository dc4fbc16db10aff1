"""In: a Report, its sentences and mentions. Out: its places: cities, states, regions, disputed places. No parser."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from aidememoire.find.names.codes import Coded, code, words_of
from aidememoire.model import Mention, Report, Sentence, Span

WORDS = re.compile("[LCSNG]")
MAX_UNKNOWN = 4  # words of a place that no table knows


def find_places(report: Report, sentences: Sequence[Sentence], mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    """The places, in the order of the text, each as an analyst would write it.

    >>> report = Report("", "", "They met in Oslo.")
    >>> [m.name for m in find_places(report, (Sentence(Span(0, 17)),), ())]
    ['Oslo']
    """
    coded = code(report.text, tuple(sentences))
    named = {m.span.start: m for m in mentions if m.kind in ("person", "outlet") or m.via == "learned"}
    return tuple(_places(coded, named))


def _places(coded: Coded, named: dict[int, Mention]) -> Iterator[Mention]:
    end = 0  # after the last word of the place before
    for match in WORDS.finditer(coded.codes):
        at = match.start()
        if at < end or coded.starts[at] in named:
            continue
        found = _place(coded, at, end > 0 and not coded.codes[end:at].strip("&,t"))
        if found is not None:
            first, end, name = found
            yield Mention(Span(coded.starts[first], coded.ends[end - 1]), "place", name)


def _place(coded: Coded, at: int, placed: bool) -> tuple[int, int, str] | None:
    """The place that begins at this word: first and last word, and name."""
    entry, letter = coded.entries[at], coded.codes[at]
    before = _lead(coded, at)
    if entry is not None and entry.place is not None:
        if letter != "L" and not placed and before not in words_of("places", "to") | words_of("places", "visit"):
            return None
        if coded.codes[at + 1 : at + 2] == "'" and letter == "S":
            return None
        part = coded.word(at - 1) if at else ""
        if part not in words_of("places", "parts") or entry.place.lower().startswith(part):
            return at, at + 1, entry.place
        return at - 1, at + 1, f"{part} {entry.place}"
    if letter in "NG" and before in words_of("places", "at"):
        return _unknown(coded, at, article=coded.codes[at - 1] == "t")
    return None


def _lead(coded: Coded, at: int) -> str:
    """The preposition or verb before this word, an article, a direction or "the city of" left out."""
    first = at - 1
    while first >= 0 and (coded.codes[first] == "t" or coded.word(first) in words_of("places", "parts")):
        first -= 1
    return coded.word(first).lower() if first >= 0 else ""


def _unknown(coded: Coded, at: int, *, article: bool) -> tuple[int, int, str] | None:
    """A capitalised name after "in" or "near": a place if it ends there or a word like "province" follows."""
    last = at
    while last - at < MAX_UNKNOWN and coded.codes[last : last + 1] in ("N", "G"):
        last += 1
    after = coded.word(last).lower() if last < len(coded.codes) else ""
    if after in words_of("places", "heads"):
        return at, last + 1, coded.words(at, last + 1)
    if article:  # "in the Herald"
        return None
    if coded.codes[last : last + 1] in tuple(',.i&vo)"\n') or after in words_of("places", "after"):
        return at, last, coded.words(at, last)
    return None
