"""In: disputed places. Out: a map of them as shapes: land without borders, a point a place, no side's colour.

The projection keeps the shape of what is near the middle: degrees of longitude shrink as they do on its parallel.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from aidememoire.find.names.tables import COLUMNS
from aidememoire.rules import data_file, load_tsv
from aidememoire.views.places import TABLE, PlaceView

WIDTH, HEIGHT = 1000.0, 620.0
STEP = 50  # of land.txt: parts of a degree
AROUND = 0.9  # what stands round the points, as a share of their spread
LEAST = 3.2  # degrees that are shown at least, from the middle up and down
LAND = "maps/land.txt"
SIGN = 32.0  # from one sign to the next
ROUND = [(SIGN * math.cos(turn * math.pi / 4), SIGN * math.sin(turn * math.pi / 4)) for turn in range(8)]
Corner = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Spot:
    """A place on the map."""

    view: PlaceView
    number: int
    x: float
    y: float
    sign: Corner  # where its number stands: beside the place where another one's would cover it


@dataclass(frozen=True, slots=True)
class Map:
    """What is drawn: `land` is the path of an SVG, filled by the even-odd rule."""

    land: str
    spots: tuple[Spot, ...]
    unplaced: tuple[PlaceView, ...]  # whose place on the globe the table does not know


def draw(views: Sequence[PlaceView]) -> Map | None:
    """The map of these places; None where none can be placed."""
    where = coordinates()
    placed = [(view, *where[view.name]) for view in views if view.name in where]
    if not placed:
        return None
    window = _Window([(east, north) for _, east, north in placed])
    points = [window.put(east, north) for _, east, north in placed]
    spots = tuple(Spot(placed[n][0], n + 1, *points[n], sign) for n, sign in enumerate(_signs(points)))
    land = "".join(_path(window.put(east, north) for east, north in ring) for ring in window.near(_land()))
    return Map(land, spots, tuple(view for view in views if view.name not in where))


def _signs(points: Sequence[Corner]) -> list[Corner]:
    """For each place the nearest spot that no earlier sign covers, looked for in rings about it."""
    found: list[Corner] = []
    for x, y in points:
        rings = ((x + ring * dx, y + ring * dy) for ring in range(len(points)) for dx, dy in ROUND)
        free = (at for at in rings if all(math.dist(at, other) >= SIGN for other in found))
        found.append(next(free, (x, y)))
    return found


class _Window:
    """The part of the globe that is shown."""

    def __init__(self, points: Sequence[Corner]) -> None:
        easts, norths = [east for east, _ in points], [north for _, north in points]
        self.east, self.north = (min(easts) + max(easts)) / 2, (min(norths) + max(norths)) / 2
        self.shrink = max(math.cos(math.radians(self.north)), 0.15)
        tall = (max(norths) - min(norths)) * (0.5 + AROUND)
        wide = (max(easts) - min(easts)) * (0.5 + AROUND) * self.shrink * HEIGHT / WIDTH
        self.half = min(max(tall, wide, LEAST), 80.0)  # degrees from the middle to the upper edge
        self.scale = HEIGHT / 2 / self.half
        self.across = WIDTH / 2 / self.scale / self.shrink

    def put(self, east: float, north: float) -> Corner:
        """Where a point of the globe stands on the map."""
        x = WIDTH / 2 + (east - self.east) * self.shrink * self.scale
        y = HEIGHT / 2 - (north - self.north) * self.scale
        return round(x, 1), round(y, 1)

    def near(self, rings: Iterable[tuple[Corner, ...]]) -> Iterator[list[Corner]]:
        """The rings that reach into the window, cut at its edge."""
        left, right = self.east - self.across, self.east + self.across
        low, high = self.north - self.half, self.north + self.half
        for ring in rings:
            if cut := _cut(ring, left, right, low, high):
                yield cut


def _cut(ring: Sequence[Corner], left: float, right: float, low: float, high: float) -> list[Corner]:
    """What lies of a ring inside a box (Sutherland and Hodgman)."""
    found = list(ring)
    for axis, edge, sign in ((0, left, 1), (0, right, -1), (1, low, 1), (1, high, -1)):
        found = _cut_side(found, axis, edge, sign)
    return found


def _cut_side(ring: list[Corner], axis: int, edge: float, sign: int) -> list[Corner]:
    found: list[Corner] = []
    for n, here in enumerate(ring):
        before = ring[n - 1]
        is_in, was_in = ((point[axis] - edge) * sign >= 0 for point in (here, before))
        if is_in != was_in:
            share = (edge - before[axis]) / (here[axis] - before[axis])
            found.append((before[0] + share * (here[0] - before[0]), before[1] + share * (here[1] - before[1])))
        if is_in:
            found.append(here)
    return found


def _path(corners: Iterable[Corner]) -> str:
    return "M" + "L".join(f"{x:g},{y:g}" for x, y in corners) + "Z"


@cache
def _land() -> tuple[tuple[Corner, ...], ...]:
    lines = data_file(LAND).read_text("ascii").splitlines()
    return tuple(tuple(_ring(line)) for line in lines if not line.startswith("#"))


def _ring(line: str) -> Iterator[Corner]:
    east = north = 0
    for step in line.split():
        right, _, up = step.partition(",")
        east, north = east + int(right), north + int(up)
        yield east / STEP, north / STEP


@cache
def coordinates() -> dict[str, Corner]:
    """East and north of each disputed place whose place on the globe the table knows."""
    rows = load_tsv(TABLE, COLUMNS["places"].split())
    return {row[0]: (float(row[9]), float(row[8])) for row in rows if row[8] and row[9]}
