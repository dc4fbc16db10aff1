"""In: the words of a sentence. Out: the class of each, one letter a word, so that phrases can be matched as strings.

The classes are listed in `data/langs/en/wordclasses.tsv`; marks stand for themselves, every quotation mark for `"`.
"""

from __future__ import annotations

from functools import cache
from math import log

from aidememoire.rules import load_tsv

Choices = tuple[tuple[str, float], ...]

MARKS = {",": ",", ".": ".", "?": ".", "!": ".", "…": ".", "(": "(", "[": "(", ")": ")", "]": ")"}
MARKS |= dict.fromkeys(":;—–", ":") | dict.fromkeys(('"', "“", "”", "„", "«", "»", "``", "''", "<<", ">>"), '"')
CLOSED = frozenset("IDOctkWXefhd!ES")
# how common a class is: it turns "of a hundred plans so many are verbs" into how typical the word is of the class
COMMON = dict(zip("NPIDJROcBvtegnMhWXkZSbf!rdE", (18, 11, 10, 10, 6.5, 3.3, 3.2, 2.7, 2.5, 2.5, 2.4, 2.4, 1.9, 1.9, 1.6,
              1.2, 1.1, 1, 0.9, 0.8, 0.8, 0.7, 0.7, 0.5, 0.4, 0.3, 0.2), strict=True))  # fmt: skip
INITIAL_SHARE = 15.0
UNKNOWN: Choices = (("N", 0.0), ("J", -1.0))


def find_tags(words: list[str]) -> str:
    """The likeliest classes of the words, a letter for each.

    >>> find_tags("The minister said that talks would resume .".split())
    'DNvkNXB.'
    """
    if not words:
        return ""
    order = _order()
    headline = _is_headline(words)
    best: dict[str, tuple[float, str]] = {"^": (0.0, "")}
    for place, word in enumerate(words):
        choices = _choices(word, 0 if not best or "^" in best else 2 if headline else 1, place)
        if len(choices) == 1 and len(best) == 1:
            ((_, (score, path)),) = best.items()
            best = {choices[0][0]: (score, path + choices[0][0])}
            continue
        step: dict[str, tuple[float, str]] = {}
        for tag, weight in choices:
            score, path = max((score + order[last, tag], path) for last, (score, path) in best.items())
            step[tag] = (score + weight, path + tag)
        best = step
    return max(best.values())[1]


def _is_headline(words: list[str]) -> bool:
    """Whether nearly all its words are capitalised, so that a capital says nothing."""
    letters = [word for word in words if word[0].isalpha()]
    return len(letters) > 2 and sum(word[0].isupper() for word in letters) >= 0.7 * len(letters)


def _choices(word: str, where: int, place: int) -> Choices:
    mark = MARKS.get(word) or MARKS.get(word[0]) if not word[0].isalnum() and word[0] not in "'’" else None
    if word in MARKS:
        return ((MARKS[word], 0.0),)
    if mark in (".", ":"):
        return ((mark, 0.0),)
    return _word_choices(word, where if place else 0)


@cache
def _word_choices(word: str, where: int) -> Choices:
    """The classes a word can have: `where` is 0 first in its sentence, 1 inside, 2 in a headline."""
    table = _table()
    lower = word.lower().replace("’", "'")
    if lower in ("n't", "not"):
        return (("!", 0.0),)
    if word[0].isdigit() or word[0] in "$€£":
        return (("M", 0.0),) if word[-1].isdigit() or word[-1] in "%," else (("M", 0.0), ("J", 0.0), ("N", 0.0))
    if not word[0].isalpha() and word[0] not in "'’":
        return (("#", 0.0),)
    known = table.get(lower)
    if not word[0].isupper():
        return _weighed(known) if known else _by_ending(lower)
    if where == 2 or (where == 0 and known):
        shares = dict(known or _shares(lower))
        shares["P"] = max(shares.get("P", 0), INITIAL_SHARE * (2 if where else 1))
        closed = known and known[0][0] in CLOSED
        return _weighed(known) if known and closed else _weighed(tuple(shares.items()))
    if known and known[0][0] in CLOSED and len(word) < 6 and not word.isupper():
        return _weighed(known)
    if lower in ("i", "u.s.", "i'm"):
        return (("O", 0.0),) if lower == "i" else (("P", 0.0),)
    return (("P", 0.0),)


def _by_ending(word: str) -> Choices:
    if "-" in word:
        return (
            (("J", 0.0), ("N", -0.5))
            if word.endswith(("ed", "ing", "en", "al", "ic", "year"))
            else (("N", 0), ("J", 0))
        )
    return _weighed(_shares(word))


def _shares(word: str) -> tuple[tuple[str, float], ...]:
    table = _table()
    return table.get("-" + word[-4:]) or table.get("-" + word[-3:]) or (("N", 80.0), ("J", 20.0))


def _weighed(shares: tuple[tuple[str, float], ...]) -> Choices:
    return tuple((tag, log(share / 100) - log(COMMON[tag])) for tag, share in shares)


@cache
def _table() -> dict[str, tuple[tuple[str, float], ...]]:
    rows = load_tsv("langs/en/wordclasses.tsv", ("word", "classes"))
    return {word: tuple((cell[0], float(cell[1:])) for cell in classes.split()) for word, classes in rows}


@cache
def _order() -> dict[tuple[str, str], float]:
    found: dict[tuple[str, str], float] = {}
    for last, cells in load_tsv("langs/en/classorder.tsv", ("class", "next")):
        for cell in cells.split():
            tag, cost = ("#", cell[5:]) if cell.startswith("other") else (cell[0], cell[1:])
            found["#" if last == "other" else last, tag] = -int(cost) / 10
    return found


@cache
def base_verbs() -> frozenset[str]:
    """The words that can be a verb's dictionary form."""
    return frozenset(word for word, shares in _table().items() if any(tag in "Bb" for tag, _ in shares))
