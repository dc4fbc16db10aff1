"""In: acts as told, in order. Out: those of one event, together. Each is compared only with what shares something."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

from aidememoire.model import Span
from aidememoire.record import places
from aidememoire.record.bucket import bucket_of
from aidememoire.record.days import day_range, width
from aidememoire.record.matter import content_words, settings
from aidememoire.record.same import Told, copied_words, enough, fit, where_told

Key = tuple[object, ...]


def group(told: Iterable[Told]) -> list[list[Told]]:
    """The events of these acts, which are given in the order of telling."""
    buckets: dict[str, list[Told]] = defaultdict(list)
    for item in told:
        buckets[bucket_of(item)].append(item)
    return [event for bucket in buckets.values() for event in group_bucket(bucket)]


def group_bucket(told: Sequence[Told]) -> list[list[Told]]:
    """The events of one bucket.

    Each act joins the first event of which no act speaks against it and one speaks for it. That none may speak against
    it keeps a vague act from joining two that contradict each other.
    """
    events: list[_Event] = []
    by_key: dict[Key, dict[int, None]] = defaultdict(dict)
    for item in told:
        held, asked = _keys(item)
        near = sorted({n for key in asked if key in by_key for n in by_key[key]})
        home = next((n for n in near if events[n].takes(item)), None)
        if home is None:
            home = len(events)
            events.append(_Event())
        events[home].add(item)
        for key in held:
            by_key[key][home] = None
    return [event.told for event in events]


class _Event:
    """The acts told of one event so far; those that tell the same in all that counts are compared once."""

    def __init__(self) -> None:
        self.told: list[Told] = []
        self.ways: dict[Key, Told] = {}
        self.sentences: set[tuple[str, Span]] = set()
        self.copied: set[frozenset[str]] = set()

    def add(self, item: Told) -> None:
        self.told.append(item)
        self.ways.setdefault(_way(item), item)
        self.sentences.add(where_told(item))
        words = copied_words(item)
        if words is not None:
            self.copied.add(words)

    def takes(self, item: Told) -> bool:
        """Whether no act speaks against it, and one for it."""
        if where_told(item) in self.sentences:
            return False
        if not all(fit(item, other) for other in self.ways.values()):
            return False
        return copied_words(item) in self.copied or any(enough(item, other) for other in self.ways.values())


def _way(item: Told) -> Key:
    """All that counts when two acts are compared, but for their sentences."""
    act = item.act
    who = (act.kind, act.status, act.negated, act.actors, act.recipients, act.persons)
    published = None if item.when else item.published  # the day of the report counts for undated acts only
    return (*who, item.when, act.where, act.matter, act.instrument, act.due, published)


def _keys(item: Told) -> tuple[list[Key], list[Key]]:
    """What the act is found by, and what it looks for: who speaks for it shares one of these with it.

    Two points are needed: the time, or two of all else. Where both acts have their days, these must meet anyway.
    """
    others, days = list(_other_keys(item)), _days(item)
    dated = [("day", day) for day in days]
    held: list[Key] = [*dated, *(("dated" if days else "vague", *key) for key in others)]
    asked: list[Key] = [*dated, *(("vague", *key) for key in others)]
    if not days:
        asked += [("dated", *key) for key in others]
    both: list[Key] = [("copied", words)] if (words := copied_words(item)) is not None else []
    if item.when:
        held.append(("when", item.when))
        if item.act.status != "done":  # what is under way may take its time from what was done, but not the other way
            asked.append(("when", item.when))
    if not item.when and item.published:
        day, apart = item.published.toordinal(), settings()["matter"]["apart"]
        held.append(("told", day))
        asked += [("told", near) for near in range(day - apart, day + apart + 1)]
    return held + both, asked + both


def _days(item: Told) -> range:
    """The days the act may have been on, where they are few enough to count as a time."""
    first, last = days = day_range(item.when)
    narrow = first and last and width(days) <= _widest()
    return range(first.toordinal(), last.toordinal() + 1) if first and last and narrow else range(0)


def _widest() -> int:
    figures = settings()["matter"]
    return max(1, int(figures["ahead"]), int(figures["window"]))


def _other_keys(item: Told) -> Iterator[Key]:
    """Every two of place, matter, instrument and deadline that the act has; of a matter each word."""
    act = item.act
    has: dict[str, Iterable[str | dt.date]] = {}
    if act.where:
        has["where"] = places.names(act.where)
    if act.instrument:
        has["instrument"] = [act.instrument]
    if last := day_range(act.due)[1]:
        has["due"] = [last]
    if words := content_words(act.matter or ""):
        has["matter"] = words
    for one, other in combinations(has, 2):
        yield from ((one, left, other, right) for left in has[one] for right in has[other])
