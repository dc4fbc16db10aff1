"""In: the coded words of a report. Out: those who act in a state and do not speak for it: "Norwegian rebels"."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from functools import cache

from aidememoire.find.names.codes import Coded, words_of
from aidememoire.find.names.tables import standing, tables


def factions(coded: Coded, day: dt.date | None) -> Iterator[tuple[int, int, str]]:
    """First and last word, and what they are called: the state's adjective and the noun."""
    for at, entry in enumerate(coded.entries):
        if entry is None or not entry.actors or coded.codes[at] not in "SD":
            continue
        first = at + 1
        if coded.codes[first] == "'" or coded.codes[at] == "D":
            first += coded.codes[first] == "'"
            first += coded.word(first).lower() in words_of("factions", "between")
            last, noun = ended(coded, first)
            if noun and entry.name in tables().states:
                name, side = called(standing(entry.actors, day)[0], noun), _for_or_against(coded, at)
                yield (at - 2, last, f"{side}-{name}") if side else (at, last, name)


def _for_or_against(coded: Coded, at: int) -> str:
    """The word before the hyphen: "pro-Norwegian rebels" are no rebels of Norway's."""
    before = coded.word(at - 2).lower() if at > 1 and coded.codes[at - 1] == "-" else ""
    return before if before in words_of("factions", "sides") else ""


def ended(coded: Coded, at: int) -> tuple[int, str]:
    """Where the words end that begin here, and which faction they mean ("rebel forces": rebels); "" for none."""
    word = coded.word(at).lower()
    after = coded.word(at + 1).lower() if at + 1 < len(coded.codes) else ""
    if word in one() and after in words_of("factions", "whose"):
        return at + 2, one()[word]
    thing = word == "opposition" and after == "to"  # "Norwegian opposition to the plan"
    return (at + 1, word) if word in words_of("factions", "many") and not thing else (at, "")


def of_states(names: Iterable[str]) -> tuple[str, ...]:
    """Of these names of actors those that this file gave."""
    nouns = words_of("factions", "many")
    return tuple(name for name in names if " " in name and name.split()[-1] in nouns)


def called(state: str, noun: str) -> str:
    """ "Norwegian rebels"."""
    return f"{tables().adjectives.get(state, state)} {noun}"


@cache
def one() -> dict[str, str]:
    """The noun of a faction by its adjective: rebel, rebels."""
    return {pair.split("=")[0]: pair.split("=")[1] for pair in words_of("factions", "one")}
