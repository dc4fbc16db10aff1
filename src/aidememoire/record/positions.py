"""In: a record. Out: where each actor stands on a matter, what it said before, and whether it moved."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass
from itertools import islice

from aidememoire.record.days import day_range, sort_day
from aidememoire.record.entry import Entry, Record
from aidememoire.record.matter import content_words, settings
from aidememoire.record.matters import concepts, crowd, heavy, same_matter, weight


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
        self.subjects: list[frozenset[str]] = []  # of the latest stand of each chain
        self.by_word: dict[str, dict[int, None]] = defaultdict(dict)  # chains whose latest stand has the word, in order

    def add(self, entry: Entry) -> None:
        """Puts a stand behind the latest one on its matter, or opens the matter."""
        subject = _subject(entry)
        words = subject | ({f"={entry.instrument}"} if entry.instrument else set())
        home = next((n for n in self._near(words) if self._one_matter(n, entry, subject)), None)
        if home is None:
            home = len(self.chains)
            self.chains.append([])
            self.subjects.append(subject)
        else:
            for word in self._words(home):
                del self.by_word[word][home]
        self.chains[home].append(entry)
        self.subjects[home] = subject
        for word in words:
            self.by_word[word][home] = None

    def _words(self, chain: int) -> frozenset[str]:
        instrument = self.chains[chain][-1].instrument
        return self.subjects[chain] | ({f"={instrument}"} if instrument else set())

    def _near(self, words: frozenset[str]) -> list[int]:
        """The chains that share most with these words, of each word only those spoken of last."""
        shared: dict[int, float] = defaultdict(float)
        for word in sorted(words):
            much = weight(frozenset((word,)))
            for chain in islice(reversed(self.by_word[word]), crowd()):
                shared[chain] += much
        least = min(heavy(), weight(words)) - 1e-9
        enough = [chain for chain, much in shared.items() if much >= least]
        return sorted(enough, key=lambda chain: (-shared[chain], -chain))[: crowd()]

    def _one_matter(self, chain: int, entry: Entry, subject: frozenset[str]) -> bool:
        latest = self.chains[chain][-1]
        if entry.instrument and entry.instrument == latest.instrument:
            return True
        return same_matter(self.subjects[chain], subject)


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


def one_matter(one: Entry, other: Entry) -> bool:
    """Whether two stands are on the same matter."""
    if one.id == other.id or (one.instrument and one.instrument == other.instrument):
        return True
    return same_matter(_subject(one), _subject(other))


def _subject(entry: Entry) -> frozenset[str]:
    """The matter without the parties' names: that two stands are towards one side does not make them one matter."""
    matter = entry.matter or ""
    for name in (*entry.actors, *entry.recipients):
        matter = matter.replace(name, " ")
    return concepts(matter)


def _differs(one: Entry, other: Entry) -> bool:
    if _side(one.kind) != _side(other.kind):
        return True
    return one.kind == other.kind == "propose" and bool(one.due and other.due and one.due != other.due)


def _side(kind: str) -> str:
    return next((side for side, kinds in settings()["position"]["side"].items() if kind in kinds), kind)
