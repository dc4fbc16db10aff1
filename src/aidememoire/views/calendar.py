"""In: commitments and plans, a day. Out: what comes next, month by month."""

from __future__ import annotations

import calendar
import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from aidememoire.record.commitments import Commitment
from aidememoire.record.days import day_range

OPEN = ("due", "open", "conditional")


@dataclass(frozen=True, slots=True)
class Cell:
    """A day of the grid, and what ends on it."""

    day: dt.date
    inside: bool  # of the month itself
    commitments: tuple[Commitment, ...]

    @property
    def exact(self) -> bool:
        """Whether something falls on this day alone; else it is the last of several days."""
        return any(day_range(one.deadline) == (self.day, self.day) for one in self.commitments)


@dataclass(frozen=True, slots=True)
class Month:
    """What ends in a month: `weeks` is its grid, `commitments` all of it, the exact and the vague, by last day."""

    first: dt.date
    weeks: tuple[tuple[Cell, ...], ...]
    commitments: tuple[Commitment, ...]


def coming(commitments: Iterable[Commitment], today: dt.date) -> tuple[Month, ...]:
    """The months in which something that still binds ends, the nearest first."""
    found: dict[dt.date, list[tuple[dt.date, Commitment]]] = defaultdict(list)
    for one in commitments:
        last = day_range(one.deadline)[1]
        if one.state in OPEN and last is not None and last >= today:
            found[last.replace(day=1)].append((last, one))
    return tuple(_month(first, found[first]) for first in sorted(found))


def _month(first: dt.date, ends: list[tuple[dt.date, Commitment]]) -> Month:
    ordered = sorted(ends, key=lambda pair: (pair[0], pair[1].entry.id))
    on: dict[dt.date, list[Commitment]] = defaultdict(list)
    for last, one in ordered:
        on[last].append(one)
    weeks = calendar.Calendar().monthdatescalendar(first.year, first.month) if first.year < dt.MAXYEAR else []
    grid = tuple(tuple(Cell(day, day.month == first.month, tuple(on[day])) for day in week) for week in weeks)
    return Month(first, grid, tuple(one for _, one in ordered))
