"""In: a Report and its sentences. Out: the actors, persons, outlets and unnamed sources it names. No parser."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from aidememoire.find.names.again import named
from aidememoire.find.names.bodies import organisations, short_forms
from aidememoire.find.names.codes import Coded, code, words_of
from aidememoire.find.names.factions import factions
from aidememoire.find.names.people import Person, Sign, learn, patterns
from aidememoire.find.names.tables import at_date, standing
from aidememoire.find.names.tables import tables as lexicon
from aidememoire.model import Mention, Report, Sentence, Span

__all__ = ["Person", "at_date", "find_names", "persons_of"]

KINDS = {"S": "actor", "D": "actor", "W": "actor", "C": "actor", "O": "outlet"}
PLACED = re.compile(r"[iLC][NLC]+,(?P<s>S)(?=[,.\n)])")  # in Aarhus, Denmark, ...
PART = re.compile(r"C(?=[NGH])")  # a city in a longer name: Oslo Shipyards
BASED = ("based", "born", "educated", "style", "datelined")


def find_names(report: Report, sentences: Sequence[Sentence]) -> tuple[Mention, ...]:
    """What is named, in the order of the text; no two mentions overlap.

    >>> report = Report("", "", "Norwegian President Ohlmo Holm left Oslo. Holm smiled.")
    >>> [(m.name, m.actors) for m in find_names(report, (Sentence(Span(0, 41)), Sentence(Span(42, 54))))]
    [('Ohlmo Holm', ('Norway',)), ('Norway', ('Norway',)), ('Ohlmo Holm', ('Norway',))]
    """
    cuts = tuple(sentences)
    people, signs = _learned(report.text, cuts, report.published)
    found = _Claims(code(report.text, cuts), report.published).all(people, signs)
    dateline = [s.span for s in cuts if s.part == "dateline"]  # where it was written, not who acts
    return tuple(m for m in found if not any(span.holds(m.span) for span in dateline))


def persons_of(report: Report, sentences: Sequence[Sentence]) -> tuple[Person, ...]:
    """The persons a report names, with their offices in small letters; the caller must not change them."""
    return tuple(_learned(report.text, tuple(sentences), report.published)[0])


@lru_cache(maxsize=8)
def _learned(text: str, sentences: tuple[Sentence, ...], day: dt.date | None) -> tuple[list[Person], list[Sign]]:
    return learn(code(text, sentences), day, _home(text, sentences))


def _home(text: str, sentences: tuple[Sentence, ...]) -> tuple[str, ...]:
    """The state in whose capital the report was written, by its dateline."""
    line = next((s.span.of(text) for s in sentences if s.part == "dateline"), "")
    place = re.split("[,(/]| -|--|:", line)[0].strip()
    entry = lexicon().entries.get(place.title()) if place else None
    return entry.actors if entry is not None and entry.code == "C" else ()


class _Claims:
    """Words are given to one mention each, in the order in which the claims are made."""

    def __init__(self, coded: Coded, day: dt.date | None) -> None:
        self.coded, self.day = coded, day
        self.taken = bytearray(len(coded.codes))
        self.found: list[Mention] = []
        self.holders: dict[tuple[tuple[str, ...], str], list[str]] = {}

    def all(self, people: list[Person], signs: list[Sign]) -> list[Mention]:
        """Every claim made, in the order of the text."""
        at = {}
        for first, last, person in named(self.coded, people):
            at[first] = person
            self._claim(first, last, "person", person.name, person.actors, (person.name,), "person")
        self._offices_of(signs, at)
        self._sources()
        for first, last, name in factions(self.coded, self.day):
            self._claim(first, last, "actor", name, (name,), (), "learned")
        self._organisations()
        self._bodies("office", people)
        self._bodies("body", ())
        self._entries()
        return sorted(self.found, key=lambda m: m.span)

    def _free(self, first: int, last: int) -> bool:
        return first < last and not any(self.taken[first:last])

    def _take(self, first: int, last: int) -> None:
        self.taken[first:last] = b"\1" * (last - first)

    def _claim(
        self, first: int, last: int, kind: str, name: str, actors: Sequence[str], persons: Sequence[str], via: str
    ) -> None:
        if self._free(first, last):
            self._take(first, last)
            span = Span(self.coded.starts[first], self.coded.ends[last - 1])
            self.found.append(Mention(span, kind, name, tuple(actors), tuple(persons), via))

    def _offices_of(self, signs: list[Sign], at: dict[int, Person]) -> None:
        """The office beside a name: its words name nobody else; apart from the name it stands for the person too."""
        for sign in signs:
            person = at.get(sign.first)
            if sign.office_span is None or person is None:
                continue
            first, last = sign.office_span
            if "," in self.coded.codes[first:last] or last == sign.first or first == sign.last:
                last = last - 1 if self.coded.codes[last - 1] == "," else last
            if last < sign.first or first > sign.last:
                while first < last and self.coded.codes[first] in "ta":
                    first += 1
                if person.actors:
                    self._claim(first, last, "actor", person.actors[0], person.actors, (person.name,), "office")
            elif self._free(first, last):
                self._take(first, last)

    def _sources(self) -> None:
        for match in _matches("source", self.coded.codes):
            first, last = match.span()
            if not self._is_source(last):
                continue
            while first < last and self.coded.codes[first] in "t#w" and self.coded.codes[first] != "a":
                first += 1
            entries = [e for e in self.coded.entries[match.start() : match.end()] if e is not None and e.code in "SCD"]
            if match.group("a") is not None and match.group("b") is not None:
                del entries[-1]  # "U.S. officials in Oslo" speak for the first
            actors = tuple(dict.fromkeys(a for e in entries for a in standing(e.actors, self.day)))
            self._claim(first, last, "source", self.coded.words(first, last), actors, (), "office")

    def _is_source(self, last: int) -> bool:
        """Whether "official" or "source" is a person here, and not the adjective of "official visit"."""
        word, after = self.coded.word(last - 1), self.coded.codes[last : last + 1]
        if word != "official" or after == "":
            return True
        return after not in "jJNDSCHLOTZIYG" and self.coded.word(last) not in words_of("offices", "official_things")

    def _organisations(self) -> None:
        for first, last, name, actors in organisations(self.coded, self.day):
            if name is not None:
                via = "office" if name in lexicon().states else "learned"
                self._claim(first, last, "actor", name, actors, (), via)
            elif self._free(first, last) and last - first > 1:
                self._take(first, last)
        short = short_forms(self.coded, self.day)
        for i in range(len(self.coded.codes) if short else 0):
            if self.coded.word(i) in short:
                name, actors = short[self.coded.word(i)]
                self._claim(i, i + 1, "actor", name, actors, (), "learned")

    def _bodies(self, which: str, people: Sequence[Person]) -> None:
        for match in _matches(which, self.coded.codes):
            groups = match.groupdict()
            word = self.coded.word(match.start("t")).lower() if groups.get("t") else ""
            away = word in words_of("offices", "away") and "for" in self.coded.words(*match.span()).split()
            entries = [e for e in self.coded.entries[match.start() : match.end()] if e is not None and e.code in "SCD"]
            said = self.coded.words(*match.span()).split()
            toward = which == "body" and (("i" in match.group() and "in" not in said) or "for" in said)
            if not entries or word in words_of("offices", "no_sign") or away or toward:
                continue
            if groups.get("x"):
                if self._free(*match.span()):
                    self._take(*match.span())
                continue
            actors = tuple(dict.fromkeys(a for e in entries for a in standing(e.actors, self.day)))
            holders = self._holders(people, actors, word) if word else []
            persons = (
                holders
                if len(holders) == 1 and "f" not in self.coded.codes[max(0, match.start() - 1) : match.end()]
                else ()
            )
            self._claim(*match.span(), "actor", " and ".join(actors), actors, persons, "office")

    def _holders(self, people: Sequence[Person], actors: tuple[str, ...], word: str) -> list[str]:
        """Who holds this office for these actors in the report; looked for once."""
        if (actors, word) not in self.holders:
            fit = [p.name for p in people if p.actors == actors and _has_office(p, word)]
            self.holders[actors, word] = fit
        return self.holders[actors, word]

    def _entries(self) -> None:
        placed = {m.start("s") for m in PLACED.finditer(self.coded.codes)}
        placed |= {m.start() for m in PART.finditer(self.coded.codes)}
        for i, entry in enumerate(self.coded.entries):
            if entry is None or entry.code not in KINDS or i in placed or self._based(i):
                continue
            if entry.code == "O":
                self._claim(i, i + 1, "outlet", entry.name, (), (), "name")
                continue
            actors = (entry.actors if entry.via == "name" else standing(entry.actors, self.day)) or (entry.name,)
            self._claim(i, i + 1, "actor", actors[0], actors, (), entry.via)

    def _based(self, at: int) -> bool:
        """Whether "-based" follows: then it tells where, not who."""
        return self.coded.codes[at + 1 : at + 2] == "-" and self.coded.word(at + 2) in BASED


def _has_office(person: Person, word: str) -> bool:
    return any(office in (word, word + "s") or office.endswith((f" {word}", f" {word}s")) for office in person.offices)


def _matches(name: str, codes: str) -> Iterator[re.Match[str]]:
    for pattern in patterns(name):
        yield from pattern.finditer(codes)
