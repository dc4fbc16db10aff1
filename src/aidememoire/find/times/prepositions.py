"""In: a Time and the text it stands in. Out: the EDTF interval that "by", "until", "before", "since" … make of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from aidememoire.find.times.bounds import bounds
from aidememoire.find.times.points import month_of, point
from aidememoire.find.times.reader import find_times
from aidememoire.find.times.tense import CONTEXT
from aidememoire.model import Report, Time
from aidememoire.rules import load_toml

WEEKDAY = re.compile("XXXX-WXX-[1-7]")
REACH = 40  # characters looked at on either side of the date


def with_preposition(time: Time, text: str, times: Sequence[Time] = ()) -> str | None:
    """The interval that the words around a date make of it; None where they make none or the date is unknown.

    "By October" ends with October, "before October" with September, "since 1985" begins there and stays open.
    "From May to July" and "between 1994 and 1997" are closed; with the other times of the report the second end is
    taken from them, else read from the text.

    >>> from aidememoire.model import Span, Time
    >>> with_preposition(Time(Span(6, 10), "DATE", "1985", "1985"), "since 1985")
    '1985/..'
    """
    if time.edtf is None or time.type not in ("DATE", "TIME"):
        return None
    kind = _kind(text[max(0, time.span.start - REACH) : time.span.start], text[time.span.end : time.span.end + REACH])
    if kind is None or (kind == "by" and _agent(time, text)):
        return None
    first, _, last = time.edtf.partition("/")
    first, last = _months(first)[0], _months(last or first)[1]
    if kind == "range":
        return _closed(first, time, text, times)
    if kind == "by":
        return _until(last, time)
    if kind == "before":
        return f"../{first}" if time.type == "TIME" else _before(first)
    begin = last if kind == "after" else first
    return None if begin == ".." else f"{begin}/.."


@cache
def _phrases() -> tuple[tuple[re.Pattern[str], str], ...]:
    table = load_toml(CONTEXT)["interval"]
    return tuple(
        (_before_a_date(words), kind)
        for kind, phrases in table.items()
        for words in sorted(phrases, key=lambda phrase: (-len(phrase), phrase))
    )


def _before_a_date(words: str) -> re.Pattern[str]:
    spaced = r"\s+".join(map(re.escape, words.split()))
    return re.compile(rf"(?<![\w-]){spaced}(?:\s+(?:the|on|in|about|around))?\s*$", re.IGNORECASE)


def _kind(before: str, after: str) -> str | None:
    if re.match(r"\s+(?:onwards?|on)\b(?!\s+the\b)", after) and re.search(r"\bfrom\s+$", before, re.I):
        return "since"
    return next((kind for pattern, kind in _phrases() if pattern.search(before)), None)


def _months(date: str) -> tuple[str, str]:
    """The first and the last month of a season ("2019-22"), which no interval takes for an end; else the date twice."""
    first, last = bounds(date)
    if date[5:] in ("21", "22", "23", "24") and first and last:
        return month_of(first), month_of(last)
    return date, date


def _agent(time: Time, text: str) -> bool:
    """Whether "by" names who did it: "by the Feb. 23 accord"; "by the Feb. 23 deadline" is a date."""
    after = re.match(r"\s+([a-z]+)", text[time.span.end : time.span.end + REACH])
    if not after or not re.search(
        r"\bby\s+the\s+$", text[max(0, time.span.start - REACH) : time.span.start], re.IGNORECASE
    ):
        return False
    return after[1] in load_toml(CONTEXT)["agent"]["after"]


def _until(last: str, time: Time) -> str | None:
    """Up to the last day where the date is a part of what it names ("the end of 2011"), else up to the whole date."""
    if last == "..":
        return None
    end = bounds(last)[1]
    if end is not None and "/" not in str(time.edtf) and time.value is not None and len(time.value) < len(last):
        return f"../{end}"
    return f"../{last}"


def _before(first: str) -> str | None:
    """Up to the day, month or year before."""
    begin = bounds(first)[0]
    if begin is None:
        return None
    unit = {4: "year", 7: "month", 10: "day"}.get(len(first))
    if unit is None or "X" in first or (unit == "month" and int(first[5:]) > 12):
        unit = "day"
    return f"../{point(unit, begin).shift(-1).timex()}"


def _closed(first: str, time: Time, text: str, times: Sequence[Time]) -> str | None:
    joined = _join().match(text, time.span.end)
    if not joined:
        return None
    if times:
        found = next((other.edtf for other in times if joined.end() == other.span.start), None)
    else:
        found = _end_ahead(text[joined.end() : joined.end() + REACH], first)
    end = found.rpartition("/")[2] if found else ""
    return f"{first}/{end}" if end and _ordered(first, end) else None


@cache
def _join() -> re.Pattern[str]:
    """The words between the two ends; an article belongs to the date behind it."""
    words = "|".join(re.escape(word) for word in load_toml(CONTEXT)["joined"]["ends"])
    return re.compile(rf"\s*,?\s*(?:{words})\s+", re.IGNORECASE)


def _end_ahead(text: str, first: str) -> str | None:
    """The date these words begin with: the next such day or month after the first end ("to July", "to Friday")."""
    unknown = find_times(Report("", "", text))
    if unknown and unknown[0].span.start == 0 and unknown[0].edtf:
        return unknown[0].edtf
    begin, until = bounds(first)[0], load_toml(CONTEXT)["joined"]["lead"]
    found = find_times(Report("", "", until + text, published=begin))
    here = [time for time in found if time.span.start == len(until)]
    if not here or (unknown and unknown[0].span.start == 0 and not WEEKDAY.fullmatch(str(unknown[0].value))):
        return None  # "to next month": from publication, which is not told here
    return here[0].edtf


def _ordered(first: str, last: str) -> bool:
    begin, end = bounds(first)[0], bounds(last)[1]
    return begin is not None and end is not None and begin <= end
