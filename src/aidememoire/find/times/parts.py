"""In: a calendar point and a part of it ("early", "the end of", "second half"). Out: the EDTF of that part."""

from __future__ import annotations

import datetime as dt

from aidememoire.find.times.points import Point, month_of, point
from aidememoire.find.times.scene import Meaning, Words

# First and last month of a year, day of a month, day of a week (Monday 0), year of a decade, tenth of a century
YEAR = {
    "early": (1, 4),
    "mid": (5, 8),
    "late": (9, 12),
    "start": (1, 3),
    "end": (12, 12),
    "half1": (1, 6),
    "half2": (7, 12),
}
MONTH = {
    "early": (1, 10),
    "mid": (11, 20),
    "late": (21, 31),
    "start": (1, 5),
    "end": (25, 31),
    "half1": (1, 15),
    "half2": (16, 31),
}
WEEK = {
    "early": (0, 2),
    "mid": (1, 3),
    "late": (3, 6),
    "start": (0, 1),
    "end": (4, 6),
    "half1": (0, 2),
    "half2": (3, 6),
}
TENTHS = {
    "early": (0, 3),
    "mid": (4, 6),
    "late": (7, 9),
    "start": (0, 1),
    "end": (8, 9),
    "half1": (0, 4),
    "half2": (5, 9),
}
DECADES = TENTHS | {"early": (0, 2), "start": (0, 0), "end": (9, 9)}
THIRDS = {"early": (0, 0), "mid": (1, 1), "late": (2, 2), "start": (0, 0), "end": (2, 2)}


def part_of(words: Words, group: str = "p") -> str | None:
    """The name of the part that the group's words say; `whole` where they narrow nothing."""
    said = words.of(group)
    if "half" in said:
        if "last" in said or "latter" in said:
            return "half2"
        return f"half{words.value(group, 'ordinal')}"
    found = words.value(group, "mod", "mod_noun")
    return None if found is None else str(found)


def edtf_of(part: str | None, whole: Point, published: dt.date | None) -> str:
    """The EDTF of a part of a point; of the whole point where the part narrows nothing."""
    if part in (None, "whole", "half3", "halfNone"):
        return whole.edtf()
    if part in ("before", "after"):
        return _to_or_from_today(part, whole, published)
    if whole.unit == "year":
        return _join(_month(whole, n) for n in YEAR.get(str(part), (1, 12)))
    if whole.unit == "month":
        return _days(whole, MONTH.get(str(part), (1, 31)))
    if whole.unit == "week":
        return _join(_shift(whole.first(), n) for n in WEEK.get(str(part), (0, 6)))
    if whole.unit in ("decade", "century"):
        size, table = (1, TENTHS) if whole.unit == "decade" else (10, DECADES)
        first, last = table.get(str(part), (0, 9))
        return f"{whole.first().year + first * size}/{whole.first().year + last * size + size - 1}"
    if whole.unit in ("quarter", "half", "season") and str(part) in THIRDS:
        return _join(_third(whole, n) for n in THIRDS[str(part)])
    return whole.edtf()


def narrowed(meaning: Meaning, words: Words) -> Meaning:
    """The same date with the EDTF of the part said before it; halves of a year have a TIMEX3 value of their own."""
    part = part_of(words)
    if meaning.point is not None and words.value("p", "slice_unit", "slice_units"):
        return _slice(meaning, meaning.point, words)
    if part is None or meaning.point is None:
        return meaning
    value, whole = meaning.value, meaning.point
    if part in ("half1", "half2") and whole.unit == "year":
        value = f"{whole.timex()}-H{part[-1]}"
    edtf = edtf_of(part, whole, words.scene.published)
    return Meaning(meaning.type, value, edtf, whole, meaning.anchor)


def _slice(meaning: Meaning, whole: Point, words: Words) -> Meaning:
    """The first week of July, the last days of March: a day has its own value, longer slices that of the whole."""
    many = words.value("p", "slice_units")
    unit = words.value("p", "slice_unit") or words.of("p")[-2].removesuffix("s")
    nth = words.value("p", "ordinal")
    if nth is None:
        last = point(unit, whole.last())
        ends = (last.shift(1 - (many or 1)).first(), whole.last())
    elif unit == "week":  # the first week of a month is its first seven days, whatever day it begins on
        start = point("day", whole.first()).shift(7 * (nth - 1))
        ends = (start.first(), start.shift(7 * (many or 1) - 1).first())
    else:
        first = point(unit, whole.first())
        first = first.shift(nth - 1 + (first.first() < whole.first()))
        ends = (first.first(), first.shift((many or 1) - 1).last())
    if not whole.first() <= ends[0] <= ends[1] <= whole.last():
        return Meaning(meaning.type, meaning.value, None, None, meaning.anchor)
    if unit == "day" and not many:
        return Meaning(meaning.type, str(ends[0]), str(ends[0]), point("day", ends[0]), meaning.anchor)
    edtf = _join(map(month_of, ends)) if unit == "month" else _join(ends)
    return Meaning(meaning.type, meaning.value, edtf, whole, meaning.anchor)


def _to_or_from_today(part: str, whole: Point, published: dt.date | None) -> str:
    """ "Earlier this year" ends on the day of publication, "later this year" begins the day after."""
    if published is None or not whole.first() <= published <= whole.last():
        return whole.edtf()
    if part == "before":
        return _join((whole.first(), published))
    return _join((min(_shift(published, 1), whole.last()), whole.last()))


def _month(year: Point, number: int) -> str:
    return f"{year.timex()}-{number:02d}"


def _third(whole: Point, number: int) -> str:
    first = point("month", whole.first())
    last = point("month", whole.last())
    return first.shift(number * (last.number - first.number + 1) // 3).timex()


def _days(month: Point, days: tuple[int, int]) -> str:
    last = month.last().day
    first = days[0] if days[0] != MONTH["end"][0] else last - 4
    return _join((month.first().replace(day=first), month.first().replace(day=min(days[1], last))))


def _shift(day: dt.date, days: int) -> dt.date:
    return point("day", day).shift(days).first()


def _join(ends: object) -> str:
    first, last = (str(end) for end in ends)  # type: ignore[attr-defined]
    return first if first == last else f"{first}/{last}"
