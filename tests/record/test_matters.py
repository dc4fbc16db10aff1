"""Matters told in other words."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aidememoire.record.matters import concepts, same_matter
from aidememoire.record.merge import merge_readings
from aidememoire.record.positions import find_positions
from making import read_one

ONE = [
    ("conclude a peace treaty without preconditions", "a peace treaty with no strings attached"),
    ("the hand-over of the lighthouse", "giving back the lighthouse"),
    ("Reopen the FRONTIER bridge", "opening of the border bridge"),
]
TWO = [
    ("a peace treaty", "a fisheries treaty"),
    ("resume the talks", "resume the flights"),
    ("the of and", "the of and"),  # says nothing
    ("", "a peace treaty"),
]


@pytest.mark.parametrize(("one", "other", "same"), [(*p, True) for p in ONE] + [(*p, False) for p in TWO])
def test_matters_are_one_by_what_they_mean(one: str, other: str, same: bool) -> None:
    """Other words for the same thing are one matter; another thing in like words is not."""
    assert same_matter(concepts(one), concepts(other)) is same


@given(st.text(alphabet="treaty border hand over ", max_size=40), st.text(alphabet="treaty border open ", max_size=40))
def test_it_does_not_matter_which_comes_first(one: str, other: str) -> None:
    """One matter is another exactly when that one is it."""
    assert same_matter(concepts(one), concepts(other)) == same_matter(concepts(other), concepts(one))


def test_a_stand_in_other_words_is_a_move_on_its_matter() -> None:
    """A treaty offered in one wording and refused in another is one position that moved."""
    told = [("propose", ONE[0][0]), ("reject", ONE[0][1])]
    days = [str(dt.date(2019, 5, 1 + n)) for n in range(2)]
    record = merge_readings(
        read_one(f"Paper {n}.", outlet=f"E{n}", day=days[n], kind=kind, actors=("Chad",), matter=matter)
        for n, (kind, matter) in enumerate(told)
    )
    (found,) = find_positions(record)
    assert [found.latest.kind, found.previous and found.previous.kind] == ["reject", "propose"]
