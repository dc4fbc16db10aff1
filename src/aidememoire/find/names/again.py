"""In: the coded words of a report and its persons. Out: every place where one of them is named, fully or shortly."""

from __future__ import annotations

from collections.abc import Iterator

from aidememoire.find.names.codes import Coded, words_of
from aidememoire.find.names.people import Person, office_at


def named(coded: Coded, people: list[Person]) -> Iterator[tuple[int, int, Person]]:
    """Every place where the words name one of these persons, fully or by the last name."""
    keys = _keys(coded, people)
    at, codes = 0, coded.codes
    while at < len(codes):
        hit = _match(coded, keys, at) if codes[at] in "NGnSCLDKJZpOH" else None
        if hit is None:
            at += 1
            continue
        last, persons = hit
        yield at, last, _which(coded, at, persons)
        at = last


def _keys(coded: Coded, people: list[Person]) -> dict[str, list[tuple[str, Person]]]:
    """The names a person goes by in this report, by their first word in small letters."""
    bare = {coded.word(i) for i, c in enumerate(coded.codes) if c in "NGn" and coded.codes[i - 1 : i] not in ("G", "N")}
    keys: dict[str, list[tuple[str, Person]]] = {}
    never = words_of("common", "never_surname")
    for person in people:
        words = person.name.split()
        forms = [person.name, words[-1]]
        if len(words) > 2:
            forms.append(" ".join(words[-2:]))
            forms.append(words[0] + " " + words[-1])
        if "-" in words[-1] and words[-1][0].islower():
            forms.append(words[-1].split("-", 1)[1])
        if len(words) > 1 and words[-1] not in bare and words[0] in bare:
            forms.append(words[0])
        for form in dict.fromkeys(forms):
            if form == person.name or (form not in never and len(form) > 1 and not form.endswith(".")):
                keys.setdefault(form.split()[0].lower(), []).append((form, person))
    return keys


def _match(coded: Coded, keys: dict[str, list[tuple[str, Person]]], at: int) -> tuple[int, list[Person]] | None:
    """The longest name that begins at this word, and all who go by it."""
    first = coded.word(at).split()[0].lower()
    best: tuple[int, list[Person]] = (at, [])
    for form, person in keys.get(first, ()):
        last = _ends(coded, form, at)
        if last > best[0]:
            best = (last, [person])
        elif last == best[0] and best[1]:
            best[1].append(person)
    return best if best[1] and _stands(coded, at, best) else None


def _ends(coded: Coded, form: str, at: int) -> int:
    """After which word the name ends that begins here; 0 if it does not stand here."""
    last, size = at, len(form.split())
    have = 0
    while last < len(coded.codes) and coded.codes[last] != "\n" and have < size:
        have += len(coded.word(last).split())
        last += 1
    said = coded.words(at, last) if last > at else ""
    same = said == form or ("n" in coded.codes[at:last] and said.isupper() and said.lower() == form.lower())
    return last if same else 0


def _stands(coded: Coded, at: int, hit: tuple[int, list[Person]]) -> bool:
    """Whether a last name alone is really that person: no other given name before it, no state of that name."""
    last, persons = hit
    said = coded.words(at, last)
    before = coded.codes[at - 1 : at]
    if said in (p.name for p in persons):
        return True
    if before and before in "GNp" and not any(coded.word(at - 1) in p.name for p in persons):
        return False
    return coded.codes[at] not in "SCDLJZHO" or (before != "" and before in "MTZ")


def _which(coded: Coded, at: int, persons: list[Person]) -> Person:
    """Of those who share a name: the one of the office said before it, else the one last named in full before."""
    if len(persons) == 1:
        return persons[0]
    office = office_at(coded, at - 1) if at and coded.codes[at - 1] in "TZ" else None
    for person in persons:
        if office and office in person.offices:
            return person
    earlier = [p for p in persons if p.at <= at]
    return max(earlier, key=lambda p: p.at) if earlier else persons[0]
