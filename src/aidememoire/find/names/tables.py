"""In: the TSV tables of `data/lexicons`. Out: one automaton over all names, and what each name may stand for."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache

from ahocorasick_rs import AhoCorasick

from aidememoire.find.names.rows import COLUMNS as COLUMNS
from aidememoire.find.names.rows import rows_of as rows_of
from aidememoire.rules import load_toml, several

ARTICLE = re.compile("^[AaEe]l-(?=[A-Z])")
HYPHEN = re.compile("(?<=[A-Za-z])-(?=[A-Z])")
CODES = "ODSKCLT"  # where two tables give the same words, the earlier code wins


@dataclass(frozen=True, slots=True)
class Entry:
    """What the words of a table stand for; several actors where they followed each other in time."""

    code: str
    name: str
    actors: tuple[str, ...] = ()
    via: str = "name"
    place: str | None = None


@dataclass(frozen=True, slots=True)
class State:
    """The years a state existed, as ISO days ("" for open), and who came after it."""

    since: str
    until: str
    successor: str


@dataclass(frozen=True, slots=True)
class Tenure:
    """A person in an office: for whom, from when to when (ISO days, "" for open)."""

    person: str
    actor: str
    office: str
    since: str
    until: str
    own: bool = False  # of the user's own tables: counts for its dates alone

    def holds(self, day: dt.date, slack: int) -> bool:
        """Whether the office was held that day, give or take so many days."""
        first, last = (day - dt.timedelta(slack)).isoformat(), (day + dt.timedelta(slack)).isoformat()
        return (not self.since or self.since <= last) and (not self.until or self.until >= first[: len(self.until)])


@dataclass(frozen=True, slots=True)
class Tables:
    """All names, ready to be looked for."""

    entries: dict[str, Entry]
    states: dict[str, State]
    tenures: dict[str, tuple[Tenure, ...]]  # by every alias of a person, without accents
    surnames: dict[str, tuple[Tenure, ...]]  # by last name
    members: dict[str, tuple[str, ...]]  # of an organisation or a group of states
    offices: dict[str, str] = field(default_factory=dict)  # alias in lower case: class
    disputed: frozenset[str] = frozenset()
    adjectives: dict[str, str] = field(default_factory=dict)  # of a state: "Norwegian"

    def automaton(self) -> tuple[AhoCorasick, list[Entry]]:
        """The automaton over the names as written."""
        return AhoCorasick(list(self.entries)), list(self.entries.values())

    def capitals(self) -> tuple[AhoCorasick, list[Entry]]:
        """The automaton over the names in capitals, for headlines; short ones that are common words are left out."""
        shouted = load_toml("langs/en/names.toml")["common"]["shouted"].split()
        upper = {name.upper(): entry for name, entry in reversed(self.entries.items()) if name.upper() not in shouted}
        return AhoCorasick(list(upper)), list(upper.values())


@cache
def tables() -> Tables:
    """The tables: those shipped, and the user's own."""
    return build({table: list(rows_of(table)) for table in COLUMNS})


@cache
def automata() -> tuple[tuple[AhoCorasick, list[Entry]], tuple[AhoCorasick, list[Entry]]]:
    """The automata over their names: as written, and in capitals."""
    return tables().automaton(), tables().capitals()


def build(rows: dict[str, list[dict[str, str]]]) -> Tables:
    """The tables of these rows."""
    entries: dict[str, Entry] = {}
    for words, entry in _entries(rows):
        if words:
            entries[words] = _joined(entries[words], entry) if words in entries else entry
    _parted(entries)
    people = [(r, Tenure(r["person"], r["actor"], r["office"], r["from"], r["to"], "own" in r)) for r in rows["people"]]
    return Tables(
        entries,
        {r["name"]: State(r["valid_from"], r["valid_to"], r["successor"]) for r in rows["states"]},
        _by((alias, t) for r, t in people for alias in (t.person, *several(r["aliases"]))),
        _by((last, t) for r, t in people for last in _surnames((t.person, *several(r["aliases"])))),
        {r["name"]: several(r["members"]) for r in rows["organisations"]},
        {a.lower(): r["class"] for r in rows["offices"] for a in (r["title"], *several(r["aliases"]))},
        frozenset(r["name"] for r in rows["places"]),
        {r["name"]: several(r["demonyms"])[0] for r in rows["states"] if r["demonyms"]},
    )


