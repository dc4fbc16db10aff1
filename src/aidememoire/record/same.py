"""In: two acts. Out: whether they tell the same event. A doubt keeps them apart: a wrong merge hides a difference."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cache

from aidememoire.model import Act, Report, Span
from aidememoire.record import places
from aidememoire.record.days import believable, day_range, overlap, width
from aidememoire.record.matter import alike, content_words, likeness, settings


@dataclass(frozen=True, slots=True)
class Told:
    """An act with what its report says about the day and the words of its telling."""

    act: Act
    when: str | None  # its time, where that can be
    published: dt.date | None
    sentence: str


def tell(act: Act, report: Report) -> Told:
    """An act as its report tells it."""
    when = believable(act.when, act.status, report.published)
    return Told(act, when, report.published, act.sentence.of(report.text))


def same_event(one: Told, other: Told) -> bool:
    """Whether the two acts are one event."""
    return may_be_one(one, other) and speaks_for_one(one, other)


def may_be_one(one: Told, other: Told) -> bool:
    """Whether nothing speaks against it; what one sentence tells twice is two things."""
    return where_told(one) != where_told(other) and fit(one, other)


def where_told(item: Told) -> tuple[str, Span]:
    """The sentence an act is told in."""
    return item.act.report, item.act.sentence


def fit(one: Told, other: Told) -> bool:
    """Whether nothing that the two tell contradicts, wherever they stand."""
    return _days_fit(one.when, other.when) and _acts_fit(one.act, other.act)


def speaks_for_one(one: Told, other: Told) -> bool:
    """Whether enough speaks for it: two points, or a copied sentence."""
    words = copied_words(one)
    return (words is not None and words == copied_words(other)) or enough(one, other)


def copied_words(item: Told) -> frozenset[str] | None:
    """The words by which a copy of its sentence is known; None where it is too short to tell."""
    words = content_words(item.sentence)
    return words if len(words) > 3 else None


def enough(one: Told, other: Told) -> bool:
    """Whether two points speak for one event."""
    return _points(one, other) >= 2


def _acts_fit(one: Act, other: Act) -> bool:
    return (
        one.negated == other.negated
        and _like("like", one.status, other.status)
        and _kinds_fit(one, other)
        and _parties_fit(one, other)
        and not (one.kind == "meet" and one.persons and other.persons and not set(one.persons) & set(other.persons))
        and _agree_on_place(one.where, other.where)
        and (not one.instrument or not other.instrument or one.instrument == other.instrument)
        and _days_fit(one.due, other.due)
        and (one.kind == "meet" or likeness(one.matter, other.matter) != 0)  # one meeting has many matters
    )


@cache
def _like(table: str, one: str, other: str) -> bool:
    return one == other or any(one in group and other in group for group in settings()[table])


def _kinds_fit(one: Act, other: Act) -> bool:
    if one.kind == other.kind:
        return True
    return _like("kin", one.kind, other.kind) and one.instrument is not None and one.instrument == other.instrument


def _parties_fit(one: Act, other: Act) -> bool:
    """The same actors, and no other recipients; in a mutual act, the same parties on whichever side.

    A mutual act of which only one side is named is known by its matter alone.
    """
    if one.kind in settings()["mutual"]:
        parties = {*one.actors, *one.recipients}
        known = len(parties) > 1 or (bool(parties) and alike(one.matter, other.matter))
        return known and parties == {*other.actors, *other.recipients}
    if not one.actors or set(one.actors) != set(other.actors):
        return False
    return not one.recipients or not other.recipients or bool(set(one.recipients) & set(other.recipients))


def _agree_on_place(one: str | None, other: str | None) -> bool:
    return not one or not other or places.fits(one, other)


def _days_fit(one: str | None, other: str | None) -> bool:
    return overlap(day_range(one), day_range(other))


def _points(one: Told, other: Told) -> int:
    """What speaks for one event: two points are enough."""
    left, right = one.act, other.act
    points = _time_points(one, other)
    points += bool(left.where and right.where)  # they fit, or we were not here
    points += alike(left.matter, right.matter)
    points += bool(left.instrument and right.instrument)
    deadlines = day_range(left.due)[1], day_range(right.due)[1]
    points += deadlines[0] is not None and deadlines[0] == deadlines[1]
    return points


def _time_points(one: Told, other: Told) -> int:
    left, right = day_range(one.when), day_range(other.when)
    widest = max(width(left), width(right))
    if widest == 1:
        return 2 if one.act.kind in settings()["mutual"] else 1  # nobody meets the same side twice a day in the press
    if one.when and one.when == other.when and one.act.status != "done":
        return 1
    if widest <= settings()["matter"]["ahead" if one.act.status == "planned" else "window"]:
        return 1
    return _undated_point(one, other)


def _undated_point(one: Told, other: Told) -> int:
    """Undated acts told within days of each other."""
    if one.when or other.when or not one.published or not other.published:
        return 0
    return int(abs((one.published - other.published).days) <= settings()["matter"]["apart"])
