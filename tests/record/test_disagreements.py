"""Reports that disagree."""

from __future__ import annotations

from typing import Any

import pytest

from aidememoire.record.disagreements import find_disagreements
from aidememoire.record.merge import merge_readings
from making import read_one

DONE: dict[str, Any] = {"kind": "aid", "recipients": ("Mali",), "when": "2019-05-09", "matter": "a grain convoy"}
DENIED = DONE | {"status": "denied", "negated": True}
CASES = [
    (DONE, DENIED, "The Example Star", 1),
    (DONE, DENIED | {"negated": False}, "The Example Star", 1),
    (DONE | {"status": "ongoing"}, DONE | {"negated": True}, "The Example Star", 1),
    (DONE, DENIED, "The Example Post", 0),  # one paper tells both: it corrects itself, or tells of two things
    (DONE, DENIED | {"when": "2019-06-09"}, "The Example Star", 0),
    (DONE, DENIED | {"matter": "an air lift"}, "The Example Star", 0),
    (DONE, DENIED | {"recipients": ("Togo",)}, "The Example Star", 0),
    (DONE | {"status": "planned"}, DENIED, "The Example Star", 0),
]


@pytest.mark.parametrize(("first", "second", "outlet", "count"), CASES)
def test_done_and_denied_by_others_is_a_disagreement(
    first: dict[str, Any], second: dict[str, Any], outlet: str, count: int
) -> None:
    """Only the same event, told as done by one source and denied by another, is one."""
    told = read_one("Grain has gone north.", outlet="The Example Post", **first)
    denied = read_one("No grain went north.", outlet=outlet, **second)
    for readings in ((told, denied), (denied, told)):
        assert len(find_disagreements(merge_readings(readings))) == count
