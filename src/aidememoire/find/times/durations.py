"""In: the words of a duration, of a set or of a time of day. Out: its meaning."""

from __future__ import annotations

import datetime as dt

from aidememoire.find.times.numbers import number_of, whole
from aidememoire.find.times.points import MAX, add_months, month_of, point
from aidememoire.find.times.scene import Meaning, Words
from aidememoire.find.times.tense import CONTEXT
from aidememoire.rules import load_toml

SHORT = 4  # letters of a word that is too short for an ending
LETTER = {"second": "S", "minute": "M", "hour": "H", "day": "D", "night": "D", "week": "W", "month": "M", "year": "Y"}
LETTER |= {"decade": "E", "century": "E", "quarter": "Q", "fortnight": "W", "weekend": "WE"}
SCALE = {"decade": (10, "year"), "century": (100, "year"), "fortnight": (2, "week"), "quarter": (3, "month")}
HALF = {"year": (6, "M"), "hour": (30, "M"), "minute": (30, "S"), "day": (12, "H")}


def duration(words: Words) -> Meaning | None:
    """Five hours; the past two weeks; the next few years; 60 days; a three-year period."""
    number = number_of(words.of("n")) if words.has("n") else 1
    unit = words.value("u", "unit", "units")
    if _named(words):
        return None
    if (
        words.end - words.start == 2
        and words.of("u")[0] != words.scene.tokens.words[words.start]
        and not words.has("n")
        and _counted(words)
    ):
        return Meaning("SET", period_value(1, unit))
    if words.has("q"):
        return Meaning("DURATION", period_value(25, "year")) if unit == "century" else None
    if words.of("n")[:1] == ["and"]:
        number = 1.5
    if unit == "quarter" and not words.groups.keys() & {"e", "f"}:
        return None  # "three quarters" are mostly a fraction
    value = period_value(number, unit)
    if value is None:
        return None
    step = words.value("e", "last", "next") or words.value("f", "last", "next") or _ahead(words)
    return Meaning(
        "DURATION",
        value,
        reach(words.scene.published, step, whole(number), unit),
        anchor="relative" if step else "absolute",
    )


def _named(words: Words) -> bool:
    """Whether the unit is a name's: figures and a capital letter in the midst of a sentence ("60 Minutes")."""
    tokens, place = words.scene.tokens, words.end - 1
    in_capitals = tokens.text[tokens.starts[place] : tokens.ends[place]].istitle()
    return in_capitals and words.end - words.start == 2 and tokens.words[words.start].isdigit()


def _ahead(words: Words) -> int | None:
    """Whether the duration runs from publication on: "within 60 days", and "in two months" of what is to come."""
    before = words.scene.tokens.word(words.start - 1)
    if before == "within":
        return 1
    looks_back = any(_compares(words.scene.tokens.word(words.start - back)) for back in range(2, 6))
    return 1 if before == "in" and not looks_back and words.scene.tense(words.start, words.end) == "future" else None


def _compares(word: str) -> bool:
    """Whether "in ten years" after this word looks back: "for the first time in …", "the largest in …"."""
    context = load_toml(CONTEXT)["compares"]
    return word in context["words"] or (word.endswith(tuple(context["endings"])) and len(word) > SHORT)


def _counted(words: Words) -> bool:
    """Whether a noun that is counted stands before "a week": "four flights a week" is a rate."""
    before, after = words.scene.tokens.word(words.start - 1), words.scene.tokens.word(words.end)
    context = load_toml(CONTEXT)["rate"]
    if after in context["not_before"]:
        return False
    if before in context["amounts"] or (before[:1].isdigit() and _money(words)):
        return True  # "$35,000 a month"
    return before.isalpha() and before.endswith(tuple(context["endings"])) and before not in context["not_after"]


def _money(words: Words) -> bool:
    """Whether a sum stands before: "$21 an hour"."""
    tokens, place = words.scene.tokens, words.start - 1
    return place > 0 and tokens.words[place - 1] in load_toml(CONTEXT)["rate"]["money"]


def long(words: Words) -> Meaning | None:
    """Month-long talks; a decades-long quarrel."""
    number = 1 if words.value("u", "unit") else "X"
    return Meaning("DURATION", period_value(number, words.value("u", "unit", "units")))


