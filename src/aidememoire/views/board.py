"""In: commitments. Out: a board of lanes: overdue, due, ahead, conditional, undated, met, lapsed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from aidememoire.record.commitments import Commitment
from aidememoire.record.days import day_range, sort_day
from aidememoire.rules import load_toml


@dataclass(frozen=True, slots=True)
class Lane:
    """Commitments of one standing."""

    name: str
    title: str
    about: str
    commitments: tuple[Commitment, ...]


def board(commitments: Iterable[Commitment]) -> tuple[Lane, ...]:
    """The lanes that hold something; what is overdue latest first, what is ahead nearest first."""
    rules = load_toml("langs/en/pages.toml")["lane"]
    held: dict[str, list[Commitment]] = {lane["name"]: [] for lane in rules}
    for found in commitments:
        held[_lane(found, rules)].append(found)
    return tuple(
        Lane(lane["name"], lane["title"], lane["about"], _ordered(held[lane["name"]], latest=lane.get("latest", False)))
        for lane in rules
        if held[lane["name"]]
    )


def _lane(found: Commitment, rules: list[dict[str, object]]) -> str:
    """The lane of a state; one that may come any day, and has none, is undated."""
    dated = day_range(found.deadline) != (None, None)
    if found.state == "open" and not dated:
        return "undated"
    own = (str(lane["name"]) for lane in rules if found.state in str(lane["states"]).split())
    return next(own, "lapsed")


def _ordered(found: Iterable[Commitment], *, latest: bool) -> tuple[Commitment, ...]:
    days = sorted(found, key=lambda one: (_last(one), sort_day(day_range(one.deadline)), one.entry.id))
    return tuple(days[::-1] if latest else days)


def _last(found: Commitment) -> dt.date:
    told = found.entry.told or dt.date.max
    return day_range(found.deadline)[1] or told