def _parted(entries: dict[str, Entry]) -> None:
    """An office with its body's name, "UN spokesman", is read as the body and the office."""
    for words in [w for w, e in entries.items() if e.code == "T" and " " in w]:
        first, rest = next(((a, b) for a, b in _splits(words) if a in entries and entries[a].code in "SCD"), ("", ""))
        if first:
            entries.setdefault(rest, entries.pop(words))
        elif any(part in entries and entries[part].code in "SCD" for part in words.split()):
            del entries[words]  # "deputy U.S. trade representative"


def _splits(words: str) -> Iterator[tuple[str, str]]:
    parts = words.split()
    for size in range(len(parts) - 1, 0, -1):
        yield " ".join(parts[:size]), " ".join(parts[size:])


def _by(pairs: Iterable[tuple[str, Tenure]]) -> dict[str, tuple[Tenure, ...]]:
    found: dict[str, list[Tenure]] = {}
    for name, tenure in pairs:
        found.setdefault(plain(name), []).append(tenure)
    return {name: tuple(dict.fromkeys(tenures)) for name, tenures in found.items()}


def plain(name: str) -> str:
    """The name without accents: papers write them or not."""
    if name.isascii():
        return name
    return "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))


def _surnames(names: Iterable[str]) -> tuple[str, ...]:
    """The last names, with and without an Arabic article: "al-Holm", "Holm"."""
    lasts = [name.split()[-1] for name in names if " " in name]
    return tuple(dict.fromkeys(form for last in lasts for form in (last, ARTICLE.sub("", last))))


def _joined(one: Entry, other: Entry) -> Entry:
    """The better of two meanings of the same words; a place stays one, and a capital of two states names both."""
    first, second = sorted((one, other), key=lambda e: CODES.index(e.code))
    same = first.code == second.code and first.code in "CD"
    actors = tuple(dict.fromkeys(first.actors + second.actors)) if same else first.actors
    return Entry(first.code, first.name, actors, first.via, first.place or second.place)


def _entries(rows: dict[str, list[dict[str, str]]]) -> Iterator[tuple[str, Entry]]:
    for row in rows["outlets"]:
        for words in _called(row):
            yield words, Entry("O", row["name"])
    yield from _states(rows["states"])
    yield from _organisations(rows)
    yield from _where(rows)
    honorifics = load_toml("langs/en/names.toml")["codes"]["M"].split()
    for row in rows["people"]:
        for words in _called(row, "person"):
            first, _, rest = words.partition(" ")
            if rest and not (first in honorifics and " " in rest):  # the name is what follows "Mr"
                yield words, Entry("K", row["person"])
    for row in rows["offices"]:
        for words in filter(_plain, _called(row, "title")):
            for form in _cases(words):
                yield form, Entry("T", row["title"])


def _plain(title: str) -> bool:
    """Whether the words of this title have no code of their own: "official" is a source, "opposition" another side."""
    words = load_toml("langs/en/names.toml")
    codes, parts = words["codes"], title.lower().split()
    if title in words["offices"]["not_titles"].split():
        return False
    return parts[-1] not in codes["u"].split() and not set(parts) & set(codes["x"].split())


def _called(row: dict[str, str], name: str = "name") -> tuple[str, ...]:
    return (row[name], *several(row["aliases"]))


def _where(rows: dict[str, list[dict[str, str]]]) -> Iterator[tuple[str, Entry]]:
    states = {row["name"] for row in rows["states"]}
    for row in rows["places"]:
        names = (n for n in _place_names(row["names"]) if n != n.lower() and n.split(" ", 1)[-1] not in states)
        for words in (row["name"], *names):  # not "security zone", nor "southern Lebanon": that is a part of a state
            yield words, Entry("L", row["name"], place=row["name"])
    for row in rows["cities"]:
        yield row["name"], Entry("L", row["name"], place=row["name"])


