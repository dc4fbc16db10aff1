"""In: a text. Out: what stands beside a mention, what is quoted, and the word lists that coreference asks."""

from __future__ import annotations

import re
from functools import cache

from aidememoire.model import Mention, Span
from aidememoire.rules import load_toml

MARKS = re.compile(r'["“”]|\n[ \t]*\n')


class Scene:
    """The mentions of one sentence, in order."""

    def __init__(self, start: int) -> None:
        self.start = start
        self.mentions: list[Mention] = []
        self.subject: Mention | None = None
        self.speaker: Mention | None = None
        self.plural: Mention | None = None


def beside(text: str, span: Span) -> tuple[str, str]:
    """The word before this one's article and adjectives, and the word after it."""
    before = text[max(0, span.start - 40) : span.start].split()
    while before and (before[-1] in words_of("titles") or before[-1].lower() in words_of("adjectives")):
        before.pop()
    after = text[span.end : span.end + 24]
    if after[:1] in "'’-":
        return (before[-1].lower() if before else ""), after[:2].strip() or "-"
    words = after.split()
    return (before[-1].lower() if before else ""), (words[0].strip(",.").lower() if words else "")


def quoted(text: str) -> list[tuple[int, int]]:
    """From where to where words stand inside quotation marks; a blank line closes them."""
    start, spans = -1, []
    for mark in MARKS.finditer(text):
        opens = mark.group() == "“" or (mark.group() == '"' and start < 0)
        if start >= 0 and not opens:
            spans.append((start, mark.start()))
            start = -1
        elif opens and start < 0:
            start = mark.end()
    return [*spans, (start, len(text))] if start >= 0 else spans


@cache
def words_of(name: str) -> frozenset[str]:
    """A word list of the English files by the name coreference gives it."""
    names, refer = load_toml("langs/en/names.toml"), load_toml("langs/en/coreference.toml")
    if name == "before":
        return frozenset((names["codes"]["i"] + " " + names["codes"]["o"]).split())
    if name == "titles":
        return frozenset(names["codes"]["M"].split())
    if name == "adjectives":
        return frozenset(" ".join(names["codes"][c] for c in "tafj").split()) | {"visiting"}
    if name == "at":
        return frozenset(names["places"]["at"].split())
    if name == "speech":
        return frozenset(names["codes"]["v"].split())
    return frozenset(w.replace("_", " ") for w in refer["groups"][name].split())


def titled_women(text: str) -> frozenset[str]:
    """The words after "Mrs", "Queen" and the like."""
    words = load_toml("langs/en/coreference.toml")["pronouns"]["woman_words"].split()
    titles = "|".join(sorted({re.escape(w.rstrip(".")) for w in words if w[0].isupper()}))
    return frozenset(m[1] for m in re.finditer(rf"\b(?:{titles})\.?\s+([A-Z]\w+)", text))
