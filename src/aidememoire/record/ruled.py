"""In: a record as the machine found it, and rulings. Out: the record as ruled, who ruled what, and what no longer fits.

The rulings that stand are laid upon the record one after another, in the order of time, each upon what the earlier ones
left. Nothing the machine found is changed: `found` holds it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from aidememoire.record.desk import Case, Desk, Mark, Misfit
from aidememoire.record.entry import Entry, Record
from aidememoire.record.merge import entry_order
from aidememoire.record.rulings import Ruling, standing


@dataclass(frozen=True, slots=True)
class Unfit:
    """A ruling that could not be laid upon the record; it stays in the log and is tried again every time."""

    ruling: Ruling
    why: str


@dataclass(frozen=True, slots=True)
class Ruled:
    """A record after the rulings."""

    found: Record  # as the machine found it
    record: Record  # without what was rejected
    rejected: tuple[Entry, ...] = ()
    marks: tuple[tuple[str, tuple[Mark, ...]], ...] = ()  # by entry id, of rejected entries too
    unfit: tuple[Unfit, ...] = ()

    @property
    def everything(self) -> Record:
        """The record with the rejected entries in it: what a reference may mean."""
        if not self.rejected:
            return self.record
        return replace(self.record, entries=_ordered((*self.record.entries, *self.rejected)))


def apply(record: Record, rulings: Iterable[Ruling]) -> Ruled:
    """The record as ruled; where nothing is ruled, it is the record itself."""
    given = sorted(rulings, key=lambda ruling: ruling.order)
    known = {ruling.id for ruling in given}
    unfit = [
        Unfit(ruling, "the ruling it takes back is not known here")
        for ruling in given
        if ruling.action == "undo" and ruling.undoes not in known
    ]
    stands = [ruling for ruling in standing(given) if ruling.action != "undo"]
    if not stands:
        return Ruled(record, record, unfit=tuple(unfit))
    desk = Desk(record, stands)
    for ruling in stands:
        try:
            desk.lay(ruling)
        except Misfit as reason:
            unfit.append(Unfit(ruling, str(reason)))
    return _result(record, desk, tuple(unfit))


def _result(record: Record, desk: Desk, unfit: tuple[Unfit, ...]) -> Ruled:
    entries: dict[bool, list[Entry]] = {True: [], False: desk.others}
    marks: list[tuple[str, tuple[Mark, ...]]] = []
    for case in desk.cases:
        entry = desk.entry_of(case)
        entries[case.rejected].append(entry)
        if case.marks:
            marks.append((entry.id, _in_time(case)))
    kept = replace(record, entries=_ordered(entries[False]))
    return Ruled(record, kept, _ordered(entries[True]), tuple(sorted(marks, key=lambda pair: pair[0])), unfit)


def _ordered(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    return tuple(sorted(entries, key=entry_order))


def _in_time(case: Case) -> tuple[Mark, ...]:
    return tuple(sorted(case.marks, key=lambda mark: mark.ruling.order))