def _place_names(cell: str) -> Iterator[str]:
    """The names of a place; a note of whose name it is, in brackets or before a colon, is left out."""
    for name in several(cell):
        yield name.split("=")[-1].split(":")[-1].split(" (")[0].strip()


def _states(rows: list[dict[str, str]]) -> Iterator[tuple[str, Entry]]:
    for half, state in load_toml("langs/en/names.toml")["halves"].items():
        yield half + "-", Entry("D", state, (state,), "demonym")
    for name, adjectives in load_toml("langs/en/names.toml")["wide"].items():
        for words in adjectives.split():
            yield words, Entry("D", name, (name,), "demonym")
    for row in rows:
        name = row["name"]
        for words in _called(row):
            yield words, Entry("S", name, (name,), "name", name)
        for words in several(row["demonyms"]):
            yield words, Entry("D", name, (name,), "demonym")
        for words in several(row["capital"]):
            yield words, Entry("C", name, (name,), "metonym", words)
        for words in several(row["metonyms"]):
            yield words, Entry("C", name, (name,), "metonym")


def _organisations(rows: dict[str, list[dict[str, str]]]) -> Iterator[tuple[str, Entry]]:
    for row in rows["organisations"]:
        for words in (row["name"], row["short"], *several(row["aliases"])):
            yield words, Entry("S", row["name"], (row["name"],))
        for words in several(row["bodies"]):
            for form in dict.fromkeys((words, _small(words))):
                yield form, Entry("S", row["name"], (row["name"],), "metonym")
    for row in rows["groups"]:
        for words in (row["name"], *several(row["aliases"])):
            for form in dict.fromkeys((words, HYPHEN.sub(" - ", words))):  # "Party - N", as some agencies write it
                yield form, Entry("S", row["name"], (row["name"],))


def _small(name: str) -> str:
    """The name as papers write it that keep capitals for proper nouns: "UN security council", "security council"."""
    parts = name.split()
    if len(parts) == 1:
        return name
    return " ".join(p.lower() if p[1:].islower() and (i or parts[0][1:].islower()) else p for i, p in enumerate(parts))


def _cases(title: str) -> tuple[str, ...]:
    """A title as prose, headings and openings of sentences write it."""
    lower, heads = title.lower(), title.title().replace(" Of ", " of ").replace(" The ", " the ")
    return tuple(dict.fromkeys((title, lower, heads.replace("'S", "'s"), lower[:1].upper() + lower[1:])))


def at_date(actor: str, day: dt.date | str) -> str:
    """The state that stood in this one's place that day; itself where it existed or nothing certain is known.

    >>> at_date("Russia", "1956"), at_date("Soviet Union", "1999-01-01"), at_date("Japan", "1956")
    ('Soviet Union', 'Russia', 'Japan')
    """
    iso = day if isinstance(day, str) else day.isoformat()
    return _at_date(actor, iso, tables().states)


def _at_date(actor: str, iso: str, states: dict[str, State]) -> str:
    state = states.get(actor)
    if state is None:
        return actor
    if state.until and iso[: len(state.until)] > state.until[: len(iso)]:
        after = several(state.successor)
        return _at_date(after[0], iso, states) if len(after) == 1 and after[0] in states else actor
    if state.since and iso[: len(state.since)] < state.since[: len(iso)]:
        before = [n for n, s in states.items() if actor in several(s.successor) and _valid(s, iso)]
        return before[0] if len(before) == 1 else actor
    return actor


def _valid(state: State, iso: str) -> bool:
    return state.since[: len(iso)] <= iso and (not state.until or iso[: len(state.until)] <= state.until)


def standing(actors: tuple[str, ...], day: dt.date | None) -> tuple[str, ...]:
    """Of the states that had a capital or adjective one after the other, the one of that day (no day: of today's)."""
    if len(actors) < 2:  # "Soviet" stays the Soviet Union
        return actors
    if day is None:
        states = tables().states
        return tuple(a for a in actors if a not in states or not states[a].until)[:1] or actors[:1]
    return tuple(dict.fromkeys(at_date(a, day) for a in actors))[:1]
