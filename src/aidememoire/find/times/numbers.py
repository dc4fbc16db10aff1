"""In: the words of a number. Out: its value; "X" where the words name none ("several")."""

from __future__ import annotations

from collections.abc import Sequence

from aidememoire.find.times.tokens import lexicon

HALVES = ("½", "1/2")


def number_of(words: Sequence[str]) -> float | str | None:
    """The value of "5", "two and a half", "a hundred", "twenty-five", "a few"; None where no number stands."""
    values = lexicon().values
    if any(word in values["vague"] for word in words):
        return "X"
    total, seen = 0.0, False
    for word in words:
        if word in values["halfword"] or word in HALVES:
            total, seen = total + 0.5, True
        elif word[0].isdigit():
            total, seen = total + _digits(word), True
        elif word in values["numword"] or word in values["tens"]:
            total, seen = total + (values["numword"].get(word) or values["tens"][word]), True
        elif scale := values["hundred"].get(word) or values["thousand"].get(word) or values["dozen"].get(word):
            total, seen = (total or 1) * scale, True
    if not seen:
        return 1 if any(word in values["a"] or word in values["the"] for word in words) else None
    return total


def _digits(word: str) -> float:
    return float("".join(c for c in word if c.isdigit() or c == ".") or 0)


def whole(number: float | str | None) -> int | None:
    """The number as a whole one, or None where it is none."""
    return int(number) if isinstance(number, float | int) and number == int(number) else None
