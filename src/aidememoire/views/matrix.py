"""In: positions. Out: a table of them: a row a matter, a column an actor, the latest stand in each cell."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from aidememoire.record.entry import Entry
from aidememoire.record.positions import Position, one_matter, stand_day

MOST_ACTORS = 6


@dataclass(frozen=True, slots=True)
class Row:
    """A matter, and where each actor of the table stands on it: as many cells as there are actors."""

    matter: str
    cells: tuple[tuple[Position, ...], ...]

    @property
    def moved(self) -> bool:
        """Whether some actor stood elsewhere before."""
        return any(position.moved for cell in self.cells for position in cell)


@dataclass(frozen=True, slots=True)
class Matrix:
    """The positions of the actors that have most of them."""

    actors: tuple[str, ...]
    rows: tuple[Row, ...]
    others: int  # actors for which there is no column


def make_matrix(positions: Sequence[Position]) -> Matrix:
    """The table; the matter somebody spoke of last comes first."""
    count = Counter(position.actor for position in positions)
    actors = tuple(sorted(count, key=lambda actor: (-count[actor], actor))[:MOST_ACTORS])
    shown = sorted((p for p in positions if p.actor in actors), key=_newest_first)
    groups: list[list[Position]] = []
    for position in shown:
        home = next((group for group in groups if one_matter(group[0].latest, position.latest)), None)
        if home is None:
            groups.append([position])
        else:
            home.append(position)
    rows = tuple(Row(subject(group[0].latest), tuple(_of(group, actor) for actor in actors)) for group in groups)
    return Matrix(actors, rows, len(count) - len(actors))


def subject(entry: Entry) -> str:
    """What an entry is about, as the row of a table is called."""
    return entry.matter or entry.instrument or entry.said


def _of(group: Sequence[Position], actor: str) -> tuple[Position, ...]:
    return tuple(position for position in group if position.actor == actor)


def _newest_first(position: Position) -> tuple[int, str, str]:
    day = stand_day(position.latest) or dt.date.min
    return (-day.toordinal(), position.latest.id, position.actor)
