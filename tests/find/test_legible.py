"""Broken marks are mended where they stand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aidememoire.find.legible import MARKS, legible

MENDED = [
    ("Norwayâ€™s plan", "Norway's plan"),
    ("Norwayâ€ ™ s plan", "Norway's plan"),
    ("said: â€œNo.â€\x9d He", 'said: "No." He'),
    ("said: â€œNo.â€ � He", 'said: "No." He'),
    ("one â€“ two", "one - two"),
    ("did nâ€™t", "did n't"),
    ("the peopleâ€™ say", "the people' say"),
    ("Norway's plan", "Norway's plan"),
]


@pytest.mark.parametrize(("broken", "whole"), MENDED)
def test_broken_marks_read_as_they_were_meant(broken: str, whole: str) -> None:
    """Apart from blanks the text is what was written before a wrong character set broke its marks."""
    assert legible(broken).replace(" ", "") == whole.replace(" ", "")


@given(st.text(alphabet="aN 's.â€" + "".join(MARKS)))
def test_every_offset_stays(text: str) -> None:
    """Whatever the text, what stands after a broken mark stands where it stood."""
    assert len(legible(text)) == len(text)
