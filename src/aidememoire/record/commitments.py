"""In: a record and a day. Out: what was undertaken or set a date for, and how that stands on the day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from aidememoire.find.times.bounds import Bounds
from aidememoire.record import places
from aidememoire.record.days import day_range, overlap
from aidememoire.record.entry import Entry, Record
from aidememoire.record.matter import alike, content_words, settings

STATES = ("overdue", "due", "open", "conditional", "lapsed", "met")


@dataclass(frozen=True, slots=True)
class Commitment:
    """An entry that binds somebody to a later act, and its life as of a day."""

    entry: Entry
    state: str  # one of STATES
    deadline: str | None  # EDTF; None: no day was told
    deadline_words: str | None
    met_by: Entry | None  # the later act that kept it


def find_commitments(record: Record, today: dt.date) -> tuple[Commitment, ...]:
    """Every commitment and deadline of the record, in the order of its entries."""
    done = [entry for entry in record.entries if entry.status in ("done", "ongoing") and not entry.negated]
    return tuple(_commitment(entry, done, today) for entry in record.entries if _binds(entry))


def _rules() -> dict[str, Any]:
    rules: dict[str, Any] = settings()["commitment"]
    return rules


def _binds(entry: Entry) -> bool:
    """Word given, an act announced, or a day set for what was asked."""
    if entry.negated or entry.status not in ("done", "ongoing", "planned", "conditional"):
        return False
    if len(entry.parties) < 2 and not content_words(entry.matter or "") and not entry.condition:
        return False  # nobody could say whether it was kept
    if entry.kind in _rules()["cooperative"] and entry.status in ("planned", "conditional"):
        return True
    return entry.kind in _rules()["given"] or (entry.due is not None and entry.kind in _rules()["said"])


def _is_over(entry: Entry, edtf: str | None) -> bool:
    """Whether these days had passed when the entry was first told: then they are no deadline of anything to come."""
    last = day_range(edtf)[1]
    return last is not None and entry.told is not None and last < entry.told


def _precedes(due: str, when: str | None) -> bool:
    """Whether a day named as due lies before the words themselves: the year of a treaty that talks are based on."""
    last, first = day_range(due)[1], day_range(when)[0]
    return last is not None and first is not None and last < first


def _commitment(entry: Entry, done: Sequence[Entry], today: dt.date) -> Commitment:
    deadline, words = _deadline(entry)
    met_by = next((act for act in done if _keeps(act, entry, deadline)), None)
    return Commitment(entry, _state(entry, day_range(deadline), met_by, today), deadline, words, met_by)


def _deadline(entry: Entry) -> tuple[str | None, str | None]:
    """What was said is due by its `due`; of what was announced, `when` is the day itself."""
    if entry.due and not _precedes(entry.due, entry.when):
        return entry.due, entry.due_words
    spoken = entry.kind in _rules()["said"]  # its day may be that of the words
    last = day_range(entry.when)[1]
    ahead = entry.told is None or (last is not None and last > entry.told)
    if entry.status in ("planned", "conditional") and (ahead if spoken else not _is_over(entry, entry.when)):
        return entry.when, entry.when_words
    return None, None


def _state(entry: Entry, deadline: Bounds, met_by: Entry | None, today: dt.date) -> str:
    if met_by:
        return "met"
    first, last = deadline
    if last is not None and last < today:
        late = (today - last).days > _rules()["late"]
        return "lapsed" if late or entry.kind in _rules()["expires"] else "overdue"
    if entry.condition or entry.status == "conditional":
        return "conditional"
    near = last is not None and (last - today).days <= _rules()["soon"]
    return "due" if near or (first is not None and first <= today and last is not None) else "open"


def _keeps(act: Entry, promised: Entry, deadline: str | None) -> bool:
    """Whether a done act is the one that was promised: its kind, sides, days and place, and for words its matter."""
    if act.kind not in _rules()["met_by"].get(promised.kind, [promised.kind]) or act.id == promised.id:
        return False
    if not _same_sides(act, promised) or not _in_time(act, promised, deadline):
        return False
    if act.kind != "meet":
        return alike(act.matter, promised.matter)
    visit = promised.kind == "meet" or _speaks_of_meeting(promised.matter)
    return visit and (not act.where or not promised.where or places.fits(act.where, promised.where))


def _speaks_of_meeting(matter: str | None) -> bool:
    return not content_words(matter or "").isdisjoint(content_words(_rules()["meeting_words"]))


def _same_sides(act: Entry, promised: Entry) -> bool:
    if promised.kind in settings()["mutual"] or promised.kind == "propose":
        return len(promised.parties) > 1 and promised.parties <= act.parties
    by = promised.recipients if promised.kind == "demand" else promised.actors
    return bool(by) and set(by) <= set(act.actors) and set(promised.recipients) <= act.parties


def _in_time(act: Entry, promised: Entry, deadline: str | None) -> bool:
    """After the promise was told, within its days; an act or a promise without days proves nothing."""
    days, since = day_range(act.when), promised.told
    if days[0] is None or days[1] is None or deadline is None:
        return False
    made = day_range(promised.when)[0] if promised.due else None
    earliest = made or since
    at_the_place = act.kind == "meet" and act.where is not None and act.where == promised.where
    slack = dt.timedelta(days=_rules()["near"] if at_the_place else 0)
    if made is not None and days[1] <= made:
        return False  # no act of the day itself, for reports tell the words and what they are about as one
    return (earliest is None or days[1] >= earliest) and overlap(
        (days[0] - slack, days[1] + slack), day_range(deadline)
    )
