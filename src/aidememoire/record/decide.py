"""In: entries and acts a person points at. Out: the ruling on them, or why there can be none."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from aidememoire.errors import UsageError
from aidememoire.model import Act, Report
from aidememoire.record.anchors import anchor_of
from aidememoire.record.edits import names_in, parse_edits
from aidememoire.record.entry import Entry
from aidememoire.record.ruled import Ruled
from aidememoire.record.rulings import ACTIONS, Ruling, Target, make_ruling, standing

Pointed = tuple[Entry, Act | None]  # an entry, or one act of it


@dataclass(frozen=True, slots=True)
class Word:
    """Who rules, when, and why."""

    by: str
    at: dt.datetime
    reason: str


def decide(
    ruled: Ruled,
    action: str,
    pointed: Sequence[Pointed],
    word: Word,
    fields: Sequence[str] = (),
    *,
    new_names: bool = False,
) -> Ruling:
    """The ruling; raises UsageError where the action cannot be done to what is pointed at.

    With `new_names` a field may be given a name that neither the tables nor the record know.
    """
    if action not in ACTIONS or action == "undo":
        raise UsageError(action, "is no ruling on an entry", f"Rulings are {', '.join(ACTIONS)}.")
    if fields and action != "edit":
        raise UsageError("--field", f"means nothing to {action}", "Leave it out, or edit the entry.")
    reports = {report.id: report for report in ruled.found.reports}
    if action in ("edit", "merge", "split") and any(entry in ruled.rejected for entry, _ in pointed):
        raise UsageError(action, "cannot be done to a rejected entry", "Take the rejection back first: rule undo.")
    targets = _TARGETS[action](pointed, reports)
    known = None if new_names or action != "edit" else names_in(ruled.found)
    edits = parse_edits(fields, pointed[0][0], known) if action == "edit" else ()
    return make_ruling(action, word.by, word.at, word.reason, targets, edits)


def take_back(rulings: Sequence[Ruling], reference: str, word: Word) -> Ruling:
    """The ruling that takes back the one whose id begins so."""
    asked = reference.strip().strip("[]").lower()
    found = [ruling for ruling in rulings if asked and ruling.id.startswith(asked)]
    if len(found) != 1:
        what = "may be any of several rulings" if found else "is no ruling"
        raise UsageError(reference, what, "Take the reference from `aidememoire rulings`.")
    if found[0] not in standing(rulings):
        raise UsageError(reference, "was taken back already", "Undo that undo, if the ruling is to hold again.")
    return make_ruling("undo", word.by, word.at, word.reason, undoes=found[0].id)


def _target(entry: Entry, acts: Sequence[Act], reports: Mapping[str, Report], *, whole: bool) -> Target:
    return Target(entry.id, whole, tuple(anchor_of(act, reports[act.report]) for act in acts))


def _single(pointed: Sequence[Pointed], reports: Mapping[str, Report]) -> tuple[Target, ...]:
    """One entry, or one act of it."""
    if len(pointed) != 1:
        raise UsageError("REF", f"{len(pointed)} are given", "Give one reference.")
    entry, act = pointed[0]
    return (_target(entry, [act] if act else entry.acts, reports, whole=act is None),)


def _entry(pointed: Sequence[Pointed], reports: Mapping[str, Report]) -> tuple[Target, ...]:
    if any(act for _, act in pointed):
        raise UsageError("REF", "is a statement, not an entry", "Give the reference of the entry.")
    return _single(pointed, reports)


def _entries(pointed: Sequence[Pointed], reports: Mapping[str, Report]) -> tuple[Target, ...]:
    """Two entries or more."""
    if any(act for _, act in pointed) or len({entry.id for entry, _ in pointed}) < 2:
        raise UsageError("merge", "needs two entries or more", "Give the references of entries that are one event.")
    return tuple(_target(entry, entry.acts, reports, whole=True) for entry, _ in pointed)


def _some_acts(pointed: Sequence[Pointed], reports: Mapping[str, Report]) -> tuple[Target, ...]:
    """Some acts of one entry, not all."""
    acts = list({act.id: act for _, act in pointed if act}.values())
    entries = {entry.id: entry for entry, _ in pointed}
    if any(act is None for _, act in pointed) or len(entries) != 1:
        remedy = "Give the references of statements, which `aidememoire show REF` prints as “act”."
        raise UsageError("split", "takes statements out of one entry", remedy)
    entry = pointed[0][0]
    if len(acts) == len(entry.acts):
        raise UsageError("split", "would take out all there is", "Leave at least one statement in the entry.")
    return (_target(entry, acts, reports, whole=False),)


_TARGETS = {"confirm": _single, "reject": _single, "edit": _entry, "merge": _entries, "split": _some_acts}
