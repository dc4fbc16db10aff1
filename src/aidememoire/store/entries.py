"""In: an entry. Out: its rows: what it is looked for by, and all of it; and from rows the same entry again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from aidememoire.model import Act
from aidememoire.record.days import day_range, sort_day
from aidememoire.record.entry import Entry, words_of
from aidememoire.record.words import token_line
from aidememoire.store.keys import entry_key
from aidememoire.store.rows import day_text, make_day, make_voices, voices
from aidememoire.store.seals import check_acts

PLAIN = (
    *("id", "kind", "status", "when", "when_words", "due", "due_words", "where", "matter", "instrument", "condition"),
    *("negated", "said", "copies"),
)
LISTS = ("actors", "persons", "recipients", "sources")


def entry_data(entry: Entry) -> dict[str, Any]:
    """All fields of an entry, its acts by their ids."""
    return (
        {name: getattr(entry, name) for name in PLAIN}
        | {name: list(getattr(entry, name)) for name in LISTS}
        | {"said_by": voices(entry.said_by), "told": day_text(entry.told), "acts": [act.id for act in entry.acts]}
    )


def make_entry(data: Mapping[str, Any], acts: Sequence[Act]) -> Entry:
    """The entry that was kept as this; its acts in their order."""
    check_acts(data["acts"], (act.id for act in acts))
    told: dict[str, Any] = {name: data[name] for name in PLAIN} | {name: tuple(data[name]) for name in LISTS}
    return Entry(**told, said_by=make_voices(data["said_by"]), told=make_day(data["told"]), acts=tuple(acts))


def entry_row(entry: Entry, bucket: str) -> dict[str, Any]:
    """The row of an entry."""
    first_due, last_due = day_range(entry.due)
    return {
        "id": entry.id,
        "key": key_of(entry),
        "bucket": bucket,
        "kind": entry.kind,
        "status": entry.status,
        "negated": entry.negated,
        "told": day_text(entry.told),
        "place": entry.where,
        "instrument": entry.instrument,
        "first_due": day_text(first_due),
        "last_due": day_text(last_due),
        "sure": max(act.confidence for act in entry.acts),
        "copies": entry.copies,
        "data": entry_data(entry),
    }


def key_of(entry: Entry) -> int:
    """The key an entry is sorted by: its day, and among those of a day its id."""
    return entry_key(sort_day(day_range(entry.when)), entry.id)


def party_rows(entry: Entry) -> list[dict[str, Any]]:
    """Everybody concerned, once each."""
    roles: dict[str, str] = {}
    for role, names in (("actor", entry.actors), ("recipient", entry.recipients), ("person", entry.persons)):
        for name in names:
            roles.setdefault(name, role)
    key = key_of(entry)
    return [{"entry": entry.id, "name": name, "role": role, "key": key} for name, role in roles.items()]


def words_row(entry: Entry, sentences: Sequence[str]) -> tuple[int, str]:
    """What the index of words takes of an entry."""
    return key_of(entry), token_line(words_of(entry, sentences))
