"""Which places may be one."""

from __future__ import annotations

import pytest

from aidememoire.record.places import fits

PAIRS = [
    ("Oslo", "Oslo", True),
    ("oslo", "Oslo", True),
    ("Oslo", "Norway", True),
    ("Oslo", "Lima", False),
    ("Oslo", "Peru", False),
]


@pytest.mark.parametrize(("one", "other", "may"), PAIRS)
def test_a_city_may_be_told_by_its_state(one: str, other: str, may: bool) -> None:
    """The same place, or one that lies in the other, in either order; all else differs."""
    assert fits(one, other) is fits(other, one) is may
