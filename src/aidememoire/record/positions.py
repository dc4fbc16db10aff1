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
    def previous(self) -> Entry | None:
        """The last stand that was of another side than the latest one; None: the actor never moved."""
        return next((entry for entry in reversed(self.before) if _differs(self.latest, entry)), None)

    @property
    def moved(self) -> bool:
        """Whether the actor stood elsewhere before."""
        return self.previous is not None


def find_positions(record: Record) -> tuple[Position, ...]:
    """The positions of every actor, by name, the latest first."""
    stands: dict[str, _Stands] = defaultdict(_Stands)
    for entry in sorted(record.entries, key=_stand_order):
        if _is_stand(entry):
            for actor in entry.actors:
                stands[actor].add(entry)
    found = [Position(actor, chain[-1], tuple(chain[:-1])) for actor in stands for chain in stands[actor].chains]
    newest_first = sorted(filter(_is_position, found), key=lambda position: _stand_order(position.latest), reverse=True)
    return tuple(sorted(newest_first, key=lambda position: position.actor))


def _is_position(position: Position) -> bool:
    """Whether an actor voiced a position on the matter, or moved on it; what it only did once is no position."""
    return position.moved or any(e.kind in settings()["position"]["kinds"] for e in (*position.before, position.latest))


class _Stands:
    """What one actor said and did, by matter, in order of time."""

    def __init__(self) -> None:
        self.chains: list[list[Entry]] = []
        self.by_word: dict[str, set[int]] = defaultdict(set)  # which chains a word or instrument may lead to

    def add(self, entry: Entry) -> None:
        """Puts a stand behind the latest one on its matter, or opens the matter."""
        words = [*content_words(_subject(entry)), *([entry.instrument] if entry.instrument else [])]
        near = sorted(set().union(*(self.by_word[word] for word in words)), reverse=True)
        home = next((n for n in near if _one_matter(self.chains[n][-1], entry)), None)
        if home is None:
            home = len(self.chains)
            self.chains.append([])
        self.chains[home].append(entry)
        for word in words:
            self.by_word[word].add(home)


def _is_stand(entry: Entry) -> bool:
    rules = settings()["position"]
    told = bool(content_words(entry.matter or "") or entry.instrument)
    settled = entry.status in ("done", "ongoing") and not entry.negated
    return told and settled and entry.kind in (*rules["kinds"], *rules["moves"])


def stand_day(entry: Entry) -> dt.date | None:
    """The day a stand is known for: its own, else that of the report."""
    if entry.when and day_range(entry.when) != (None, None):
        return sort_day(day_range(entry.when))
    return entry.told


def _stand_order(entry: Entry) -> tuple[dt.date, str]:
    return (stand_day(entry) or dt.date.min, entry.id)


def _one_matter(earlier: Entry, later: Entry) -> bool:
    if earlier.instrument and earlier.instrument == later.instrument:
        return True
    return alike(_subject(earlier), _subject(later))


def _subject(entry: Entry) -> str:
    """The matter without the parties' names: that two stands are towards one side does not make them one matter."""
    matter = entry.matter or ""
    for name in (*entry.actors, *entry.recipients):
        matter = matter.replace(name, " ")
    return matter


def _differs(one: Entry, other: Entry) -> bool:
    if _side(one.kind) != _side(other.kind):
        return True
    return one.kind == other.kind == "propose" and bool(one.due and other.due and one.due != other.due)


def _side(kind: str) -> str:
    return next((side for side, kinds in settings()["position"]["side"].items() if kind in kinds), kind)
