"""Where an actor stands, and whether it moved."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from aidememoire.record.merge import merge_readings
from aidememoire.record.positions import Position, find_positions
from making import read_one

STAND: dict[str, Any] = {"actors": ("Chad",), "recipients": ("Niger",), "matter": "the border posts"}


def positions(*acts: dict[str, Any]) -> tuple[Position, ...]:
    """The positions that come of acts told one a week."""
    start = dt.date(2018, 11, 10)
    told = [
        read_one(f"Paper {n} has it.", outlet=f"Example {n}", day=str(start + dt.timedelta(weeks=n)), **STAND | act)
        for n, act in enumerate(acts)
    ]
    return find_positions(merge_readings(reversed(told)))


MOVES = [
    ([{"kind": "demand"}, {"kind": "agree"}], "agree", True),
    ([{"kind": "propose"}, {"kind": "reject"}], "reject", True),
    ([{"kind": "propose", "due": "2019-01-01"}, {"kind": "propose", "due": "2019-02-01"}], "propose", True),
    ([{"kind": "propose"}, {"kind": "sanction", "matter": "closing of border posts"}], "sanction", True),
    ([{"kind": "maintain"}, {"kind": "maintain", "matter": "its border posts stay"}], "maintain", False),
    ([{"kind": "maintain"}, {"kind": "demand"}], "demand", False),
    ([{"kind": "reject"}, {"kind": "agree"}, {"kind": "support"}], "support", True),  # moved, and stayed there
    ([{"kind": "maintain"}, {"kind": "reject", "matter": "cattle prices"}], "reject", False),
    ([{"kind": "reject"}, {"kind": "agree", "status": "planned"}], "reject", False),
    ([{"kind": "reject"}, {"kind": "agree", "status": "denied"}], "reject", False),
    ([{"kind": "reject", "instrument": "Cod Pact"}, {"kind": "support", "instrument": "Cod Pact"}], "support", True),
]


@pytest.mark.parametrize(("acts", "kind", "moved"), MOVES)
def test_a_position_is_the_latest_on_its_matter(acts: list[dict[str, Any]], kind: str, moved: bool) -> None:
    """The latest stand counts, and is marked where it is of another side than the one before."""
    latest = next(p for p in positions(*acts) if p.actor == "Chad")
    assert (latest.latest.kind, latest.moved) == (kind, moved)


def test_the_stand_before_is_the_last_of_another_side() -> None:
    """What was said again since does not hide where the actor came from."""
    (found,) = positions({"kind": "reject"}, {"kind": "demand"}, {"kind": "propose"}, {"kind": "support"})
    assert found.previous is not None
    assert [found.previous.kind, *(entry.kind for entry in found.before)] == ["demand", "reject", "demand", "propose"]


def test_only_a_position_opens_a_matter() -> None:
    """An agreement alone, or a stand on nothing that is told, is no position."""
    assert positions({"kind": "agree"}, {"kind": "reject", "matter": None}) == ()


def test_positions_stand_by_actor_latest_first() -> None:
    """Actors by name, and of each the newest stand first."""
    acts = [("demand", "Chad", "cattle"), ("maintain", "Benin", "cattle"), ("reject", "Chad", "visas")]
    found = positions(*({"kind": kind, "actors": (actor,), "matter": matter} for kind, actor, matter in acts))
    assert [(p.actor, p.latest.kind) for p in found] == [("Benin", "maintain"), ("Chad", "reject"), ("Chad", "demand")]
