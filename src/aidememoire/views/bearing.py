"""In: a record on disk, some of its entries. Out: the others that the life of their commitments hangs on.

The questions are as wide as record/keeping.py and record/endings.py look: what the same sides did about the days of a
deadline, and what a side said or did later that takes a word back, sets another day or meets a condition.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from aidememoire.record.commitments import Commitment, find_commitments
from aidememoire.record.days import day_range
from aidememoire.record.entry import Entry, Record
from aidememoire.record.keeping import LONGEST, rules
from aidememoire.store import Query, Store

SETTLED = ("done", "ongoing")
ASKED = 12  # questions at most: of sides with the latest deadlines first, of sides that are bound most often
EACH = 50  # entries of one answer, the newest
Sides = tuple[str, ...]


def bearing_on(
    store: Store, entries: Sequence[Entry], today: dt.date, sure: float = 0.0, *, later: bool = True
) -> list[Entry]:
    """The entries that kept what these undertake; with `later`, those too that ended it otherwise."""
    open_ones = [found for found in find_commitments(Record((), tuple(entries)), today) if found.state != "met"]
    questions = [*_kept(open_ones), *(_later(open_ones) if later else ())]
    pages = (store.entries(replace(query, sure=sure), EACH, newest=True) for query in questions)
    near = {entry.id: entry for page in pages for entry in page.items}
    known = {entry.id for entry in entries}
    fresh = [entry for entry in near.values() if entry.id not in known and (not entry.told or entry.told <= today)]
    judged = find_commitments(Record((), (*entries, *fresh)), today)
    named = {act.id for one in judged for act in (one.met_by, one.ended_by, one.freed_by) if act}
    return [entry for entry in fresh if entry.id in named]


def _kept(found: Sequence[Commitment]) -> list[Query]:
    """Done acts of the same sides in the days of their deadlines: one question for all deadlines of the same sides."""
    spans: dict[Sides, tuple[dt.date, dt.date]] = {}
    kinds: dict[Sides, set[str]] = {}
    for one in found:
        sides, days = _sides(one.entry), _days(one)
        if sides and days:
            begin, end = spans.get(sides, days)
            spans[sides] = min(begin, days[0]), max(end, days[1])
            kinds.setdefault(sides, set()).update(rules()["met_by"].get(one.entry.kind, [one.entry.kind]))
    latest = sorted(spans.items(), key=lambda item: (item[1][1], item[0]), reverse=True)[:ASKED]
    return [
        Query(parties=sides, kinds=tuple(sorted(kinds[sides])), statuses=SETTLED, first=begin, last=end)
        for sides, (begin, end) in latest
    ]


def _sides(entry: Entry) -> Sides:
    """Who must have a part in the act that keeps it: of a demand those of whom it was asked."""
    return tuple(sorted(entry.recipients if entry.kind == "demand" else entry.parties))


def _days(one: Commitment) -> tuple[dt.date, dt.date] | None:
    first, last = day_range(one.deadline)
    if first is None and last is None:
        return None
    begin, slack = first or dt.date.min, dt.timedelta(days=rules()["near"])
    vague = slack + dt.timedelta(days=LONGEST)
    return (
        begin - vague if begin > dt.date.min + vague else dt.date.min,
        last + slack if last and last < dt.date.max - slack else dt.date.max,
    )


def _later(found: Sequence[Commitment]) -> list[Query]:
    """What each side that is bound, or waited for, refused, took back, said anew or did."""
    often: dict[str, int] = {}
    for one in found:
        for name in one.entry.parties if one.entry.condition else one.entry.actors:
            often[name] = often.get(name, 0) + 1
    sides = sorted(often, key=lambda name: (-often[name], name))[: ASKED // 2]
    kinds = tuple(sorted({"reject", "withdraw", *rules()["dated"], *rules()["condition_met"]}))
    return [
        query
        for name in sides
        for query in (Query(actors=(name,), kinds=kinds), Query(actors=(name,), statuses=("denied",)))
    ]
