"""Dates in words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aidememoire.views.dates import date_words

WORDS = {
    "2018-11-14": "14 Nov 2018",
    "2018-11-14T10:00": "14 Nov 2018",
    "2018-11": "Nov 2018",
    "2018-11-XX": "Nov 2018",
    "2018": "2018",
    "2018-XX-XX": "2018",
    "194X": "1940s",
    "19XX": "20th century",
    "2019-21": "spring 2019",
    "2018-11~": "about Nov 2018",
    "2018?": "2018 (uncertain)",
    "2018%": "about 2018 (uncertain)",
    "2019-01/2019-04": "early 2019",
    "2019-05/2019-08": "mid-2019",
    "2019-09/2019-12": "late 2019",
    "2019-01/2019-06": "first half of 2019",
    "2019-07/2019-12": "second half of 2019",
    "2019-02/2019-03": "Feb to Mar 2019",
    "2018-11/2019-02": "Nov 2018 to Feb 2019",
    "2019-06-28/2019-06-29": "28-29 Jun 2019",
    "2019-05-28/2019-06-02": "28 May to 2 Jun 2019",
    "2018-12-30/2019-01-02": "30 Dec 2018 to 2 Jan 2019",
    "2018/2019": "2018 to 2019",
    "../2018-12-31": "by 31 Dec 2018",
    "2018-11-15/..": "from 15 Nov 2018",
}


@pytest.mark.parametrize("edtf", WORDS)
def test_a_date_reads_as_said(edtf: str) -> None:
    """Each date in words is as exact as its EDTF value, and no more."""
    assert date_words(edtf) == WORDS[edtf]


def test_an_unknown_date_has_no_words() -> None:
    """None gives nothing rather than a guess."""
    assert date_words(None) == ""


@given(st.dates(), st.dates())
def test_any_two_days_can_be_said(one: object, other: object) -> None:
    """Every range of days has words that end with its last year."""
    assert date_words(f"{one}/{other}").endswith(str(int(str(other)[:4])) if str(other)[0] != "0" else str(other)[:4])
