"""Bounds: the earliest and latest day of an EDTF date, and the calendar under it."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aidememoire.find.times.bounds import bounds
from aidememoire.find.times.points import PER_YEAR, YEARS, add_months, point

UNITS = [*PER_YEAR, *YEARS, "day", "week", "weekend"]
DAYS = st.dates(dt.date(1000, 1, 1), dt.date(2900, 1, 1))


@pytest.mark.parametrize(
    ("edtf", "first", "last"),
    [
        ("2018-11-14", "2018-11-14", "2018-11-14"),
        ("2016-02", "2016-02-01", "2016-02-29"),
        ("2018", "2018-01-01", "2018-12-31"),
        ("2017~", "2017-01-01", "2017-12-31"),
        ("199X", "1990-01-01", "1999-12-31"),
        ("18XX", "1800-01-01", "1899-12-31"),
        ("2018-22", "2018-06-01", "2018-08-31"),
        ("2018-24", "2018-12-01", "2019-02-28"),
        ("2018-XX-XX", "2018-01-01", "2018-12-31"),
        ("2019-01/2019-04", "2019-01-01", "2019-04-30"),
        ("../2018-12-31", "None", "2018-12-31"),
        ("1985/..", "1985-01-01", "None"),
        ("2018-11-14T10:30", "2018-11-14", "2018-11-14"),
        ("2018-02-30", "None", "None"),
        ("2018-13", "None", "None"),
        ("soon", "None", "None"),
        ("1/2/3", "None", "None"),
        (None, "None", "None"),
    ],
)
def test_bounds_are_the_earliest_and_latest_day(edtf: str | None, first: str, last: str) -> None:
    """Both ends of a date, an interval or nothing; what is open or no date is None."""
    assert tuple(map(str, bounds(edtf))) == (first, last)


@given(st.sampled_from(UNITS), DAYS)
def test_a_point_holds_its_day_and_its_edtf_says_so(unit: str, day: dt.date) -> None:
    """The day, week, month … of a day begins no later and ends no earlier, in its own account and in EDTF."""
    found = point(unit, day)
    assert found.first() <= day <= found.last() or unit == "weekend"
    assert bounds(found.edtf()) == (found.first(), found.last())


@given(st.sampled_from(UNITS), DAYS, st.integers(-500, 500))
def test_shifting_there_and_back_changes_nothing(unit: str, day: dt.date, steps: int) -> None:
    """So many steps on and as many back is the same point, and the next one begins after the last day."""
    found = point(unit, day)
    assert found.shift(steps).shift(-steps) == found
    assert found.shift(1).first() > found.last()


@pytest.mark.parametrize(
    ("day", "months", "then"),
    [
        ((2018, 1, 31), 1, (2018, 2, 28)),
        ((2018, 1, 31), -2, (2017, 11, 30)),
        ((2018, 3, 5), 12, (2019, 3, 5)),
        ((1, 1, 1), -5, (1, 1, 1)),
    ],
)
def test_adding_months_stays_inside_the_month(day: tuple, months: int, then: tuple) -> None:
    """The 31st becomes the last day of a shorter month; nothing lies before the calendar."""
    assert add_months(dt.date(*day), months) == dt.date(*then)
