"""In: the words of a shift ("two days later", "a year ago"). Out: the date it leads to, or only its length."""

from __future__ import annotations

import datetime as dt

from aidememoire.find.times.absolute import dated
from aidememoire.find.times.durations import moved, period_value
from aidememoire.find.times.numbers import number_of, whole
from aidememoire.find.times.points import COARSE, YEARS, point
from aidememoire.find.times.scene import Meaning, Words, ref_of
from aidememoire.find.times.tense import CONTEXT, tense_words
from aidememoire.rules import load_toml

AGO_POINT = {
    "day": "day",
    "week": "week",
    "month": "month",
    "quarter": "quarter",
    "year": "year",
    "decade": "year",
    "century": "year",
}


def ago(words: Words) -> Meaning | None:
    """Two months ago: the month; a decade ago: the year; "several years ago" is only the past."""
    number, unit = number_of(words.of("n")) if words.has("n") else "X", words.value("u", "unit", "units")
    if unit == "year" and (found := _quarter_back(words, number)):
        return found
    return shifted(words.scene.published, number, unit, -1, "relative") or ref_of(-1)


def _quarter_back(words: Words, number: float | str | None) -> Meaning | None:
    """The quarter a year before the one told near by: "a third-quarter loss … a year ago"."""
    told = words.scene.quarter_near(words.start)
    return dated(told.shift(-4), "told") if told and whole(number) == 1 else None


def from_now(words: Words) -> Meaning | None:
    """Two weeks from now."""
    number, unit = number_of(words.of("n")), words.value("u", "unit", "units")
    return shifted(words.scene.published, number, unit, 1, "relative") or ref_of(1)


def told_shift(words: Words) -> Meaning | None:
    """Two days later; a year earlier: from the last date told, else nothing is known but the length."""
    number, unit = number_of(words.of("n")), words.value("u", "unit", "units")
    step = 1 if words.has("l") else -1
    compares = step < 0 and unit == "year"  # "a year earlier": than a date of this sentence, else than publication
    told = words.scene.told_here(words.start) if compares else words.scene.told_as_fine(COARSE.get(unit, unit))
    if compares and (found := _quarter_back(words, number)):
        return found
    base = told.first() if told else (words.scene.published if compares else None)
    found = shifted(base, number, unit, step, "told")
    return found or Meaning("DURATION", period_value(number, unit), anchor="told")


def told_day(words: Words) -> Meaning | None:
    """The day before; the week after: than the last date told."""
    tokens, unit = words.scene.tokens, words.value("u", "unit")
    if tokens.word(words.end) not in load_toml(CONTEXT)["period"]["phrase_end"]:
        return None
    told = words.scene.told_as_fine(COARSE.get(unit, unit))
    return shifted(told.first() if told else None, 1, unit, words.value("d", "after"), "told")


def week_over(words: Words) -> Meaning | None:
    """The week before last; the year after next."""
    return shifted(words.scene.published, 2, words.value("u", "unit"), words.value("d", "after"), "relative")


def one_day(words: Words) -> Meaning | None:
    """One day in a sentence about the future; else it is a duration."""
    if words.of("n") != ["one"]:
        return Meaning("DURATION", period_value(number_of(words.of("n")), "day"))
    alone = words.scene.tokens.word(words.start - 1) in tense_words().future
    return ref_of(1) if alone else Meaning("DURATION", "P1D")


def shifted(base: dt.date | None, number: float | str | None, unit: str, step: int, anchor: str) -> Meaning | None:
    """The day, week, month, year so many units from a day, or None where the number or the day is unknown."""
    if unit in YEARS and isinstance(number, int | float):  # half a century: fifty years
        number, unit = number * YEARS[unit], "year"
    count = whole(number)
    unit = COARSE.get(unit, unit)
    if base is None or count is None or unit not in AGO_POINT:
        return None
    return dated(point(AGO_POINT[unit], moved(base, unit, step * count)), anchor)
