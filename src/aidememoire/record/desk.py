"""In: a record, and rulings one by one. Out: its entries as ruled so far, or why a ruling does not fit."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from aidememoire.model import Act
from aidememoire.record.anchors import CORE, Finder, Lost, Value, claim_changes, reports_meant, value_text
from aidememoire.record.entry import Entry, Record, make_entry
from aidememoire.record.merge import source_of
from aidememoire.record.rulings import Edit, Ruling, Target


class Misfit(Exception):  # noqa: N818 - no fault: the record moved on, and this is kept as the reason
    """Why a ruling cannot be laid upon the record."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A ruling on an entry, and what should be known beside it."""

    ruling: Ruling
    note: str = ""


@dataclass(slots=True, eq=False)
class Case:
    """An entry on the desk: its acts, and what was ruled on it."""

    acts: list[Act]
    entry: Entry | None = None  # None: to be made of its acts
    edits: list[tuple[Ruling, Edit]] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    sure: set[str] = field(default_factory=set)  # the ids of acts that were confirmed
    rejected: bool = False


class Desk:
    """The entries of a record that rulings may touch, while these are laid upon them in the order of time."""

    def __init__(self, record: Record, rulings: Iterable[Ruling]) -> None:
        self.reports = {report.id: report for report in record.reports}
        self.first_print = {name: name for name in self.reports} | dict(record.originals)
        anchors = [anchor for ruling in rulings for target in ruling.targets for anchor in target.anchors]
        meant = reports_meant(record.reports, anchors)
        touched = [any(act.report in meant for act in entry.acts) for entry in record.entries]
        self.others = [entry for entry, near in zip(record.entries, touched, strict=True) if not near]
        self.cases = [
            Case(list(entry.acts), entry) for entry, near in zip(record.entries, touched, strict=True) if near
        ]
        acts = (act for case in self.cases for act in case.acts)
        self.finder = Finder([self.reports[name] for name in sorted(meant)], acts)
        self.home = {act.id: case for case in self.cases for act in case.acts}
        self.ways: dict[str, Callable[[Ruling], None]] = {
            "confirm": self._confirm,
            "reject": self._reject,
            "edit": self._edit,
            "merge": self._merge,
            "split": self._split,
        }

    def lay(self, ruling: Ruling) -> None:
        """Lays one ruling upon the record; raises Misfit, and changes nothing, where it does not fit."""
        self.ways[ruling.action](ruling)

    def entry_of(self, case: Case) -> Entry:
        """The entry as ruled so far."""
        if case.entry is None:
            case.entry = self._made(case.acts)
        entry = case.entry
        if case.sure:
            entry = replace(entry, acts=tuple(_sure(act, case.sure) for act in entry.acts))
        ordered = sorted(case.edits, key=lambda pair: pair[0].order)
        changed: dict[str, Any] = {edit.field: edit.new for _, edit in ordered}
        return replace(entry, **changed) if changed else entry

    def _made(self, acts: Iterable[Act]) -> Entry:
        return make_entry(list(acts), self.reports, lambda act: source_of(act, self.reports, self.first_print))

    def _confirm(self, ruling: Ruling) -> None:
        acts, note = self._holding(_only_target(ruling))
        case = self._one(acts)
        case.sure |= {act.id for act in acts}
        case.rejected = False
        case.marks.append(Mark(ruling, note))

    def _reject(self, ruling: Ruling) -> None:
        target = _only_target(ruling)
        acts, note = self._holding(target)
        if not target.whole:
            cases = [self._take_out([act for act in acts if act in case.acts]) for case in self._of(acts)]
        else:
            cases = self._of(acts)
            if len(cases) > 1 and any(act not in acts for case in cases for act in case.acts):
                raise Misfit(_scattered(cases))
        for case in cases:
            case.rejected = True
            further = len({act.report for act in case.acts} - {act.report for act in acts})
            told = f"{further} further report{'s tell' if further > 1 else ' tells'} it since" if further else ""
            case.marks.append(Mark(ruling, "; ".join(filter(None, (note, told)))))

    def _edit(self, ruling: Ruling) -> None:
        acts, note = self._found(_only_target(ruling))
        case = self._one(acts, kept=True)
        entry, seen = self.entry_of(case), self._made(acts)
        notes = [note] if note else []
        for edit in ruling.edits:
            now, told = getattr(entry, edit.field), getattr(seen, edit.field)
            if _alike(now, edit.old) or _alike(now, edit.new):
                continue
            if not _alike(told, edit.old):  # the statements that were ruled on are read otherwise
                raise Misfit(f"{edit.field} was {value_text(edit.old)}, and is now {value_text(now)}")
            notes.append(f"without it, {edit.field} would be {value_text(now)}")
        case.edits += [(ruling, edit) for edit in ruling.edits]
        case.marks.append(Mark(ruling, "; ".join(notes)))

    def _merge(self, ruling: Ruling) -> None:
        found = [self._found(target) for target in ruling.targets]
        cases = list(dict.fromkeys(self._one(acts, kept=True) for acts, _ in found))
        if not cases:
            raise Misfit("it names no entries")
        joined = cases[0] if len(cases) == 1 else self._joined(cases)  # the machine may have joined them since
        joined.marks.append(Mark(ruling, "; ".join(note for _, note in found if note)))

    def _joined(self, cases: Sequence[Case]) -> Case:
        """One case of several, with all that was ruled on them."""
        joined = Case([act for case in cases for act in case.acts])
        for case in cases:
            joined.edits += case.edits
            joined.marks += [mark for mark in case.marks if mark not in joined.marks]
            joined.sure |= case.sure
            self.cases.remove(case)
        self._add(joined)
        return joined

    def _split(self, ruling: Ruling) -> None:
        acts, note = self._found(_only_target(ruling))
        case = self._one(acts, kept=True)
        apart = self._take_out(acts)
        for one in {id(case): case, id(apart): apart}.values():
            one.marks.append(Mark(ruling, note))

    def _take_out(self, acts: Sequence[Act]) -> Case:
        """The acts of one case as a case of their own; the case itself where it holds no others."""
        case = self._one(acts)
        rest = [act for act in case.acts if act not in acts]
        if not rest:
            return case
        apart = Case(list(acts), sure=case.sure & {act.id for act in acts})
        case.acts, case.entry = rest, None
        case.sure -= apart.sure
        self._add(apart)
        return apart

    def _add(self, case: Case) -> None:
        self.cases.append(case)
        self.home |= {act.id: case for act in case.acts}

    def _holding(self, target: Target) -> tuple[list[Act], str]:
        """The acts that still claim at their core what they claimed, and what else is other than it was."""
        return self._found(target, CORE)

    def _found(self, target: Target, core: Sequence[str] = ()) -> tuple[list[Act], str]:
        """The acts a target means, and what is to be said of the others; raises Misfit where none is left."""
        acts: list[Act] = []
        gone: list[str] = []
        since: list[str] = []
        for anchor in target.anchors:
            act = self.finder.find(anchor)
            if isinstance(act, Lost):
                gone.append(act.why)
                continue
            changes = claim_changes(anchor, act)
            if broken := [words for name, words in changes.items() if name in core]:
                gone += broken
                continue
            acts.append(act)
            since += changes.values() if core else ()
        if not acts:
            raise Misfit("; ".join(dict.fromkeys(gone)) or "it names no statement")
        return list({act.id: act for act in acts}.values()), "; ".join(dict.fromkeys((*gone, *since)))

    def _of(self, acts: Iterable[Act]) -> list[Case]:
        return list(dict.fromkeys(self.home[act.id] for act in acts))

    def _one(self, acts: Sequence[Act], *, kept: bool = False) -> Case:
        """The one entry that holds the acts."""
        cases = self._of(acts)
        if len(cases) > 1:
            raise Misfit(_scattered(cases))
        if kept and cases[0].rejected:
            raise Misfit("the entry is rejected")
        return cases[0]


def _alike(one: Value, other: Value) -> bool:
    """Whether two values of a field are the same; the order of names says nothing."""
    if isinstance(one, tuple) and isinstance(other, tuple):
        return sorted(one) == sorted(other)
    return one == other


def _only_target(ruling: Ruling) -> Target:
    if len(ruling.targets) != 1:
        raise Misfit(f"it names {len(ruling.targets)} entries")
    return ruling.targets[0]


def _scattered(cases: Sequence[Case]) -> str:
    return f"its statements now stand in {len(cases)} entries"


def _sure(act: Act, sure: set[str]) -> Act:
    return replace(act, confidence=1.0) if act.id in sure else act
