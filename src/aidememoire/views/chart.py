"""In: entries and a day. Out: a time line as shapes on a scale: a day is a point, a month or "by" a stretch as long.

Nothing here knows of a page: x runs from 0 to WIDTH, rows from 0 down.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from aidememoire.record.days import day_range
from aidememoire.record.entry import Entry
from aidememoire.rules import load_toml
from aidememoire.views.dates import day_words

WIDTH = 1000
MARGIN = 14  # left and right of what is drawn
ROOM = 16  # a shape takes at least so much of a row
ROWS = 9
MOST = 240  # shapes of one drawing, the newest
FEW = 0.2  # of the entries may be left out at the early end, where that halves the time shown


@dataclass(frozen=True, slots=True)
class Shape:
    """An entry on the scale."""

    entry: Entry
    form: str  # point | span | until | since
    nature: str  # of its kind: event, commitment, position or state
    x: float
    width: float  # 0 for a point
    row: int


@dataclass(frozen=True, slots=True)
class Tick:
    """A day of the scale that is written out."""

    x: float
    label: str


@dataclass(frozen=True, slots=True)
class Chart:
    """A time line."""

    first: dt.date
    last: dt.date
    rows: int
    shapes: tuple[Shape, ...]
    ticks: tuple[Tick, ...]
    today: float | None  # where the day stands that the record is seen from
    earlier: int  # entries before the first day drawn
    crowded: int  # entries for which there was no room


def draw(entries: Iterable[Entry], today: dt.date) -> Chart | None:
    """The time line of the entries that have a day; None where none has."""
    dated = [(entry, *_ends(entry)) for entry in entries if day_range(entry.when) != (None, None)]
    dated.sort(key=lambda one: (one[1], one[2], one[0].id))
    drawn = dated[_first_drawn([begin for _, begin, _ in dated]) :]
    crowded = max(0, len(drawn) - MOST)
    drawn = drawn[-MOST:]
    if not drawn:
        return None
    first, last = drawn[0][1], max(end for _, _, end in drawn)
    scale = Scale(first, max(last, first + dt.timedelta(days=6)))
    shapes, left_out = _placed(drawn, scale)
    return Chart(
        first=first,
        last=last,
        rows=max((shape.row for shape in shapes), default=0) + 1,
        shapes=shapes,
        ticks=tuple(scale.ticks()),
        today=scale.x(today) if first <= today <= last else None,
        earlier=len(dated) - len(drawn) - crowded,
        crowded=crowded + left_out,
    )


class Scale:
    """From days to places."""

    def __init__(self, first: dt.date, last: dt.date) -> None:
        self.first, self.last = first, last

    def x(self, day: dt.date) -> float:
        """Where a day begins."""
        share = (day - self.first).days / (self.last - self.first).days
        return round(MARGIN + share * (WIDTH - 2 * MARGIN), 1)

    def ticks(self) -> Iterable[Tick]:
        """Years, months or days, as many as can be read."""
        days = (self.last - self.first).days
        if days > 900:
            step = max(1, -(-days // 366 // 9))
            years = range(self.first.year + 1, self.last.year + 1)
            return [Tick(self.x(dt.date(year, 1, 1)), str(year)) for year in years if year % step == 0]
        if days > 62:
            step = max(1, -(-days // 30 // 8))
            months = [dt.date(self.first.year + n // 12, n % 12 + 1, 1) for n in range(self.first.month, 12 * 4)]
            shown = [day for n, day in enumerate(months) if n % step == 0 and self.first <= day <= self.last]
            return [Tick(self.x(day), day_words(day).partition(" ")[2]) for day in shown]
        step = max(1, days // 6)
        return [Tick(self.x(day), day_words(day)) for n in range(0, days, step) for day in [self._day(n)]]

    def _day(self, n: int) -> dt.date:
        return self.first + dt.timedelta(days=n)


def nature_of(kind: str) -> str:
    """What sort of thing a kind of act is: event, commitment, position or state."""
    return str(load_toml(f"kinds/{kind}.toml").get("nature", "event"))


def _ends(entry: Entry) -> tuple[dt.date, dt.date]:
    first, last = day_range(entry.when)
    one = first or last
    assert one is not None
    return one, last or one


def _form(entry: Entry) -> str:
    first, last = day_range(entry.when)
    if first is None:
        return "until"
    if last is None:
        return "since"
    return "point" if first == last else "span"


def _first_drawn(days: Sequence[dt.date]) -> int:
    """How many of the earliest are left out: a few, long before all others, would press these together."""
    best, shown = 0, (days[-1] - days[0]).days if days else 0
    for n in range(1, int(len(days) * FEW) + 1):
        if (days[-1] - days[n]).days * 2 < shown:
            best, shown = n, (days[-1] - days[n]).days
    return best


def _placed(drawn: Sequence[tuple[Entry, dt.date, dt.date]], scale: Scale) -> tuple[tuple[Shape, ...], int]:
    """Shapes one under another where they would touch."""
    free = [0.0] * ROWS
    shapes: list[Shape] = []
    for entry, begin, end in drawn:
        form = _form(entry)
        x = scale.x(begin)
        width = round(scale.x(end) - x, 1) if form == "span" else 0.0
        row = next((n for n in range(ROWS) if free[n] <= x), None)
        if row is not None:
            free[row] = x + max(width, ROOM / 2) + ROOM / 2
            shapes.append(Shape(entry, form, nature_of(entry.kind), x, width, row))
    return tuple(shapes), len(drawn) - len(shapes)
