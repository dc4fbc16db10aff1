"""In: the table of given names. Out: those that a person's name may open with, and those of women."""

from __future__ import annotations

from functools import cache

from aidememoire.rules import load_tsv

TABLE = "lexicons/given_names.tsv"
COLUMNS = ("name", "she", "opens")


@cache
def openers() -> tuple[str, ...]:
    """Given names after which the rest of a person's name may follow."""
    return tuple(name for name, _, opens in load_tsv(TABLE, COLUMNS) if opens)


@cache
def of_women() -> frozenset[str]:
    """First words of the names of women: "she" may mean their bearer."""
    return frozenset(name for name, she, _ in load_tsv(TABLE, COLUMNS) if she)
