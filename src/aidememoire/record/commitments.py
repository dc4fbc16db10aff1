"""In: a record and a day. Out: what was undertaken or set a date for, and how that stands on the day."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from aidememoire.find.times.bounds import Bounds
from aidememoire.record.days import day_range
from aidememoire.record.endings import Later, condition_met, in_part, replaced, taken_back
from aidememoire.record.entry import Entry, Record
from aidememoire.record.keeping import Done, keeps, rules
from aidememoire.record.matter import content_words

STATES = ("overdue", "due", "open", "conditional", "partly_met", "lapsed", "withdrawn", "superseded", "met")


@dataclass(frozen=True, slots=True)
class Commitment:
    """An entry that binds somebody to a later act, and its life as of a day."""

    entry: Entry
    state: str  # one of STATES
    deadline: str | None  # EDTF; None: no day was told
    deadline_words: str | None
    met_by: Entry | None  # the later act that kept it
    ended_by: Entry | None = None  # the act that met a part of it, took it back or set another day, as `state` says
    freed_by: Entry | None = None  # the act that met its condition


def find_commitments(record: Record, today: dt.date) -> tuple[Commitment, ...]:
    """Every commitment and deadline of the record, in the order of its entries."""
    done, later = Done(record.entries), Later(record.entries)
    return tuple(_commitment(entry, done, later, today) for entry in record.entries if _binds(entry))


def _binds(entry: Entry) -> bool:
    """Word given, an act announced, or a day set for what was asked."""
    if entry.negated or entry.status not in ("done", "ongoing", "planned", "conditional"):
        return False
    if len(entry.parties) < 2 and not content_words(entry.matter or "") and not entry.condition:
        return False  # nobody could say whether it was kept
    if entry.kind in rules()["cooperative"] and entry.status in ("planned", "conditional"):
        return True
    return entry.kind in rules()["given"] or (entry.due is not None and entry.kind in rules()["dated"])


def _is_over(entry: Entry, edtf: str | None) -> bool:
    """Whether these days had passed when the entry was first told: then they are no deadline of anything to come."""
    last = day_range(edtf)[1]
    return last is not None and entry.told is not None and last < entry.told


def _precedes(due: str, when: str | None) -> bool:
    """Whether a day named as due lies before the words themselves: the year of a treaty that talks are based on."""
    last, first = day_range(due)[1], day_range(when)[0]
    return last is not None and first is not None and last < first


def _commitment(entry: Entry, done: Done, later: Later, today: dt.date) -> Commitment:
    deadline, words = _deadline(entry)
    kinds = rules()["met_by"].get(entry.kind, [entry.kind])
    kept = [act for act in done.within(kinds, deadline) if keeps(act, entry, deadline)]
    met_by = next((act for act in kept if not in_part(act, entry)), None)
    freed_by = condition_met(entry, later)
    state, ended_by = _ended(entry, deadline, kept, later) if met_by is None else ("met", None)
    state = state or _state(entry, day_range(deadline), today, waits=freed_by is None)
    return Commitment(entry, state, deadline, words, met_by, ended_by, freed_by)


def _ended(entry: Entry, deadline: str | None, kept: list[Entry], later: Later) -> tuple[str, Entry | None]:
    """What befell it short of being met; "" where nothing did."""
    if act := taken_back(entry, deadline, later):
        return "withdrawn", act
    if act := replaced(entry, deadline, later):
        return "superseded", act
    return ("partly_met", kept[0]) if kept else ("", None)


def _deadline(entry: Entry) -> tuple[str | None, str | None]:
    """What was said is due by its `due`; of what was announced, `when` is the day itself."""
    if entry.due and not _precedes(entry.due, entry.when):
        return entry.due, entry.due_words
    spoken = entry.kind in rules()["said"]  # its day may be that of the words
    last = day_range(entry.when)[1]
    ahead = entry.told is None or (last is not None and last > entry.told)
    if entry.status in ("planned", "conditional") and (ahead if spoken else not _is_over(entry, entry.when)):
        return entry.when, entry.when_words
    return None, None


def _state(entry: Entry, deadline: Bounds, today: dt.date, *, waits: bool) -> str:
    first, last = deadline
    if last is not None and last < today:
        late = (today - last).days > rules()["late"]
        return "lapsed" if late or entry.kind in rules()["expires"] else "overdue"
    if waits and (entry.condition or entry.status == "conditional"):
        return "conditional"
    near = last is not None and (last - today).days <= rules()["soon"]
    return "due" if near or (first is not None and first <= today and last is not None) else "open"
