"""In: an EDTF date or interval, level 1. Out: its earliest and latest day; None for an end that is open or unknown."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from functools import lru_cache

# Our own: the edtf package answers in struct_time, has a number for an open end, and takes milliseconds a date.
DATE = re.compile(
    r"(?P<y>\d{4}|\d{3}X|\d{2}XX)(?:-(?P<m>\d\d|XX)(?:-(?P<d>\d\d|XX))?)?(?:T[\d:]+(?:Z|[+-]\d\d(?::\d\d)?)?)?[~?%]?"
)
SEASON = {21: (3, 5), 22: (6, 8), 23: (9, 11), 24: (12, 14)}
Bounds = tuple[dt.date | None, dt.date | None]
UNKNOWN: Bounds = (None, None)


@lru_cache(maxsize=8192)
def bounds(edtf: str | None) -> Bounds:
    """The earliest and the latest day.

    >>> [str(day) for day in bounds("2019-01/2019-04")]
    ['2019-01-01', '2019-04-30']
    >>> [str(day) for day in bounds("../2018-12-31")]
    ['None', '2018-12-31']
    """
    if edtf is None:
        return UNKNOWN
    ends = edtf.split("/")
    if len(ends) == 1:
        return _span(ends[0])
    return (_span(ends[0])[0], _span(ends[1])[1]) if len(ends) == 2 else UNKNOWN


def _span(date: str) -> Bounds:
    found = DATE.fullmatch(date)
    if not found or found["y"] == "0000":
        return UNKNOWN
    if "X" in found["y"]:
        return _years(int(found["y"].replace("X", "0")), int(found["y"].replace("X", "9")))
    year, month, day = int(found["y"]), found["m"], found["d"]
    if month in (None, "XX"):
        return _years(year, year)
    if int(month) in SEASON:
        first, last = SEASON[int(month)]
        return _months(year, first, last)
    if not 1 <= int(month) <= 12:
        return UNKNOWN
    if day in (None, "XX"):
        return _months(year, int(month), int(month))
    return _one_day(year, int(month), int(day))


def _years(first: int, last: int) -> Bounds:
    return dt.date(max(first, 1), 1, 1), dt.date(last, 12, 31)


def _months(year: int, first: int, last: int) -> Bounds:
    end, month = year + (last - 1) // 12, (last - 1) % 12 + 1
    if end > dt.MAXYEAR:
        return dt.date(year, first, 1), None
    return dt.date(year, first, 1), dt.date(end, month, calendar.monthrange(end, month)[1])


def _one_day(year: int, month: int, day: int) -> Bounds:
    try:
        return (dt.date(year, month, day),) * 2
    except ValueError:
        return UNKNOWN
