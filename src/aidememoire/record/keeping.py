"""In: a promise and its days, the done acts of a record. Out: which act kept it."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from heapq import merge
from typing import Any

from aidememoire.record import places
from aidememoire.record.days import day_range, overlap, width
from aidememoire.record.entry import Entry
from aidememoire.record.matter import alike, content_words, settings

LONGEST = 366  # days: an act that is told more vaguely keeps no promise


def rules() -> dict[str, Any]:
    """The words and figures on commitments."""
    found: dict[str, Any] = settings()["commitment"]
    return found


class Done:
    """The done acts of a record, by kind and first day, so that a promise is held only against those of its days."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self.acts: dict[str, list[tuple[dt.date, str, Entry]]] = defaultdict(list)
        for entry in entries:
            first, _ = days = day_range(entry.when)
            settled = entry.status in ("done", "ongoing") and not entry.negated
            if settled and first is not None and width(days) <= LONGEST:
                self.acts[entry.kind].append((first, entry.id, entry))
        for found in self.acts.values():
            found.sort(key=lambda item: item[:2])

    def within(self, kinds: Sequence[str], deadline: str | None) -> Iterator[Entry]:
        """The acts of these kinds that may lie in these days, in the order of their own."""
        first, last = day_range(deadline)
        near, longest = dt.timedelta(days=rules()["near"]), dt.timedelta(days=LONGEST)
        if first is None and last is None:
            return iter(())
        starts = first - near - longest if first and first > dt.date.min + near + longest else dt.date.min
        ends = last + near if last and last < dt.date.max - near else dt.date.max
        slices = []
        for kind in kinds:
            found = self.acts.get(kind, [])
            low = bisect_left(found, starts, key=lambda item: item[0])
            slices.append(found[low : bisect_right(found, ends, key=lambda item: item[0])])
        return (item[2] for item in merge(*slices, key=lambda item: item[:2]))


def keeps(act: Entry, promised: Entry, deadline: str | None) -> bool:
    """Whether a done act is the one that was promised: its sides, days and place, and for words its matter."""
    if act.id == promised.id or not _same_sides(act, promised) or not _in_time(act, promised, deadline):
        return False
    if act.kind != "meet":
        if _speaks(act.matter, "talking_words") and not _speaks(promised.matter, "talking_words"):
            return False  # to speed up the talks on a treaty is not to conclude it
        return alike(act.matter, promised.matter)
    visit = promised.kind == "meet" or _speaks(promised.matter, "meeting_words")
    others = act.persons and promised.persons and not set(act.persons) & set(promised.persons)
    return bool(visit and not others) and (
        not act.where or not promised.where or places.fits(act.where, promised.where)
    )


def _speaks(matter: str | None, words: str) -> bool:
    return not content_words(matter or "").isdisjoint(content_words(rules()[words]))


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
    slack = dt.timedelta(days=rules()["near"] if at_the_place else 0)
    if made is not None and days[1] <= made:
        return False  # no act of the day itself, for reports tell the words and what they are about as one
    return (earliest is None or days[1] >= earliest) and overlap(
        (days[0] - slack, days[1] + slack), day_range(deadline)
    )
