"""In: an act as told. Out: the key of its bucket: acts of one entry share it, others are never compared."""

from __future__ import annotations

from functools import cache

from aidememoire.ids import content_id
from aidememoire.model import Act
from aidememoire.record.days import day_range, width
from aidememoire.record.matter import settings
from aidememoire.record.same import Told

YEAR = 366  # days: an act told more vaguely belongs to the year of its report
LENGTH = 24  # hexadecimal digits: two buckets of one key would only be compared in vain


def bucket_of(item: Told) -> str:
    """The sides, kin kind, like status and year of an act; where nobody acts, it is alone for ever."""
    act = item.act
    sides = _sides(act)
    parts = (act.id,) if not sides else (*sides, None, _family("kin", act.kind), _family("like", act.status))
    return content_id(*parts, str(act.negated), str(_year(item)))[:LENGTH]


def _sides(act: Act) -> list[str]:
    both = act.kind in settings()["mutual"]
    return sorted({*act.actors, *act.recipients} if both else set(act.actors))


def _year(item: Told) -> int | None:
    """The calendar year of the act's own day, where that is known to a year or better; else of its report."""
    first, _ = days = day_range(item.when)
    if first is not None and width(days) <= YEAR:
        return first.year
    return item.published.year if item.published else None


@cache
def _family(table: str, name: str) -> str:
    return next((group[0] for group in settings()[table] if name in group), name)
