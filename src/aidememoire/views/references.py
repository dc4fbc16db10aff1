"""In: a record. Out: short references to its entries, and from a reference what it means."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from aidememoire.errors import UsageError
from aidememoire.model import Act, Report
from aidememoire.record.entry import Entry, Record, base32

SHORTEST = 4
LETTERS = frozenset("abcdefghijklmnopqrstuvwxyz0123456789")


@dataclass(frozen=True, slots=True)
class Meant:
    """What a reference means: an entry, one act of it, or a report."""

    entry: Entry | None = None
    act: Act | None = None
    report: Report | None = None


def short_references(record: Record) -> dict[str, str]:
    """For every entry id its shortest prefix that no other entry begins with, of four letters at least."""
    ids = sorted(entry.id for entry in record.entries)
    neighbours = zip(["", *ids], ids, [*ids[1:], ""], strict=False)
    return {
        own: own[: max(SHORTEST, _common(before, own) + 1, _common(own, after) + 1)]
        for before, own, after in neighbours
    }


def shortest(own: str, others: Iterable[str]) -> str:
    """The shortest beginning of an id that none of the others has, of four letters at least."""
    return own[: max(SHORTEST, *(_common(own, other) + 1 for other in others if other != own), 0)]


def _common(one: str, other: str) -> int:
    return next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def find_reference(record: Record, reference: str) -> Meant:
    """The entry, act or report whose id begins so; entries come first, for their references are the ones shown."""
    asked = reference.strip().strip("[]").lower()
    for meant in _candidates(record):
        found = {name: what for name, what in meant if asked and name.startswith(asked)}
        if len({id(what) for what in found.values()}) > 1:
            raise UsageError(reference, f"may be any of {_some(found)}", "Give more letters of it.")
        if found:
            return next(iter(found.values()))
    raise UsageError(reference, "no entry, act or report has this reference", "Take one from `aidememoire brief`.")


def _candidates(record: Record) -> Iterable[list[tuple[str, Meant]]]:
    yield [(entry.id, Meant(entry)) for entry in record.entries]
    pairs = [(act, entry) for entry in record.entries for act in entry.acts]
    yield [pair for act, entry in pairs for pair in _names(act.id, Meant(entry, act))]
    yield [pair for report in record.reports for pair in _names(report.id, Meant(report=report))]


def _names(number: str, meant: Meant) -> list[tuple[str, Meant]]:
    """An id as it is, and as it is shown; ids that are no digest have one form only."""
    try:
        return [(number.lower(), meant), (base32(number), meant)]
    except ValueError:
        return [(number.lower(), meant)]


def _some(names: Iterable[str]) -> str:
    found = sorted(names)
    return ", ".join(name[:8] for name in found[:4]) + (", ..." if len(found) > 4 else "")
