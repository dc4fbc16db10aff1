"""In: a day or month without a year. Out: the year meant: said beside it, told before, or given by the tense."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from aidememoire.find.times.points import PER_YEAR, Point, real_day
from aidememoire.find.times.scene import Scene, Words
from aidememoire.find.times.tense import CONTEXT, tense_words
from aidememoire.find.times.tokens import lexicon
from aidememoire.rules import load_toml

MONTH_REACH = 5  # tokens between a verb and a month that it dates, at most
CLOSE = 60  # days: so near to publication a date without a year needs no tense ("the Jan. 14 deadline", told on Jan. 5)


def year_found(words: Words, month: int, day: int | None = None) -> Point | None:
    """The day or month in the year that makes sense."""
    return year_chosen(words, lambda year: _in_year(year, month, day), of_month=day is None)


def year_chosen(words: Words, in_year: Callable[[int], Point | None], of_month: bool = False) -> Point | None:
    """What comes every year, in the year told in the same sentence, else by tense, else the nearest."""
    scene = words.scene
    if words.has("v"):
        named = _year_named(words)
        return None if named is None else in_year(named)
    told = _year_ahead(words) or _year_told(words)
    if told is not None:
        return in_year(told)
    if scene.published is None:
        return None
    around = [found for year in (-1, 0, 1) if (found := in_year(scene.published.year + year))]
    if fitting := [
        found for found in around if found.first().isoweekday() == words.value("w", "weekday", "weekdayabbr")
    ]:
        around = fitting
    if beside := _tense_beside(words, of_month):
        return by_tense(around, beside, scene.published)
    close = min(((gap(found, scene.published), found) for found in around), default=None)
    if close and close[0] <= CLOSE:
        return close[1]
    tense = scene.tense_with_preposition(words.start, words.end)
    return by_tense(around, tense or _of_what_comes(words), scene.published)


def _of_what_comes(words: Words) -> str | None:
    """The future, where the date names a thing to come: "the November election"."""
    tokens, coming = words.scene.tokens, load_toml(CONTEXT)["coming"]
    before = {tokens.word(words.start - back) for back in (1, 2)}
    named = any(tokens.word(words.end + place) in coming["words"] for place in (0, 1))
    return "future" if named and not before & set(coming["not_after"]) else None


def _tense_beside(words: Words, of_month: bool) -> str | None:
    """The tense of the verb beside the date; a month may stand farther from it: "took office in January"."""
    scene = words.scene
    beside = scene.tense_beside(words.start, words.end)
    if of_month and scene.tokens.word(words.start - 1) in tense_words().month_after:
        return beside or scene.tense_before(words.start, MONTH_REACH)
    return beside


def by_tense(around: list[Point], tense: str | None, published: dt.date) -> Point | None:
    """The last begun by publication in the past, the next not yet over in the future, else the nearest."""
    past = [found for found in around if found.first() <= published]
    coming = [found for found in around if found.last() >= published]
    if tense == "past" and past:
        return past[-1]
    if tense == "future" and coming:
        return coming[0]
    return min(around, key=lambda found: (gap(found, published), found), default=None)


def gap(found: Point, published: dt.date) -> int:
    """How many days lie between the point and publication."""
    return max((found.first() - published).days, (published - found.last()).days, 0)


def real_point(unit: str, year: int, part: int = 1) -> Point | None:
    """The year, month, quarter, season … of a year (parts count from 1); None beyond the calendar."""
    per_year = PER_YEAR[unit]
    return Point(unit, year * per_year + part - 1) if 1 <= year <= 9998 and 1 <= part <= per_year else None


def _in_year(year: int, month: int, day: int | None) -> Point | None:
    return real_point("month", year, month) if day is None else real_day(year, month, day)


def _year_named(words: Words) -> int | None:
    """ "Last year" in "January last year"; "that year" is the one told before."""
    told, published = words.scene.last_told(), words.scene.published
    if words.value("v", "that") is not None:
        return told.year if told else None
    return published.year + int(words.value("v", "last", "next", "this")) if published else None


def _year_ahead(words: Words) -> int | None:
    """The year said once for two dates: "from May to July 2017"."""
    tokens, context = words.scene.tokens, load_toml(CONTEXT)["joined"]
    if tokens.word(words.end) not in context["by"]:
        return None
    months = lexicon().values["month"].keys() | lexicon().values["monthabbr"].keys()
    ahead = [tokens.word(words.end + place) for place in range(1, 6)]
    if not any(word in months for word in ahead[:3]):
        return None
    for word in ahead:
        if len(word) == 4 and word.isdecimal():
            return int(word)
        if word not in months and word not in context["between"] and not (word.isdecimal() and len(word) < 3):
            return None
    return None


def _year_told(words: Words) -> int | None:
    """The year of a date told before in this sentence, where it is not the year of publication."""
    scene: Scene = words.scene
    if not scene.told:
        return None
    place, told = scene.told[-1]
    if told.unit not in ("day", "month") or not scene.same_sentence(place, words.start):
        return None
    if scene.published and abs(told.year - scene.published.year) < 2:
        return None
    if (
        scene.published
        and scene.tense_beside(words.start, words.end) == ("past", "future")[told.year < scene.published.year]
    ):
        return None  # "whose term ends in May 2031, said in June"
    return told.year


def anchor_of(words: Words) -> str:
    """Whether the year comes from a date told before or from publication."""
    return "relative" if _year_ahead(words) is None and _year_told(words) is None else "told"
