"""In: EDTF values. Out: their earliest and latest days, and what these say about each other."""

from __future__ import annotations

import datetime as dt

from aidememoire.find.times.bounds import Bounds, bounds

FOREVER = 10**6  # days: wider than any range that ends


def day_range(edtf: str | None) -> Bounds:
    """Earliest and latest day; None where it is open or unknown."""
    return bounds(edtf)


def width(days: Bounds) -> int:
    """How many days the range holds; open ranges are the widest."""
    first, last = days
    return (last - first).days + 1 if first and last else FOREVER


def overlap(one: Bounds, other: Bounds) -> bool:
    """Whether some day may lie in both; an unknown end shuts nothing out."""
    starts_late = one[0] is not None and other[1] is not None and one[0] > other[1]
    ends_early = one[1] is not None and other[0] is not None and one[1] < other[0]
    return not (starts_late or ends_early)


def sort_day(days: Bounds) -> dt.date:
    """Where a range stands on a time line: its first day, else its last, else at the end."""
    return days[0] or days[1] or dt.date.max


def believable(when: str | None, status: str, published: dt.date | None) -> str | None:
    """The time of an act, unless it is told as done on a day after the report: then its day is not known."""
    first = day_range(when)[0]
    settled = status in ("done", "ongoing")
    late = settled and first is not None and published is not None and first > published + dt.timedelta(days=1)
    return None if late else when  # a day of grace: it is tomorrow elsewhere
