"""In: the coded words of a report. Out: organisations that no table knows, and the short forms it gives them."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from aidememoire.find.names.codes import Coded, words_of
from aidememoire.find.names.people import patterns
from aidememoire.find.names.tables import standing

SHORT = re.compile(r"[NGSDCLJHYoti&-]{1,9}(?=\((?P<short>[NSHn])\))")
MIN_SHORT = 2
MIN_NAME = 3  # words: "Council" alone, or "Security Council", is no name of its own
Found = tuple[int, int, str | None, tuple[str, ...]]


def organisations(coded: Coded, day: dt.date | None) -> Iterator[Found]:
    """First and last word, name and actors of what is called like an organisation; without a name none acts."""
    for pattern in patterns("organisation"):
        for match in pattern.finditer(coded.codes):
            yield _organisation(coded, match.start(), match.end(), day)


def _organisation(coded: Coded, first: int, last: int, day: dt.date | None) -> Found:
    joins = words_of("heads", "joins")
    for at in range(first, last):
        if coded.codes[at] in "oi" and coded.word(at) not in joins:
            last = at  # "Congress over the ..."
            break
    heads = {coded.word(i) for i in range(first, last) if coded.codes[i] in "HY"}
    owner = max(0, first - 2) if coded.codes[first - 1 : first] == "'" else first  # "Norway's Ministry of ..."
    entry = next((e for e in coded.entries[owner:last] if e and e.code in "SDC"), None)
    if entry and heads & words_of("heads", "state"):
        return first, last, standing(entry.actors, day)[0], standing(entry.actors, day)
    if not heads or heads & words_of("heads", "not_actors") or heads <= words_of("heads", "never_alone"):
        return first, last, None, ()
    if last - first < MIN_NAME and heads <= words_of("heads", "state") | words_of("heads", "plain"):
        return first, last, None, ()
    name = coded.words(first, last)
    return first, last, name, (name,)


def short_forms(coded: Coded, day: dt.date | None) -> dict[str, tuple[str, tuple[str, ...]]]:
    """The abbreviations this report explains, "Harbour Reform Front (HRF)", each with what it stands for."""
    found: dict[str, tuple[str, tuple[str, ...]]] = {}
    for match in SHORT.finditer(coded.codes):
        at = match.start("short")
        short = coded.word(at)
        first = _initials(coded, match.start(), match.end(), short)
        if first is None or coded.entries[at] is not None or not _acts(coded, first, match.end(), short):
            continue
        entry = coded.entries[first] if first == match.end() - 1 else None
        _, _, name, actors = _organisation(coded, first, match.end(), day)
        if entry is not None:
            found.setdefault(short, (entry.name, entry.actors))
        elif name is not None:
            found.setdefault(short, (name, actors))
        elif not {*coded.codes[first : match.end()]} & {*"HY"}:
            name = coded.words(first, match.end())
            found.setdefault(short, (name, (name,)))
    return found


def _acts(coded: Coded, first: int, last: int, short: str) -> bool:
    """Whether the long form is an organisation's, or the short one says or does something."""
    if {*coded.codes[first:last]} & {*"HYS"}:
        return True
    return any(c == "v" and coded.word(i - 1) == short for i, c in enumerate(coded.codes) if i)


def _initials(coded: Coded, first: int, last: int, short: str) -> int | None:
    """From which word on the first letters of the words make the short form; None if from none."""
    letters = [c for c in short if c.isupper()]
    if len(letters) < MIN_SHORT or not short.isupper():
        return None
    for start in range(last - 1, first - 1, -1):
        heads = [w[0] for w in re.split(r"[\s-]+", coded.words(start, last)) if w and w[0].isupper()]
        if heads == letters:
            return start
    return None
