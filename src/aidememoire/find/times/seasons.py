"""In: the words of a quarter or a season. Out: its meaning, told from publication or from the quarter told before."""

from __future__ import annotations

from aidememoire.find.times.absolute import dated, point_dated
from aidememoire.find.times.parts import narrowed
from aidememoire.find.times.points import PER_YEAR, SEASONS, Point, point
from aidememoire.find.times.scene import Meaning, Words
from aidememoire.find.times.tense import CONTEXT
from aidememoire.find.times.tokens import lexicon
from aidememoire.find.times.years import anchor_of, real_point, year_found
from aidememoire.rules import load_toml


def half(words: Words) -> Meaning | None:
    """First-half results: of the year of publication."""
    number, published = words.value("n", "ordinal"), words.scene.published
    if not words.groups.keys() & {"x", "y", "r"} and words.scene.tokens.word(words.end) not in _half_of_year():
        return None  # the first half of a match
    if words.has("y"):
        return dated(real_point("half", words.number("y"), number))
    step = words.value("r", "last", "next", "this", "that") or 0
    return dated(real_point("half", published.year + step, number), "relative") if published else None


def _half_of_year() -> list[str]:
    found: list[str] = load_toml(CONTEXT)["half"]["before"]
    return found


def short_part(words: Words) -> Meaning | None:
    """Q3; Q1 2013; H1 2012: letter and figure in one word."""
    tokens, unit, part = words.scene.tokens, words.value("u", "part_letter"), words.number("n")
    place, published = words.groups["n"][0], words.scene.published
    joined = tokens.ends[place - 1] == tokens.starts[place] and tokens.words[place].isdigit()
    if not joined or part > PER_YEAR[unit] or tokens.text[tokens.ends[place] :][:1].isalpha():
        return None  # "Q 3", "H1N1"
    if words.has("y"):
        return dated(real_point(unit, words.number("y"), part))
    if unit == "quarter":
        return _quarter(words, part)
    return dated(real_point(unit, published.year, part), "relative") if published else None


def quarter(words: Words) -> Meaning | None:
    """The third quarter; the second quarter of 2019; the fiscal first quarter."""
    part = words.value("q", "ordinal")
    if part > 4:
        return None
    found = _quarter(words, part)
    if found.point and words.groups.keys() & {"f", "g"}:  # which months it has, depends on the country
        return Meaning("DATE", found.value, f"{found.point.year:04d}~", found.point, found.anchor)
    return found


def _quarter(words: Words, part: int) -> Meaning:
    published = words.scene.published
    if words.has("y"):
        return point_dated(Point("quarter", words.number("y") * 4 + part - 1), "absolute")
    if published is None:
        return Meaning("DATE", f"XXXX-Q{part}", anchor="relative")
    this = Point("quarter", published.year * 4 + part - 1)
    if words.has("r"):
        return point_dated(this.shift(4 * words.value("r", "last", "next", "this", "that")), "relative")
    future = words.scene.tense(words.start, words.end) == "future"
    return point_dated(this if this.first() <= published or future else this.shift(-4), "relative")


def year_ago(words: Words) -> Meaning | None:
    """The year-ago period: the quarter told before, a year earlier; else the year before publication."""
    told, published = words.scene.last_quarter(), words.scene.published
    if published is None:
        return None
    if words.has("q"):
        return dated(real_point("quarter", published.year - 1, words.value("q", "ordinal")), "relative")
    if told is not None:
        return dated(told.shift(-4), "told")
    return dated(point("year", published).shift(-1), "relative")


def the_quarter(words: Words) -> Meaning | None:
    """The quarter: the one told before; "the latest quarter" is the last one that is over at publication."""
    told, published = _ended(words) or words.scene.last_quarter(), words.scene.published
    tokens = words.scene.tokens
    if tokens.word(words.end) == "of" and tokens.word(words.end - 1) == "quarter" and not words.has("n"):
        return None  # "the quarter of voters who …"
    if told is None and tokens.word(words.end - 1) == "period" and not words.has("n"):
        return None  # "the same period": no quarter is spoken of
    if told is not None and not (words.has("n") and published and told.last() >= published):
        return dated(told, "told")
    return None if published is None else dated(point("quarter", published).shift(-1), "relative")


def _ended(words: Words) -> Point | None:
    """The calendar's quarter that most of "the quarter ended July 31" lies in."""
    tokens, published, values = words.scene.tokens, words.scene.published, lexicon().values
    name = tokens.word(words.end + 1)
    if published is None or tokens.word(words.end) not in values["ended"]:
        return None
    month = values["month"].get(name) or values["monthabbr"].get(name)
    if month is None:
        return None
    last = Point("month", published.year * 12 + month - 1)
    if tokens.word(words.end) in load_toml(CONTEXT)["period"]["ending"]:
        last = last if last.last() >= published else last.shift(12)
    else:
        last = last if last.first() <= published else last.shift(-12)
    return last.shift(-1).within("quarter")


def month_quarter(words: Words) -> Meaning | None:
    """The September quarter: the one that this month ends."""
    month = words.value("m", "month")
    found = real_point("month", words.number("y"), month) if words.has("y") else year_found(words, month)
    return dated(found.within("quarter"), anchor_of(words)) if found and month % 3 == 0 else None


def year_quarter(words: Words) -> Meaning | None:
    """The 1988 quarter: the same one as told before, in that year; "the 1988 period" may be the whole year."""
    year, told = words.number("y"), words.scene.last_quarter()
    return dated(real_point("quarter", year, told.number % 4 + 1) if told else real_point("year", year))


def fiscal_year(words: Words) -> Meaning | None:
    """The current fiscal year: named by the calendar's; which months it has depends on the country."""
    if words.scene.published is None:
        return None
    step = -1 if words.of("r") == ["latest"] else words.value("r", "last", "next", "this") or 0
    year = words.scene.published.year + step
    return Meaning("DATE", f"{year:04d}", f"{year:04d}~", real_point("year", year), "relative")


def _season_opened(words: Words) -> bool:
    return words.scene.tokens.word(words.end - 2) in load_toml(CONTEXT)["season"]["after"]


def season(words: Words) -> Meaning | None:
    """Summer; last fall; the spring of 1998."""
    number, published = words.value("s", "season"), words.scene.published
    if not words.groups.keys() & {"y", "r", "p"} and not _season_opened(words):
        return None  # "fall" and "spring" are verbs
    tokens = words.scene.tokens
    if not words.groups.keys() & {"y", "r"} and tokens.word(words.end) == "of":
        return None  # "the fall of the government"
    if words.has("y"):
        found = dated(real_point("season", words.number("y"), number + 1))
        return found and narrowed(found, words)
    if published is None:
        return Meaning("DATE", f"XXXX-{SEASONS[number]}", anchor="relative")
    this, now = Point("season", published.year * 4 + number), point("season", published)
    if not words.has("r") and words.scene.tense(words.start, words.end) == "past":
        found = dated(this if this.first() <= published else this.shift(-4), "relative")
        return found and narrowed(found, words)
    step = words.value("r", "last", "next", "this", "that") if words.has("r") else 0
    if step < 0 and this.number >= now.number:
        this = this.shift(-4)
    if step > 0 and this.number <= now.number:
        this = this.shift(4)
    found = dated(this, "relative")
    return found and narrowed(found, words)
