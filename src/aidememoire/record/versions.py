"""In: an entry and its reports. Out: the fields that they tell differently, each value with who tells it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from aidememoire.model import Act, Report
from aidememoire.record import places
from aidememoire.record.days import day_range
from aidememoire.record.entry import Entry
from aidememoire.record.keeping import rules
from aidememoire.record.matter import WORD, content_words
from aidememoire.record.merge import source_of

FIELDS = ("kind", "status", "when", "due", "where", "instrument", "condition", "actors", "recipients", "matter")
RUN = 3  # words after a number among which is what it counts: "three large islands"


@dataclass(frozen=True, slots=True)
class Versions:
    """A field that is not told alike. A vaguer day or place that fits all others is no other version."""

    field: str  # one of FIELDS, or "count" with the values as said: "three islands", "four islands"
    values: tuple[tuple[str, tuple[str, ...]], ...]  # each value with its sources, in the order of the entry's acts


def versions(
    entry: Entry, reports: Mapping[str, Report], first_print: Mapping[str, str] | None = None
) -> tuple[Versions, ...]:
    """What the reports of an entry tell differently, field by field; counts last.

    `first_print` names, for a reprint, the report it was printed from: both are one source.
    """
    originals = {act.report: act.report for act in entry.acts} | dict(first_print or {})
    named = dict(reports)

    def source(act: Act) -> str:
        return source_of(act, named, originals)

    found = [Versions(field, _values(_told(entry, field), source, _fits(field))) for field in FIELDS]
    counted = [Versions("count", _values(told, source, _one_number)) for told in _counts(entry)]
    return tuple(one for one in (*found, *counted) if len(one.values) > 1)


def _told(entry: Entry, field: str) -> list[tuple[str, Act]]:
    told = ((getattr(act, field), act) for act in entry.acts)
    return [(", ".join(sorted(value)) if isinstance(value, tuple) else value, act) for value, act in told if value]


def _values(
    told: list[tuple[str, Act]], source: Callable[[Act], str], fit: Callable[[str, str], bool]
) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The values that do not fit some other, as told, each with who tells it: nobody is given another's words."""
    values: dict[str, dict[str, None]] = {}
    for value, act in told:
        values.setdefault(value, {})[source(act)] = None
    return tuple((value, tuple(who)) for value, who in values.items() if not all(fit(value, other) for other in values))


def _fits(field: str) -> Callable[[str, str], bool]:
    if field in ("when", "due"):
        return _days_fit
    if field == "where":
        return _places_fit
    return _same_words


def _days_fit(one: str, other: str) -> bool:
    """Whether the days of one lie within those of the other."""
    (first, last), (begin, end) = day_range(one), day_range(other)
    if first is None or last is None or begin is None or end is None:
        return one == other
    return (first <= begin and end <= last) or (begin <= first and last <= end)


def _places_fit(one: str, other: str) -> bool:
    return places.fits(one, other) or places.fits(other, one)


def _same_words(one: str, other: str) -> bool:
    return one.casefold().split() == other.casefold().split()


def _one_number(one: str, other: str) -> bool:
    return _number(one.split()[0]) == _number(other.split()[0])


def _counts(entry: Entry) -> Iterator[list[tuple[str, Act]]]:
    """What the matters count, by what is counted; a matter that gives two numbers of one thing is left out."""
    counted: dict[str, list[tuple[str, Act]]] = {}
    for act in entry.acts:
        own: dict[str, list[str]] = {}
        for thing, words in _counted(act.matter or ""):
            own.setdefault(thing, []).append(words)
        for thing, said in own.items():
            if len(said) == 1:
                counted.setdefault(thing, []).append((said[0], act))
    yield from counted.values()


def _counted(matter: str) -> Iterator[tuple[str, str]]:
    """What a matter counts, without its ending, and the words that do: ("harbour", "three harbours")."""
    for clause in re.split(r"[,;:()]", matter):
        words = WORD.findall(clause)
        for at, word in enumerate(words):
            things: list[str] = []
            for after in words[at + 1 : at + 1 + RUN]:
                if not content_words(after):
                    break
                things.append(after)
            if _number(word) is not None and things:
                yield min(content_words(things[-1])), f"{word} {things[-1]}"


def _number(word: str) -> int | None:
    """The number that a word is; years are none."""
    numbers = {name: number for number, name in enumerate(rules()["numbers"].split(), 1)}
    if word.lower() in numbers:
        return numbers[word.lower()]
    return int(word) if word.isdecimal() and len(word) < 4 else None
