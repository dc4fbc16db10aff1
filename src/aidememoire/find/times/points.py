"""In: a calendar unit and a number. Out: a point of the calendar that can be shifted, written as TIMEX3 or as EDTF."""

from __future__ import annotations

import calendar
import datetime as dt
from dataclasses import dataclass

PER_YEAR = {"month": 12, "quarter": 4, "season": 4, "half": 2, "year": 1}
COARSE = {"night": "day", "fortnight": "week"}  # what the calendar has in place of these
SIZES = ("day", "weekend", "week", "month", "quarter", "season", "half", "year", "decade", "century")
YEARS = {"decade": 10, "century": 100}
SEASONS = ("SP", "SU", "FA", "WI")
MIN, MAX = dt.date.min, dt.date.max


@dataclass(frozen=True, slots=True, order=True)
class Point:
    """The `number`th day, week, month … on the line of all days, weeks, months …: shifting is adding."""

    unit: str
    number: int

    def shift(self, steps: int) -> Point:
        """The point so many steps later."""
        return Point(self.unit, self.number + steps)

    def within(self, unit: str) -> Point:
        """The larger point that this one begins in."""
        return point(unit, self.first())

    @property
    def year(self) -> int:
        """The calendar year this point begins in; the week's own year for a week."""
        return self.first().year

    def first(self) -> dt.date:
        """The first day, kept inside what the calendar can hold."""
        if self.unit == "day":
            return dt.date.fromordinal(min(max(self.number, 1), MAX.toordinal()))
        if self.unit in ("week", "weekend"):
            return _day(self.number * 7 + 1 + 5 * (self.unit == "weekend"))
        if self.unit in YEARS:
            return _date(self.number * YEARS[self.unit], 1)
        parts = PER_YEAR[self.unit]
        year, part = divmod(self.number, parts)
        return _date(year, 3 + 3 * part) if self.unit == "season" else _date(year, 1 + part * (12 // parts))

    def last(self) -> dt.date:
        """The last day."""
        if self.unit == "day":
            return self.first()
        if self.unit in ("week", "weekend"):
            return _day(self.number * 7 + 7)
        return _day(self.shift(1).first().toordinal() - 1)

    def timex(self) -> str:
        """The TIMEX3 value: 1998-02-27, 1998-W08, 1998-Q2, 1998-SU, 199X, 19XX."""
        if self.unit in YEARS:
            return f"{self.number:0{2 if self.unit == 'century' else 3}d}" + "X" * len(str(YEARS[self.unit] - 1))
        if self.unit in ("week", "weekend"):
            year, week, _ = _day(self.number * 7 + 1).isocalendar()
            return f"{year:04d}-W{week:02d}" + ("-WE" if self.unit == "weekend" else "")
        if self.unit in ("quarter", "half"):
            year, part = divmod(self.number, PER_YEAR[self.unit])
            return f"{year:04d}-{self.unit[0].upper()}{part + 1}"
        if self.unit == "season":
            return f"{self.number // 4:04d}-{SEASONS[self.number % 4]}"
        return self.first().isoformat()[: {"year": 4, "month": 7, "day": 10}[self.unit]]

    def edtf(self) -> str:
        """The EDTF, level 1: 1998-02-27, 1998-04/1998-06 for a quarter, 1998-22 for a summer, 199X."""
        if self.unit == "season":
            return f"{self.number // 4:04d}-{21 + self.number % 4}"
        if self.unit in ("quarter", "half"):
            return f"{month_of(self.first())}/{month_of(self.last())}"
        if self.unit in ("week", "weekend"):
            return f"{self.first()}/{self.last()}"
        return self.timex()


def point(unit: str, day: dt.date) -> Point:
    """The day, week, month … this day lies in; December opens the winter that ends in the next year."""
    if unit == "day":
        return Point(unit, day.toordinal())
    if unit in ("week", "weekend"):
        return Point(unit, (day.toordinal() - 1) // 7)
    if unit in YEARS:
        return Point(unit, day.year // YEARS[unit])
    if unit == "season":
        return Point(unit, (day.year * 12 + day.month - 3) // 3)
    parts = PER_YEAR[unit]
    return Point(unit, day.year * parts + (day.month - 1) // (12 // parts))


def month_of(day: dt.date) -> str:
    """The month, as text."""
    return day.isoformat()[:7]


def add_months(day: dt.date, months: int) -> dt.date:
    """The same day so many months later; the last day of a shorter month."""
    number = min(max(day.year * 12 + day.month - 1 + months, 12), MAX.year * 12 + 11)
    year, month = divmod(number, 12)
    return dt.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def real_day(year: int, month: int, day: int) -> Point | None:
    """The day of this date, or None where the calendar has none."""
    try:
        return point("day", dt.date(year, month, day))
    except ValueError:
        return None


def easter(year: int) -> Point:
    """Easter Sunday of the Western churches (Butcher's rule, Gregorian calendar)."""
    golden, (century, rest) = year % 19, divmod(year, 100)
    leap, odd = divmod(century, 4)
    moon = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - leap - moon + 15) % 30
    week = (32 + 2 * odd + 2 * (rest // 4) - epact - rest % 4) % 7
    late = (golden + 11 * epact + 22 * week) // 451
    month, day = divmod(epact + week - 7 * late + 114, 31)
    return point("day", dt.date(year, month, day + 1))


def _day(ordinal: int) -> dt.date:
    return dt.date.fromordinal(min(max(ordinal, 1), MAX.toordinal()))


def _date(year: int, month: int) -> dt.date:
    """The first of a month; months beyond twelve (the end of a winter) run into the next year."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    return MIN if year < 1 else MAX if year > MAX.year else dt.date(year, month, 1)
