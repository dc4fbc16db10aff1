"""In: a record. Out: where each actor stands on a matter, what it said before, and whether it moved."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass

from aidememoire.record.days import day_range, sort_day
from aidememoire.record.entry import Entry, Record
from aidememoire.record.matter import alike, content_words, settings


@dataclass(frozen=True, slots=True)
class Position:
    """The latest stand of an actor on a matter, and those before it, oldest first."""

    actor: str
    latest: Entry
    before: tuple[Entry, ...]

    @property
    def moved(self) -> bool:
        """Whether the latest stand is of another side than the one before."""
        return bool(self.before) and _differs(self.latest, self.before[-1])


def find_positions(record: Record) -> tuple[Position, ...]:
    """The positions of every actor, by name, the latest first."""
    chains: dict[str, list[list[Entry]]] = defaultdict(list)
    for entry in sorted(record.entries, key=_stand_order):
        for actor in entry.actors:
            _place(chains[actor], entry)
    found = [Position(actor, chain[-1], tuple(chain[:-1])) for actor in chains for chain in chains[actor]]
    newest_first = sorted(found, key=lambda position: _stand_order(position.latest), reverse=True)
    return tuple(sorted(newest_first, key=lambda position: position.actor))


def stand_day(entry: Entry) -> dt.date | None:
    """The day a stand is known for: its own, else that of the report."""
    if entry.when and day_range(entry.when) != (None, None):
        return sort_day(day_range(entry.when))
    return entry.told


def _stand_order(entry: Entry) -> tuple[dt.date, str]:
    return (stand_day(entry) or dt.date.min, entry.id)


def _place(chains: list[list[Entry]], entry: Entry) -> None:
    """Puts a stand behind the latest one on its matter; only a position opens a matter."""
    rules = settings()["position"]
    if (
        entry.negated
        or entry.status not in ("done", "ongoing")
        or not (content_words(entry.matter or "") or entry.instrument)
    ):
        return
    chain = next((chain for chain in reversed(chains) if _one_matter(chain[-1], entry)), None)
    if chain is not None and entry.kind in (*rules["kinds"], *rules["moves"]):
        chain.append(entry)
    elif entry.kind in rules["kinds"]:
        chains.append([entry])


def _one_matter(earlier: Entry, later: Entry) -> bool:
    if earlier.instrument and earlier.instrument == later.instrument:
        return True
    return alike(earlier.matter, later.matter)


def _differs(one: Entry, other: Entry) -> bool:
    if _side(one.kind) != _side(other.kind):
        return True
    return one.kind == other.kind == "propose" and bool(one.due and other.due and one.due != other.due)


def _side(kind: str) -> str:
    return next((side for side, kinds in settings()["position"]["side"].items() if kind in kinds), kind)
