"""In: the coded words of a report. Out: its persons and whom each speaks for: the text teaches first, tables second."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache

from aidememoire.find.names.codes import Coded, words_of
from aidememoire.find.names.factions import called, one
from aidememoire.find.names.tables import Tenure, plain, standing, tables
from aidememoire.rules import load_toml

MIN_MASTER = 2  # words: a name and its possessive mark
BARE = re.compile("(?<![GNMp])N(?=[vwIY']|&[NSGK])")  # one capitalised word that acts or owns
ALONE = re.compile("(?<![GN])[NGn](?=[vw'])")  # one capitalised word that acts or owns
SLACK = 366  # days around a term of office: people are named a little before and after it


@dataclass(slots=True)
class Person:
    """A person as one report tells of him or her; grows while the report is read."""

    name: str
    actors: tuple[str, ...] = ()
    offices: list[str] = field(default_factory=list)
    opposed: bool = False
    side: tuple[str, ...] = ()  # whom an opponent speaks for: "Norwegian opposition", a party
    at: int = 0  # the first of the person's words
    weak: bool = False  # one sign only: kept if a second one is found
    known: str = ""  # the full name of the tables, where the report gives the last name alone
    called: bool = False  # known by title or honorific, or by the tables
    taught: bool = False  # the text itself says for whom he or she speaks


Known = dict[str, list[Person]]  # by the first and the last word of the name


@dataclass(frozen=True, slots=True)
class Sign:
    """One place where the text says who somebody is: word numbers."""

    first: int
    last: int
    office: str
    office_span: tuple[int, int] | None  # the words of the office with whom it is of
    actors: tuple[str, ...]
    opposed: bool
    weak: bool
    called: bool


@cache
def patterns(name: str) -> tuple[re.Pattern[str], ...]:
    """The patterns of this name, over codes."""
    table = load_toml("langs/en/names.toml")
    found = []
    for pattern in table["patterns"][name]:
        for key, shape in table["shapes"].items():
            pattern = pattern.replace("{" + key + "}", shape)
        found.append(re.compile(pattern))
    return tuple(found)


def signs(coded: Coded, day: dt.date | None) -> list[Sign]:
    """Where names of persons stand, the surest patterns first; no word belongs to two names."""
    found: list[Sign] = []
    taken: set[int] = set()
    for pattern in patterns("person"):
        names = pattern.groupindex
        for match in pattern.finditer(coded.codes):
            first, last = match.span("p")
            if not taken.isdisjoint(range(first, last)):
                continue
            taken.update(range(first, last))
            found.append(_sign(coded, match, names.keys(), day))
    return found


def _sign(coded: Coded, match: re.Match[str], names: object, day: dt.date | None) -> Sign:
    groups = match.groupdict()
    first, last = match.span("p")
    office, span = "", None
    actors: tuple[str, ...] = ()
    if groups.get("t") is not None:
        at = match.start("t")
        office = office_at(coded, at)
        span = (match.start(), first) if match.start() < first else (last + 1, match.end())
    if groups.get("a") is not None:
        actors = _whose(coded, match.start("a"), office, day)
    opposed = bool(groups.get("x"))
    if opposed and actors and actors[0] in tables().states:
        noun = one().get(coded.word(match.start("x")).lower(), "")
        actors = (called(actors[0], noun),) if noun else ()
    no_voice = office.split()[-1:] and office.split()[-1] in words_of("offices", "no_voice")
    return Sign(
        first,
        last,
        office,
        span,
        () if no_voice else actors,
        opposed,
        "weak" in groups,
        bool(office) or coded.codes[first - 1 : first] == "M" or match.group().startswith("M"),
    )


def _whose(coded: Coded, at: int, office: str, day: dt.date | None) -> tuple[str, ...]:
    """Whose the office at a state is: "Norway envoy" is sent there, "Norwegian U.N. ambassador" is from Norway."""
    entry = coded.entries[at]
    word = office.split()[-1] if office else ""
    if entry is None or word not in words_of("offices", "away"):
        return standing(entry.actors, day) if entry else ()
    if entry.name in tables().states:
        noun = coded.codes[at] == "S" and coded.codes[at + 1] in "TZ" and coded.word(at)[1:].islower()
        return () if noun else standing(entry.actors, day)
    sender = coded.entries[at - 1] if at and coded.codes[at - 1] in "SD" else None
    if sender is not None:
        return standing(sender.actors, day)
    return () if word in words_of("offices", "accredited") else entry.actors


def office_at(coded: Coded, at: int) -> str:
    """The office at this word with the words before it that belong to it, in lower case."""
    first = at
    while first and coded.codes[first - 1] in "jJ":
        first -= 1
    return coded.words(first, at + 1).lower()


def learn(coded: Coded, day: dt.date | None, home: tuple[str, ...] = ()) -> tuple[list[Person], list[Sign]]:
    """The persons of a report in the order of their first words, and the signs they were learned from."""
    found = signs(coded, day)
    people: list[Person] = []
    known: Known = {}
    named = [(coded.words(sign.first, sign.last), sign) for sign in found]
    for name, sign in sorted(named, key=lambda n: (" " not in n[0], n[1].first)):
        person = _same(known, name)
        if person is None:
            if (" " not in name and not sign.called) or _opener(coded, sign, known) or _no_person(name):
                continue
            person = Person(name, at=sign.first, weak=sign.weak)
            people.append(person)
            _keep(known, person)
        _add(person, sign)
    for person in people:
        _from_tables(person, day)
    people += _well_known(coded, people, day)
    for name, sign in named:
        _from_master(coded, sign, _same(known, name), known)
    for person in people:
        last = person.offices[0].split()[-1] if person.offices else ""
        if not person.actors and not person.opposed and last in words_of("offices", "home"):
            person.actors = standing(home, day)
    alone = {coded.word(m.start()) for m in ALONE.finditer(coded.codes)}
    return [p for p in people if not p.weak or _again(coded, p, alone)], found


def _opener(coded: Coded, sign: Sign, known: Known) -> bool:
    """Whether the first word only opens the sentence: the last name is that of somebody known by more than that."""
    opens = sign.first == 0 or coded.codes[sign.first - 1] in '\n"'
    last = coded.word(sign.last - 1)
    named = any(p.called and p.name.split()[-1] == last for p in known.get(last, ()))
    return opens and named and not sign.called and coded.codes[sign.first] != "G"


def _no_person(name: str) -> bool:
    """A party, newspaper or agency: the last word tells."""
    return name.split()[-1] in words_of("common", "never_person")


def _well_known(coded: Coded, people: list[Person], day: dt.date | None) -> Iterator[Person]:
    """Heads of states the report names, called by the last name alone, without a namesake in office that year."""
    states = {actor for e in coded.entries if e is not None for actor in e.actors}
    lasts = {p.name.split()[-1] for p in people} | words_of("common", "never_surname")
    for match in BARE.finditer(coded.codes):
        word, rules = coded.word(match.start()), coded.word(match.end()).lower() in words_of("offices", "rules")
        known = [t for t in tables().surnames.get(plain(word), ()) if _heads(t.office)] if word not in lasts else []
        fit = [t for t in known if (t.holds(day, SLACK) if day else rules)]
        if len({t.person for t in fit}) == 1 and (rules or fit[0].actor in states):
            lasts.add(word)
            actors, office = standing((fit[0].actor,), day), fit[0].office.lower()
            yield Person(word, actors, [office], at=match.start(), known=fit[0].person)


def _heads(office: str) -> bool:
    return office.lower().split()[-1] in words_of("offices", "heads")


def _from_master(coded: Coded, sign: Sign, person: Person | None, known: Known) -> None:
    """Who is "Holm's spokesman" speaks for whom Holm speaks for."""
    at = sign.office_span[0] if sign.office_span else 0
    if person is None or person.actors or at < MIN_MASTER or coded.codes[at - 1] != "'":
        return
    master = coded.word(at - 2)
    person.actors = next((p.actors for p in known.get(master, ()) if p is not person), ())


def _keep(known: Known, person: Person) -> None:
    words = person.name.split()
    for word in dict.fromkeys((words[0], words[-1])):
        known.setdefault(word, []).append(person)


def _same(known: Known, name: str) -> Person | None:
    """The person of this name: the same, or one whose longer name ends or begins with it."""
    words = name.split()
    near: list[Person] = [*known.get(words[0], []), *known.get(words[-1], [])]
    for person in near:
        if person.name == name:
            return person
    short = [p for p in near if p.name.endswith(" " + name) or p.name.startswith(name + " ")]
    return short[-1] if short else None


def _add(person: Person, sign: Sign) -> None:
    person.at = min(person.at, sign.first)
    person.weak = person.weak and sign.weak
    person.called = person.called or sign.called
    person.opposed = person.opposed or sign.opposed
    if sign.office and sign.office not in person.offices:
        person.offices.append(sign.office)
    if sign.opposed:
        person.side = person.side or sign.actors
    elif not person.actors:
        person.actors, person.taught = sign.actors, bool(sign.actors)


def _again(coded: Coded, person: Person, alone: set[str]) -> bool:
    """Whether it begins with a given name, or its first or last word stands alone elsewhere."""
    words = person.name.split()
    return coded.codes[person.at] == "G" or words[0] in alone or words[-1] in alone


def _from_tables(person: Person, day: dt.date | None) -> None:
    """What the tables know of a person the text names fully, or by office and last name."""
    tenure = holder(person.name, person.offices, day)
    person.known = tenure.person if tenure else ""
    if person.opposed and not person.actors:
        party = tenure is not None and tenure.actor not in tables().states
        person.actors = (tenure.actor,) if tenure and party else person.side
        person.taught = person.actors == person.side != ()
    elif tenure and not person.actors:
        person.actors = standing((tenure.actor,), day)
    if not person.offices and tenure:
        person.offices.append(tenure.office.lower())
    if not person.actors and not person.opposed:
        implied = load_toml("langs/en/names.toml")["implied"]
        person.actors = next(((implied[o],) for o in person.offices if o in implied), ())


def holder(name: str, offices: list[str], day: dt.date | None) -> Tenure | None:
    """The term of office in which this person is named; a last name alone needs an office and no namesake."""
    known = tables().tenures if " " in name else tables().surnames
    tenures = known.get(plain(name), ()) if " " in name or offices else ()
    fit = [t for t in tenures if day is None or t.holds(day, SLACK)]
    if day is None and " " not in name and len({t.person for t in fit}) > 1:
        return None
    same = [t for t in fit if any(_alike(t.office, o) for o in offices)] or fit
    if not same and " " in name:  # a former president is still known by name
        same = [t for t in tenures if not t.own][-1:]
    return same[-1] if len({t.actor for t in same}) == 1 else None


def _alike(office: str, said: str) -> bool:
    return bool(set(office.lower().split()) & set(said.split()))
