"""Intervals: what "by", "until", "since" … make of a date."""

import datetime as dt

import pytest

from aidememoire.find.times import find_times, with_preposition
from aidememoire.model import Report, Span, Time

CASES = [
    ("A treaty is due by year-end.", "year-end", "../2018-12-31"),
    ("It must be done by the end of 2011.", "the end of 2011", "../2011-12-31"),
    ("It must be done by the end of the month.", "the end of the month", "../2018-11-30"),
    ("It will be done by December.", "December", "../2018-12"),
    ("They want it by 2020.", "2020", "../2020"),
    ("He has until mid-February.", "mid-February", "../2019-02-20"),
    ("It comes no later than 31 March 2019.", "31 March 2019", "../2019-03-31"),
    ("It ends before December.", "December", "../2018-11"),
    ("It ended before 2014.", "2014", "../2013"),
    ("It ended prior to March 1, 2016.", "March 1, 2016", "../2016-02-29"),
    ("It ended before the 1990s.", "the 1990s", "../1989-12-31"),
    ("They have talked since September.", "September", "2018-09/.."),
    ("They have traded since the late 1980s.", "the late 1980s", "1987/.."),
    ("It was shut after the Second World War.", "the Second World War", "1945/.."),
    ("It stays open after 2020.", "2020", "2020/.."),
    ("The ban holds from 1 January 2019 onward.", "1 January 2019", "2019-01-01/.."),
    ("Talks will run from May to July.", "May", "2019-05/2019-07"),
    ("They fought between 1994 and 1997.", "1994", "1994/1997"),
    ("It is bound by the Feb. 23 accord.", "Feb. 23", None),
    ("It must answer by the Feb. 23 deadline.", "Feb. 23", "../2019-02-23"),
    ("It will be done by next summer.", "next summer", "../2019-08"),
    ("The guns fell silent before midnight on Thursday.", "midnight on Thursday", "../2018-11-15"),
    ("They met on Monday.", "Monday", None),
    ("In 1956 they met.", "1956", None),
    ("It fell from 1956.", "1956", None),
    ("He stayed for two weeks.", "two weeks", None),
]


@pytest.mark.parametrize(("text", "words", "interval"), CASES)
def test_a_preposition_makes_an_interval(text: str, words: str, interval: str | None) -> None:
    """The words before a date open or close an interval; others leave the date alone."""
    found = find_times(Report("", "", text, published=dt.date(2018, 11, 15)))
    one = next(time for time in found if time.span.of(text) == words)
    assert with_preposition(one, text, found) == interval
    assert with_preposition(one, text) == interval


@pytest.mark.parametrize(
    ("text", "words", "interval"),
    [
        ("They talk from Monday to Friday.", "Monday", "2018-11-12/2018-11-16"),
        ("They talked from late 2016 through March 2017.", "late 2016", "2016-09/2017-03"),
        ("Between 3 May and June 4, 2016, they met.", "3 May", "2016-05-03/2016-06-04"),
        ("They quarrelled from October to February.", "October", "2018-10/2019-02"),
        ("They travelled from May 3 to the port.", "May 3", None),
        ("It ran from 1994 to next month.", "1994", None),
    ],
)
def test_the_second_end_is_read_from_the_text(text: str, words: str, interval: str | None) -> None:
    """Without the other times of the report, an interval still closes, unless its end hangs on publication."""
    found = find_times(Report("", "", text, published=dt.date(2018, 11, 15)))
    one = next(time for time in found if time.span.of(text) == words)
    assert with_preposition(one, text) == interval


def test_an_unknown_date_makes_no_interval() -> None:
    """Where the date is unknown, so is the interval."""
    assert with_preposition(Time(Span(3, 9), "DATE", "XXXX-WXX-1", None), "by Monday") is None
    assert with_preposition(Time(Span(3, 9), "DATE", None, "2018/.."), "by Monday") is None
