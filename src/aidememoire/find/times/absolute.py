"""In: the words of a calendar date. Out: its meaning; a missing year comes from the tense and the dates around it."""

from __future__ import annotations

import datetime as dt

from aidememoire.find.times.parts import narrowed
from aidememoire.find.times.points import Point, easter, real_day
from aidememoire.find.times.scene import Meaning, Words
from aidememoire.find.times.tense import CONTEXT
from aidememoire.find.times.tokens import lexicon
from aidememoire.find.times.years import anchor_of, gap, real_point, year_chosen, year_found
from aidememoire.rules import load_toml

THESE_DAYS = 3  # days: a date in figures so near to publication is the one at the head of the report


def dated(whole: Point | None, anchor: str = "absolute") -> Meaning | None:
    """A DATE with this point, if there is one."""
    return None if whole is None else point_dated(whole, anchor)


def point_dated(whole: Point, anchor: str) -> Meaning:
    """A DATE with this point."""
    return Meaning("DATE", whole.timex(), whole.edtf(), whole, anchor)


def iso(words: Words) -> Meaning | None:
    """1998-02-27."""
    year, month, day = (int(part) for part in words.of("d")[0].split("-"))
    return dated(real_day(year, month, day))


def slash(words: Words) -> Meaning | None:
    """2/27/1998, 27/2/1998; where both readings are possible, that of these days, else only the year is known."""
    said, published = words.of("d")[0], words.scene.published
    first, second, year = (int(part) for part in said.replace("-", "/").split("/"))
    if year < 100:
        year += 2000 if year < 50 else 1900
    readings = [day for day in (real_day(year, first, second), real_day(year, second, first)) if day]
    near = [day for day in readings if published and gap(day, published) <= THESE_DAYS]
    if near:
        return dated(near[0])
    if said[-3] == "-":  # 6-4-12 may be anything
        return None
    if len(set(readings)) == 2:
        return Meaning("DATE", f"{year}-XX-XX", f"{year}")
    return dated(readings[0]) if readings else None


def date(words: Words) -> Meaning | None:
    """Aug. 7, 1998; 7 August; Friday, Oct. 23; the 7th of August."""
    month, day = words.value("m", "month", "monthabbr"), _day(words, "d")
    if words.has("y"):
        return dated(real_day(words.number("y"), month, day))
    return dated(year_found(words, month, day), anchor_of(words))


def week_of(words: Words) -> Meaning | None:
    """The week of March 6."""
    found = date(words)
    return dated(found.point.within("week"), found.anchor) if found and found.point else None


def holiday(words: Words) -> Meaning | None:
    """Christmas Eve; New Year's Day; Easter Monday; Thanksgiving."""
    eve = words.has("e")
    if words.has("g") and words.value("w", "weekday") != 5:
        return None  # "Good Monday"
    name = words.value("h", "holiday", "day_holiday") or ("easter-2" if words.has("g") else "01-01")
    after = (words.value("w", "weekday") or 0) % 7 if words.has("h") and words.has("w") else 0
    if after > 1 or (after == 0 and words.has("w") and name != "easter" and not words.has("g")):
        return None  # "Christmas Friday": whatever that is
    if words.has("y"):
        return dated(day_of(name, words.number("y"), after - eve))
    unit = "week" if words.has("k") else "day"

    def in_year(year: int) -> Point | None:
        day = day_of(name, year, after - eve)
        return day and day.within(unit)

    return dated(year_chosen(words, in_year), anchor_of(words))


def day_of(holiday: str, year: int, shift: int = 0) -> Point | None:
    """The day of a holiday in a year: "12-25", "easter-2", or "11-4-4", the fourth Thursday of November."""
    if holiday.startswith("easter"):
        return easter(year).shift(int(holiday[6:] or 0) + shift) if 1583 <= year <= 9998 else None
    month, *rest = (int(part) for part in holiday.split("-"))
    if len(rest) == 1:
        found = real_day(year, month, rest[0])
        return found and found.shift(shift)
    first = real_day(year, month, 1)
    found = first and first.shift((rest[1] - first.first().isoweekday()) % 7 + 7 * (rest[0] - 1))
    over = found is not None and found.first().month != month  # a fifth Monday that is none: the last one
    return found and found.shift(shift - 7 * over)


def days(words: Words) -> Meaning | None:
    """April 3-5; 3 to 5 April 2018; 7 and 8 May; April 30-May 2."""
    month, first, last = words.value("m", "month", "monthabbr"), _day(words, "d"), _day(words, "e")
    after = words.scene.tokens.word(words.end)
    if words.of("j") == ["and"] and last != first + 1:
        return None
    if (
        words.of("j") == ["to"]
        and words.scene.tokens.words[words.end - 1].isdigit()
        and after in load_toml(CONTEXT)["days"]["not_before"]
    ):
        return None
    begin = real_day(words.number("y"), month, first) if words.has("y") else year_found(words, month, first)
    end = begin and _day_after(begin, words.value("n", "month", "monthabbr") or month, last)
    return _interval(begin, end, words) if begin and end else None


def months(words: Words) -> Meaning | None:
    """May-July 2018."""
    first, last = words.value("m", "month", "monthabbr"), words.value("n", "month", "monthabbr")
    begin = real_point("month", words.number("y"), first) if words.has("y") else year_found(words, first)
    return _interval(begin, begin.shift(last - first), words) if begin and last > first else None


def _day_after(begin: Point, month: int, day: int) -> Point | None:
    """The first such day after this one, if it is in the same year or the next."""
    year = begin.year + (month < begin.first().month)
    found = real_day(year, month, day)
    return found if found and found > begin else None


def _interval(begin: Point, end: Point, words: Words) -> Meaning:
    interval = f"{begin.timex()}/{end.timex()}"
    return Meaning("DATE", interval, interval, begin, "absolute" if words.has("y") else anchor_of(words))


