"""In: the words of a number. Out: its value; "X" where the words name none ("several")."""

from __future__ import annotations

from collections.abc import Sequence

from aidememoire.find.times.tokens import lexicon


def number_of(words: Sequence[str]) -> float | str | None:
    """The value of "5", "two and a half", "a hundred", "twenty-five", "a few"; None where no number stands."""
    values = lexicon().values
    if any(word in values["vague"] for word in words):
        return "X"
    total, seen = 0.0, False
    for word in words:
        if word[0].isdigit() and word != "1/2" and word != "½":
            total, seen = total + _digits(word), True
        elif word in ("half", "½", "1/2"):
            total, seen = total + 0.5, True
        elif word in values["numword"] or word in values["tens"]:
            total, seen = total + (values["numword"].get(word) or values["tens"][word]), True
        elif word in ("hundred", "dozen", "thousand"):
            total, seen = (total or 1) * values[word][word], True
    if not seen:
        return 1 if any(word in ("a", "an", "the") for word in words) else None
    return total


def _digits(word: str) -> float:
    return float("".join(c for c in word if c.isdigit() or c == ".") or 0)


def whole(number: float | str | None) -> int | None:
    """The number as a whole one, or None where it is none."""
    return int(number) if isinstance(number, float | int) and number == int(number) else None
