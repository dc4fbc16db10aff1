"""Who spoke for whom, learned from the reports of a record."""

from __future__ import annotations

import datetime as dt

from hypothesis import given, settings
from hypothesis import strategies as st

from aidememoire.export.people import people_csv
from aidememoire.find.sentences import find_sentences
from aidememoire.model import Findings, Reading, Report
from aidememoire.record.people import seen_people


def reading(text: str, day: str | None) -> Reading:
    """A report with its sentences; no act is needed."""
    report = Report(text, "", text, published=dt.date.fromisoformat(day) if day else None)
    return Reading(Findings(report, find_sentences(report), (), (), (), (), ()), ())


READINGS = [
    reading("Norwegian Foreign Minister Ohlmo Hagen spoke.", "2019-05-10"),
    reading("Ohlmo Hagen, Norway's foreign minister, spoke.", "2019-11-02"),
    reading("Danish opposition leader Asger Lund spoke.", "2019-06-01"),
    reading("Foreign Minister Ohlmo Hagen spoke.", "2024-01-01"),  # whose, it does not say
    reading("Swedish President Erik Lund spoke.", None),  # when, it does not say
    reading("Angela Merkel spoke.", "2015-03-03"),  # only the tables know
]
SEEN = """person,actor,office,from,to
Asger Lund,Danish opposition,leader,2019-06-01,2019-06-01
Ohlmo Hagen,Norway,foreign minister,2019-05-10,2019-11-02
"""


@settings(deadline=None, max_examples=20)
@given(st.permutations(READINGS))
def test_the_record_teaches_who_was_seen_when_in_any_order(readings: list[Reading]) -> None:
    """First and last day of what a dated text said itself; nothing that only a table knew, whatever the order."""
    assert people_csv(seen_people(readings)) == SEEN
