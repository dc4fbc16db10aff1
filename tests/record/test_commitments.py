"""The life of a commitment as of a day."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from aidememoire.record.commitments import Commitment, find_commitments
from aidememoire.record.merge import merge_readings
from making import read_one

VISIT: dict[str, Any] = {
    "actors": ("Norway",),
    "recipients": ("Denmark",),
    "status": "planned",
    "when": "2019-01/2019-04",
}
PLEDGE: dict[str, Any] = {
    "kind": "promise",
    "actors": ("Chad",),
    "recipients": ("Niger",),
    "due": "../2018-12-31",
    "when": "2018-11-09",
    "matter": "reopen the border posts",
}
OFFER = PLEDGE | {"kind": "propose", "matter": "a treaty on border posts"}


def commitment(*acts: dict[str, Any], today: str) -> Commitment:
    """The first commitment of acts told by as many papers, the first in November, the next in May."""
    start = dt.date(2018, 11, 10)
    readings = [
        read_one(f"Paper {n} has it.", outlet=f"Example {n}", day=str(start + dt.timedelta(days=200 * n)), **act)
        for n, act in enumerate(acts)
    ]
    return find_commitments(merge_readings(readings), dt.date.fromisoformat(today))[0]


STATES = [
    (VISIT, "2018-11-20", "open"),
    (VISIT, "2019-02-01", "due"),
    (VISIT, "2019-05-01", "lapsed"),  # a meeting is bound to its days
    (VISIT | {"when": None}, "2030-01-01", "open"),
    (VISIT | {"status": "conditional", "condition": "if asked"}, "2019-02-01", "conditional"),
    (PLEDGE, "2018-11-20", "open"),
    (PLEDGE, "2018-12-31", "due"),
    (PLEDGE, "2019-01-01", "overdue"),
    (PLEDGE, "2020-01-01", "lapsed"),
    (PLEDGE | {"due": None}, "2020-01-01", "open"),
    (PLEDGE | {"due": None, "condition": "once paid", "status": "conditional"}, "2020-01-01", "conditional"),
    (PLEDGE | {"due": "2019-06/.."}, "2020-01-01", "open"),
    (OFFER, "2018-11-20", "open"),
    (PLEDGE | {"due": "1956"}, "2020-01-01", "open"),  # a year before the words is no deadline
    (OFFER, "2019-01-01", "lapsed"),  # an offer ends with its day
]


@pytest.mark.parametrize(("act", "today", "state"), STATES)
def test_a_commitment_has_one_state_a_day(act: dict[str, Any], today: str, state: str) -> None:
    """From open to due to overdue or lapsed, and conditional as long as it may be."""
    assert commitment(act, today=today).state == state


TRIP = {"actors": ("Denmark", "Norway"), "when": "2019-01-22"}
KEPT = [
    (VISIT, TRIP),
    (VISIT, TRIP | {"where": "Rome"}),
    (VISIT | {"where": "Oslo", "when": "2019-01-20"}, TRIP | {"where": "Oslo"}),  # a summit that opened two days before
    (PLEDGE, PLEDGE | {"kind": "concede", "when": "2018-12-01", "due": None, "matter": "reopened border posts"}),
    (PLEDGE | {"matter": "a visit by its minister"}, {"actors": ("Chad", "Niger"), "when": "2018-12-01"}),
    (OFFER, {"kind": "sign", "actors": ("Chad", "Niger"), "when": "2018-12-20", "matter": "the border treaty"}),
]
NOT_KEPT = [
    (VISIT, TRIP | {"when": "2019-05-22"}),
    (VISIT, TRIP | {"when": None}),
    (VISIT, TRIP | {"when": "2018/2020"}),
    (VISIT | {"persons": ("Ida Moe",)}, TRIP | {"persons": ("Per Lund",)}),
    (VISIT, TRIP | {"status": "denied"}),
    (VISIT, TRIP | {"status": "planned"}),
    (VISIT, TRIP | {"actors": ("Norway", "Sweden")}),
    (VISIT | {"where": "Oslo"}, TRIP | {"where": "Rome"}),
    (VISIT | {"when": None}, TRIP),
    (PLEDGE, PLEDGE | {"kind": "concede", "when": "2018-12-01", "due": None, "matter": "freed prisoners"}),
    (PLEDGE, PLEDGE | {"kind": "concede", "when": "2018-10-01", "due": None}),  # before it was promised
    (PLEDGE, PLEDGE | {"kind": "concede", "when": "2018-12-01", "due": None, "actors": ("Niger",)}),
    (OFFER, {"kind": "sign", "actors": ("Chad",), "when": "2018-12-20", "matter": "the border treaty"}),
]


@pytest.mark.parametrize(("promised", "act"), KEPT)
def test_a_fitting_act_keeps_a_commitment(promised: dict[str, Any], act: dict[str, Any]) -> None:
    """A later done act of the same sides, in the days told, is linked to it."""
    found = commitment(promised, act, today="2019-06-01")
    assert found.state == "met"
    assert found.met_by is not None
    assert found.met_by.when == act["when"]


@pytest.mark.parametrize(("promised", "act"), NOT_KEPT)
def test_an_act_that_does_not_fit_keeps_nothing(promised: dict[str, Any], act: dict[str, Any]) -> None:
    """Other days, sides, places or matters leave the commitment as it was."""
    assert commitment(promised, act, today="2019-06-01").state in ("lapsed", "overdue", "open")


@pytest.mark.parametrize(
    "act",
    [
        VISIT | {"status": "done"},
        VISIT | {"status": "possible"},
        PLEDGE | {"status": "denied"},
        PLEDGE | {"negated": True},
        {"kind": "assault", "status": "planned", "when": "2019-01"},
        OFFER | {"due": None},
        PLEDGE | {"kind": "reject"},
        PLEDGE | {"matter": None, "recipients": ()},
    ],
)
def test_other_acts_bind_nobody(act: dict[str, Any]) -> None:
    """What was done, denied, only possible or hostile is no commitment."""
    record = merge_readings([read_one("So it is told.", **act)])
    assert find_commitments(record, dt.date(2019, 1, 1)) == ()


LATER = {"when": "2019-05-20"}
ENDED = [
    (PLEDGE, PLEDGE | {"kind": "reject", "due": None, "matter": "opening the border posts"} | LATER, "withdrawn"),
    (PLEDGE, PLEDGE | {"kind": "withdraw", "due": None, "matter": "its pledge to open border posts"}, "withdrawn"),
    (PLEDGE, PLEDGE | {"kind": "withdraw", "due": None, "matter": "guards from the border posts"}, "lapsed"),
    (PLEDGE, PLEDGE | {"kind": "reject", "due": None, "matter": "the price of cattle"} | LATER, "lapsed"),
    (PLEDGE, PLEDGE | {"kind": "reject", "actors": ("Niger",), "recipients": ("Chad",)} | LATER, "lapsed"),
    (PLEDGE, PLEDGE | {"due": "../2020-06-30"} | LATER, "superseded"),
    (PLEDGE, PLEDGE | {"due": "../2020-06-30", "matter": "free the drivers"} | LATER, "lapsed"),
    (
        PLEDGE | {"matter": "reopen four border posts"},
        PLEDGE | {"kind": "concede", "when": "2018-12-01", "due": None, "matter": "reopened two border posts"},
        "partly_met",
    ),
]


@pytest.mark.parametrize(("promised", "act", "state"), ENDED)
def test_a_commitment_may_end_otherwise(promised: dict[str, Any], act: dict[str, Any], state: str) -> None:
    """Taken back, set for another day, or met in part by an act of the bound side on its matter; by nothing else."""
    found = commitment(promised, act, today="2019-09-01")
    assert (found.state, found.ended_by is not None) == (state, state != "lapsed")


HANDOVER = PLEDGE | {"due": None, "status": "conditional", "condition": "after a border treaty on cattle is signed"}
SIGNED = {"actors": ("Chad", "Niger"), "kind": "sign", "when": "2019-05-20", "matter": "a border treaty on cattle"}
WAITING = [
    (SIGNED, "open"),
    (SIGNED | {"kind": "agree", "matter": "talks on a border treaty on cattle"}, "conditional"),
    (SIGNED | {"matter": "a fisheries treaty"}, "conditional"),
    (SIGNED | {"status": "planned"}, "conditional"),
    (SIGNED | {"actors": ("Norway",)}, "conditional"),
]


@pytest.mark.parametrize(("act", "state"), WAITING)
def test_a_condition_is_met_by_the_act_it_names(act: dict[str, Any], state: str) -> None:
    """A done act of the kind and on the matter that the condition says frees the commitment, and is linked to it."""
    found = commitment(HANDOVER, act, today="2019-09-01")
    assert (found.state, found.freed_by is not None) == (state, state == "open")