def month(words: Words) -> Meaning | None:
    """August; August 1998; last May; late March."""
    number = words.value("m", "month", "monthabbr")
    if not words.groups.keys() & {"y", "p", "r"} and not _is_month(words):
        return None
    if words.has("y"):
        found = dated(real_point("month", words.number("y"), number))
    elif words.has("r"):
        found = dated(_related_month(words, number), "told" if words.value("r", "that") is not None else "relative")
    else:
        found = dated(year_found(words, number), anchor_of(words))
    return found and narrowed(found, words)


def year(words: Words) -> Meaning | None:
    """1998; early 1990; 1941-45."""
    first = words.number("y")
    if not words.of("y")[0][0].isdigit() and not words.groups.keys() & {"p", "f"} and not _year_opened(words):
        return None  # "'60 Minutes'"
    if not words.has("z"):
        if words.of("y")[0].isdigit() and not likely_year(words, first):
            return None
        found = dated(real_point("year", first))
        if found and words.has("f"):  # a fiscal year: which months it has, depends on the country
            found = Meaning("DATE", found.value, f"{found.value}~", found.point)
        return found and narrowed(found, words)
    last = words.number("z")
    last += first - first % 100 if last < 100 else 0
    interval = f"{first}/{last}"
    return Meaning("DATE", interval, interval, real_point("year", first)) if first < last else None


def _year_opened(words: Words) -> bool:
    """Whether a word before '89 says that a year follows."""
    return words.scene.tokens.word(words.start - 1) in load_toml(CONTEXT)["year"]["after"]


def likely_year(words: Words, number: int) -> bool:
    """Whether four bare digits are a year: not after "$" or "flight", not before "people" or "%"."""
    tokens = words.scene.tokens
    before, after = tokens.word(words.start - 1), tokens.word(words.end)
    context = load_toml(CONTEXT)["year"]
    if before in context["not_after"] or after in context["not_before"]:
        return False
    if after in ("to", "against") and tokens.word(words.end + 1)[:1].isdigit() and before != "from":
        return False  # a vote
    if words.has("p") or before in context["after"]:
        return True
    return 1750 <= number <= 2060


def spoken_year(words: Words) -> Meaning | None:
    """Nineteen ninety-seven."""
    century = words.value("c", "numword")
    thousands = words.of("t") == ["thousand"]
    if century != 2 if thousands else century not in (17, 18, 19):
        return None
    year = 2000 if thousands else century * 100 + sum(_small(words, "t"))
    month = words.value("m", "month")
    found = dated(real_point("month", year, month) if month else real_point("year", year))
    return found and narrowed(found, words)


def decade(words: Words) -> Meaning | None:
    """The 1980s; the late '80s; the nineties."""
    tens = words.value("d", "tensplural")
    if tens is None:
        tens = words.number("d") // 10
    if tens < 10:
        if words.scene.tokens.word(words.start - 1) in load_toml(CONTEXT)["ages"]["after"]:
            return None  # "a man in his 30s"
        limit = (words.scene.published or dt.date(2000, 1, 1)).year // 10
        tens += 10 * max(hundreds for hundreds in range(17, 21) if hundreds == 17 or tens + 10 * hundreds <= limit)
    found = dated(Point("decade", tens))
    return found and narrowed(found, words)


def spoken_decade(words: Words) -> Meaning | None:
    """The nineteen sixties."""
    hundreds = words.value("c", "numword")
    if not 17 <= hundreds <= 19:
        return None
    found = dated(Point("decade", hundreds * 10 + words.value("d", "tensplural")))
    return found and narrowed(found, words)


def century(words: Words) -> Meaning | None:
    """The 20th century."""
    number = _day(words, "n")
    if not 1 <= number <= 30 or _company(words):
        return None
    found = dated(Point("century", number - 1))
    return found and narrowed(found, words)


def _company(words: Words) -> bool:
    """Whether capital letters make a name of it: "21st Century Fox"."""
    tokens, at = words.scene.tokens, words.end
    follows = at < len(tokens.starts) and tokens.text[tokens.starts[at]].isupper()
    return follows and tokens.text[tokens.starts[at - 1]].isupper()


def _is_month(words: Words) -> bool:
    """Whether a month alone is one: "the March for Life" and "May I" are none."""
    tokens, name = words.scene.tokens, words.of("m")[0]
    context = load_toml(CONTEXT)
    other = context["not_month"].get(name)
    before, after = tokens.word(words.start - 1), tokens.word(words.end)
    if other is None or before in context["year"]["after"]:
        return True
    return not ((not other["after"] or before in other["after"]) and (not other["before"] or after in other["before"]))


def _related_month(words: Words, number: int) -> Point | None:
    """Last May, next June, this September."""
    if words.value("r", "that") is not None:
        told = words.scene.last_told()
        return told and real_point("month", told.year, number)
    published = words.scene.published
    if published is None:
        return None
    same = Point("month", published.year * 12 + number - 1)
    step = words.value("r", "last", "this", "next")
    if step < 0:  # in March the press says "last month", and "last February" for that of the year before
        return same if same.shift(1).last() < published else same.shift(-12)
    if step > 0:
        return same if same.first() > published else same.shift(12)
    return same


def _day(words: Words, group: str) -> int:
    value = words.value(group, "ordinal")
    return int(value) + (words.value(group, "tens") or 0) if value else words.number(group)


def _small(words: Words, group: str) -> list[int]:
    return [value for word in words.of(group) if (value := small_value(word)) is not None]


def small_value(word: str) -> int | None:
    """The value of "five" or "twenty"."""
    values = lexicon().values
    found = values["numword"].get(word) or values["tens"].get(word)
    return int(found) if found else None
