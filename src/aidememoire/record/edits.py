"""In: a field's new value as a person writes it. Out: the edit, checked: days are EDTF, kinds and statuses are ours."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from functools import cache

from aidememoire.errors import UsageError
from aidememoire.find.names.rows import rows_of
from aidememoire.limits import MAX_RULING_CHARS
from aidememoire.model import KINDS, STATUSES
from aidememoire.record.anchors import Value, one_line
from aidememoire.record.days import day_range
from aidememoire.record.entry import Entry, Record
from aidememoire.record.rulings import Edit
from aidememoire.rules import several

CHOICES: dict[str, tuple[str, ...]] = {"kind": tuple(KINDS), "status": STATUSES, "negated": ("yes", "no")}
DAYS = ("when", "due")
# Where the names of a field stand in data/lexicons, and in which column.
NAMES: dict[str, tuple[tuple[str, str], ...]] = {
    "actors": (("states", "name"), ("organisations", "name"), ("groups", "name")),
    "recipients": (("states", "name"), ("organisations", "name"), ("groups", "name")),
    "persons": (("people", "person"),),
    "instrument": (("instruments", "name"),),
}
LISTS = ("actors", "recipients", "persons")
TEXTS = ("where", "matter", "condition")
Known = Mapping[str, frozenset[str]] | None  # names of a field beside those of the tables; None: any name will do
FIELDS = (*CHOICES, *DAYS, *NAMES, *TEXTS)


def parse_edits(written: Iterable[str], entry: Entry, known: Known) -> tuple[Edit, ...]:
    """The edits of lines such as "when=2018-11-14".

    An empty value says that it is not known; several names are parted by semicolons.
    """
    edits: dict[str, Edit] = {}
    for line in written:
        field, sign, text = line.partition("=")
        if not sign or field not in FIELDS:
            raise UsageError(line, "is no field and value", f"Write FIELD=VALUE; fields are {', '.join(FIELDS)}.")
        edits[field] = Edit(field, getattr(entry, field), parse_value(field, one_line(text), known))
    if not edits:
        raise UsageError("edit", "changes no field", "Give it with --field, such as --field when=2018-11-14.")
    if same := [edit.field for edit in edits.values() if edit.new == edit.old]:
        raise UsageError(same[0], "has this value already", "Confirm the entry, if it is right as it is.")
    return tuple(edits.values())


def parse_value(field: str, text: str, known: Known) -> Value:
    """A field's value; raises UsageError where it cannot be one."""
    if len(text) > MAX_RULING_CHARS or not text.isprintable():
        raise UsageError(field, f"is longer than {MAX_RULING_CHARS} characters, or not plain text", "Write it shorter.")
    if field in CHOICES:
        if text not in CHOICES[field]:
            raise UsageError(f"{field}={text}", "is not among its values", f"Write one of {', '.join(CHOICES[field])}.")
        return text == "yes" if field == "negated" else text
    if field in LISTS:
        return tuple(dict.fromkeys(_name(field, name, known) for name in several(text)))
    if not text:
        return None
    if field in DAYS:
        return _edtf(field, text)
    return _name(field, text, known) if field in NAMES else text


def check_edit(edit: Edit) -> None:
    """Raises UsageError where an edit that comes from elsewhere could not be laid upon an entry; names may be new."""
    if edit.field not in FIELDS:
        raise UsageError(edit.field, "is no field that can be edited", f"Fields are {', '.join(FIELDS)}.")
    if isinstance(edit.new, tuple) is not (edit.field in LISTS) or isinstance(edit.new, bool) is not (
        edit.field == "negated"
    ):
        raise UsageError(edit.field, "has a value of another sort", "Take the ruling from where it was exported.")
    values = edit.new if isinstance(edit.new, tuple) else (edit.new,)
    for value in values:
        text = "yes" if value is True else "no" if value is False else value or ""
        parse_value(edit.field, text, None)


def names_in(record: Record) -> dict[str, frozenset[str]]:
    """What the record itself names, field by field."""
    found: dict[str, set[str]] = {field: set() for field in NAMES}
    for entry in record.entries:
        for act in entry.acts:
            found["actors"].update(act.actors, act.recipients)
            found["persons"].update(act.persons)
            found["instrument"].update([act.instrument] if act.instrument else [])
    return {field: frozenset(names) for field, names in found.items()} | {"recipients": frozenset(found["actors"])}


def _edtf(field: str, text: str) -> str:
    first, last = day_range(text)
    if (first is None and last is None) or (first and last and first > last):
        remedy = "Write it in EDTF: 2018-11-14, 2018-11, 2018-11/2019-01, ../2018-12-31."
        raise UsageError(f"{field}={text}", "is no date or span of dates", remedy)
    return text


@cache
def _shipped(field: str) -> frozenset[str]:
    return frozenset(row[column] for table, column in NAMES[field] for row in rows_of(table))


def _name(field: str, name: str, known: Known) -> str:
    if known is None:
        return name
    names = _shipped(field) | known.get(field, frozenset())
    if name in names:
        return name
    near = difflib.get_close_matches(name, sorted(names), 3)
    remedy = f"Did you mean {' or '.join(near)}? " if near else ""
    raise UsageError(
        f"{field}={name}", "is a name that neither the tables nor the record know", remedy + "Or give --new-name."
    )