def ahead(words: Words) -> Meaning | None:
    """The months ahead; the weeks to come: from the day after publication on."""
    published = words.scene.published
    edtf = None if published is None else f"{_moved(published, 'day', 1)}/.."
    return Meaning("DURATION", period_value("X", words.value("u", "unit", "units")), edtf, anchor="relative")


def bare_units(words: Words) -> Meaning | None:
    """For weeks; months of talks; days later: without such a word beside it, a unit measures no time."""
    unit, tokens = words.value("u", "units"), words.scene.tokens
    context = load_toml(CONTEXT)["bare_units"]
    if unit == "weekend":
        return Meaning("SET", "XXXX-WXX-WE")
    if unit in ("second", "quarter", "night"):
        return None
    before, after = tokens.word(words.start - 1), tokens.word(words.end)
    if before not in context["after"] and (after not in context["before"] or before in context["never_after"]):
        return None
    return Meaning("DURATION", period_value("X", unit))


def every(words: Words) -> Meaning | None:
    """Every day; every two years; each month."""
    number = 2 if "other" in words.of("n") else number_of(words.of("n")) if words.has("n") else 1
    return Meaning("SET", period_value(number, words.value("u", "unit", "units")))


def every_month(words: Words) -> Meaning | None:
    """Every June."""
    return Meaning("SET", f"XXXX-{words.value('m', 'month', 'monthabbr'):02d}")


def set_weekday(words: Words) -> Meaning | None:
    """Every Thursday; Tuesday nights."""
    part = words.value("g", "part", "parts")
    return Meaning("SET", f"XXXX-WXX-{words.value('w', 'weekday', 'weekdays')}" + (f"T{part}" if part else ""))


def adverb(words: Words) -> Meaning | None:
    """Daily, weekly, annually; twice a year; no newspaper ("the daily Granma", "Daily News")."""
    text, tokens = words.scene.tokens.text, words.scene.tokens
    following = text[tokens.starts[words.end]] if words.end < len(tokens.starts) else ""
    if words.value("u", "frequency") and (following.isupper() or _titled(words)):
        return None
    return Meaning("SET", period_value(1, words.value("u", "frequency", "unit")))


def _titled(words: Words) -> bool:
    """Whether the word has a capital letter behind another one: "China Daily"."""
    tokens, place = words.scene.tokens, words.start
    capital = tokens.text[tokens.starts[place]].isupper()
    return capital and place > 0 and not words.scene.stops(place - 1) and tokens.words[place - 1].isalnum()


def period_value(number: float | str | None, unit: str) -> str | None:
    """The TIMEX3 duration: P5D, PT4H, PXY, P2Y6M."""
    if number is None:
        return None
    letter, time = LETTER[unit], "T" if unit in ("second", "minute", "hour") else ""
    if isinstance(number, str):
        return f"P{time}X{letter}"
    count, base = SCALE.get(unit, (1, unit))
    number, letter = number * count, LETTER[base]
    if number == int(number):
        return f"P{time}{int(number)}{letter}"
    if number - int(number) == 0.5 and base in HALF:
        part, small = HALF[base]
        time_small = "T" if base == "day" else ""
        return (
            f"P{time}{int(number)}{letter}{time_small}{part}{small}"
            if int(number)
            else f"P{time or time_small}{part}{small}"
        )
    return f"P{time}{number:g}{letter}"


def reach(published: dt.date | None, step: int | None, number: int | None, unit: str) -> str | None:
    """From publication so many units back or on, as EDTF: days for short units, months for years."""
    if published is None or not step or number is None or unit in ("second", "minute", "hour"):
        return None
    other = _moved(published, unit, step * number)
    first, last = sorted((published, other))
    if unit in ("year", "decade", "century"):
        return f"{month_of(first)}/{month_of(last)}"
    return f"{first}/{last}"


def _moved(day: dt.date, unit: str, steps: int) -> dt.date:
    count, base = SCALE.get(unit, (1, unit))
    steps *= count
    if base in ("month", "quarter", "year"):
        return add_months(day, max(min(steps * {"month": 1, "quarter": 3, "year": 12}[base], 99999), -99999))
    days = steps * (7 if base in ("week", "weekend") else 1)
    return point("day", day).shift(max(min(days, MAX.toordinal()), -MAX.toordinal())).first()


moved = _moved
