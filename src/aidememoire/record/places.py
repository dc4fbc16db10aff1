"""In: two places. Out: whether they may be the same, one lying in the other."""

from __future__ import annotations

from functools import cache

from aidememoire.find.names.tables import COLUMNS
from aidememoire.rules import data_names, load_tsv, several


@cache
def _lies_in() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    tables = data_names("lexicons", ".tsv")
    if "lexicons/cities.tsv" in tables:
        for name, state, _ in load_tsv("lexicons/cities.tsv", COLUMNS["cities"].split()):
            found.setdefault(name, set()).update(several(state))
    if "lexicons/places.tsv" in tables:
        for row in load_tsv("lexicons/places.tsv", COLUMNS["places"].split()):
            found.setdefault(row[0], set()).update(several(row[7]))
    return {name: frozenset(wider) for name, wider in found.items()}


def fits(one: str, other: str) -> bool:
    """Whether the two may be one place: Moscow and Russia may, Moscow and Osaka may not."""
    inside = _lies_in()
    return one.casefold() == other.casefold() or other in inside.get(one, ()) or one in inside.get(other, ())


@cache
def names(place: str) -> frozenset[str]:
    """The place and the wider ones it lies in: two that fit share one of them."""
    return frozenset(name.casefold() for name in (place, *_lies_in().get(place, ())))
