"""In: the words of a date told from publication or from a date before. Out: its meaning; unknown stays None."""

from __future__ import annotations

import datetime as dt

from aidememoire.find.times.absolute import dated
from aidememoire.find.times.durations import period_value, reach
from aidememoire.find.times.parts import narrowed
from aidememoire.find.times.points import COARSE, point
from aidememoire.find.times.scene import Meaning, Words, ref_of
from aidememoire.find.times.tense import CONTEXT, told_words
from aidememoire.find.times.tokens import lexicon
from aidememoire.rules import load_toml

CALENDAR = ("week", "month", "quarter", "year")  # units whose next or last one TIMEX3 names


def weekday(words: Words) -> Meaning | None:
    """Friday; last Friday; next Tuesday morning."""
    if _in_name(words, "papers"):
        return None
    number, published = words.value("w", "weekday", "weekdayabbr"), words.scene.published
    if published is None:
        return _with_part(Meaning("DATE", f"XXXX-WXX-{number}", anchor="relative"), words)
    if not words.has("r") or words.of("r")[0] not in told_words() or not words.scene.told_as_fine("day"):
        if words.value("r", "that") is not None:
            return None  # "that Friday", and no day is told before
        found = dated(point("day", weekday_near(words, number, published)), "relative")
    else:
        found = dated(point("day", _told_weekday(words, number)), "told")
    return found and _with_part(found, words)


def weekday_near(words: Words, number: int, published: dt.date) -> dt.date:
    """The weekday that is meant: by "last", "this", "next", else by the tense; the last one where nothing says."""
    back = (published.isoweekday() - number) % 7
    on = (number - published.isoweekday()) % 7
    if words.has("v"):  # Friday of last week
        week = point("week", published).shift(words.value("v", "last", "next", "this"))
        return _on(week.first(), number - 1)
    step = words.value("r", "last", "next", "this") if words.has("r") else None
    if step is None and (begun := _range_begun(words)):
        return _on(begun, (number - begun.isoweekday()) % 7)
    if words.value("p", "mod") == "before":  # "earlier Tuesday"
        return _on(published, -back)
    if step == -1:
        return _on(published, -(back or 7))
    if step == 1:
        return _on(published, on or 7)
    if step == 0:
        return _on(published, number - published.isoweekday())
    return _on(published, on if words.scene.tense_with_preposition(words.start, words.end) == "future" else -back)


def _range_begun(words: Words) -> dt.date | None:
    """The first day of "from Monday to Friday"."""
    tokens, place = words.scene.tokens, words.start - 2
    joined = load_toml(CONTEXT)["joined"]["weekdays"]
    if not words.scene.told or words.scene.told[-1][0] != place or tokens.word(place + 1) not in joined:
        return None
    told = words.scene.told[-1][1]
    return told.first() if told.unit == "day" and tokens.word(place) in lexicon().values["weekday"] else None


def _in_name(words: Words, kind: str) -> bool:
    """Whether the date is a part of a name: both it and the word behind have a capital letter ("The Sunday Times")."""
    tokens, at = words.scene.tokens, words.end
    if tokens.word(at) not in load_toml(CONTEXT)["names"][kind]:
        return False
    return kind == "shows" or tokens.text[tokens.starts[at]].isupper()


def deictic(words: Words) -> Meaning | None:
    """Today, yesterday, tomorrow night; no name ("USA Today", "the Today programme")."""
    tokens = words.scene.tokens
    if tokens.word(words.start - 1) in load_toml(CONTEXT)["names"]["not_before_today"] or (
        tokens.text[tokens.starts[words.start]].isupper() and _in_name(words, "shows")
    ):
        return None
    step, published = words.value("d", "deictic"), words.scene.published
    part = words.value("g", "part") or ("NI" if "tonight" in words.of("d") else None)
    if published is None:
        return Meaning("TIME" if part else "DATE", f"XXXX-XX-XX{'T' + part if part else ''}", anchor="relative")
    step += step * words.has("x")  # the day after tomorrow
    found = dated(point("day", _on(published, step)), "relative")
    return found and _with_part(found, words, part)


def this_part(words: Words) -> Meaning | None:
    """This morning; last night."""
    published, part = words.scene.published, words.value("g", "part")
    if published is None:
        return Meaning("TIME", f"XXXX-XX-XXT{part}", anchor="relative")
    found = dated(point("day", _on(published, words.value("r", "last", "this"))), "relative")
    return found and _with_part(found, words)


def _next_day(words: Words, unit: str) -> bool:
    """ "The next day" is told from a date before; tomorrow is never called so."""
    return unit == "day" and words.of("r") == ["next"]


def _until_now(words: Words, unit: str) -> Meaning | None:
    """Over the last year: in EDTF the year that ends with publication; TIMEX3 names the calendar year before."""
    if words.has("p") or not words.has("r") or words.of("r")[0] not in ("last", "past", "next", "coming"):
        return None
    opened = words.scene.tokens.words[words.start] == "the"
    if not opened or words.scene.tokens.word(words.start - 1) not in load_toml(CONTEXT)["period"]["until_now_after"]:
        return None
    step, published = words.value("r", "last", "next"), words.scene.published
    edtf = reach(published, step, 1, unit)
    if published is None or unit not in CALENDAR:
        return Meaning("DURATION", period_value(1, unit), edtf, anchor="relative")
    return Meaning("DATE", point(unit, published).shift(step).timex(), edtf, anchor="relative")


def _part_opened(words: Words) -> bool:
    return words.scene.tokens.word(words.start - 1) in load_toml(CONTEXT)["period"]["part_after"]


def the_part(words: Words) -> Meaning | None:
    """The morning; mid afternoon; overnight: of the last day told in this sentence, else of the day of publication."""
    base = words.scene.last_told()
    part = words.value("g", "part")
    if not words.groups.keys() & {"p", "r"} and not _part_opened(words):
        return None  # "the night of the attack" is another night
    day = base.first() if base and base.unit == "day" else words.scene.published
    if day is None:
        return Meaning("TIME", f"XXXX-XX-XXT{part}", anchor="told")
    if words.value("r", "next"):
        day = _on(day, 1)
    return Meaning("TIME", f"{day}T{part}", f"{day}", point("day", day), "told")


def period(words: Words) -> Meaning | None:
    """Last year; this week; the following month; the end of the year."""
    named = words.value("u", "unit")
    unit = COARSE.get(named, named)
    if unit in ("hour", "minute", "second") or (named == "night" and not words.has("r")):
        return None  # "late-night talks"
    if named == "night":
        return _night(words)
    told = words.scene.told_as_fine(unit)
    to_told = words.has("r") and (words.of("r")[0] in told_words() or _next_day(words, unit))
    if span := _until_now(words, named):
        return span
    base = told.first() if told and to_told else words.scene.published
    if to_told and told is None:
        return _unknown_period(unit, "told")
    if base is None:
        return _unknown_period(unit)
    step = words.value("r", "last", "next", "this", "that") if words.has("r") else 0
    found = dated(point(unit, base).shift(step), "told" if to_told else "relative")
    return found and narrowed(found, words)


def _night(words: Words) -> Meaning:
    """That night; later that night: of the last day told."""
    day = words.scene.told_as_fine("day")
    if day is None:
        return Meaning("TIME", "XXXX-XX-XXTNI", anchor="told")
    day = day.shift(1 if words.of("r")[0] in ("next", "following") else 0)
    return Meaning("TIME", f"{day.timex()}TNI", day.edtf(), day, "told")


def year_end(words: Words) -> Meaning | None:
    """Year-end: its last day; the month's end."""
    published, unit = words.scene.published, words.value("u", "unit")
    if published is None or unit not in ("year", "month", "week", "quarter", "decade", "century"):
        return None
    whole = point(unit, published)
    if words.scene.tokens.word(words.start - 1) in load_toml(CONTEXT)["period"]["since"]:
        whole = whole.shift(-1)
    last = point("day", whole.last())
    if words.has("h"):
        return dated(last, "relative")
    return Meaning("DATE", whole.timex(), last.edtf(), last, "relative")  # "the year's end" is a part of the year


def the_weekend(words: Words) -> Meaning | None:
    """The weekend: the last one begun, or the next where the sentence is about the future."""
    published = words.scene.published
    if published is None:
        return Meaning("DATE", "XXXX-WXX-WE", anchor="relative")
    this = point("weekend", published)
    ahead = words.scene.tense_with_preposition(words.start, words.end) == "future"
    return dated(this if ahead or this.first() <= published else this.shift(-1), "relative")


def the_future(words: Words) -> Meaning | None:
    """The future; but "the future of the pact" is no time."""
    if words.scene.tokens.word(words.end) in load_toml(CONTEXT)["period"]["fate"] or _goes_on(words):
        return None
    return ref_of(1)


def the_past(words: Words) -> Meaning | None:
    """The past; but "the past seven debates" are no time."""
    return None if _goes_on(words) else ref_of(-1)


def _goes_on(words: Words) -> bool:
    """Whether a number or a name behind shows that "the past", "the future" only describe it."""
    tokens, after = words.scene.tokens, words.scene.tokens.word(words.end)
    if not after or words.start + 2 != words.end:
        return False
    name = tokens.text[tokens.starts[words.end]].isupper()
    return name or after[0].isdigit() or after in lexicon().values["numword"]


def ref(words: Words) -> Meaning | None:
    """Now, recently, soon: a time the calendar does not know."""
    return Meaning("DATE", words.value("v", "ref", "these_word"), anchor="relative")


def recent(words: Words) -> Meaning | None:
    """Recent weeks."""
    return Meaning("DATE", "PAST_REF", anchor="relative")


def _unknown_period(unit: str, anchor: str = "relative") -> Meaning:
    shape = {
        "day": "XXXX-XX-XX",
        "week": "XXXX-WXX",
        "month": "XXXX-XX",
        "weekend": "XXXX-WXX-WE",
        "quarter": "XXXX-QX",
    }
    return Meaning("DATE", shape.get(unit, "XXXX"), anchor=anchor)


def _with_part(meaning: Meaning, words: Words, part: str | None = None) -> Meaning:
    part = part or words.value("g", "part")
    if part is None:
        return meaning
    return Meaning("TIME", f"{meaning.value}T{part}", meaning.edtf, meaning.point, meaning.anchor)


def _told_weekday(words: Words, number: int) -> dt.date:
    """The Friday before, or with "following" after, the last day told."""
    told = words.scene.told_as_fine("day")
    day = told.last() if told else dt.date.min
    if words.value("r", "next"):
        return _on(day, (number - day.isoweekday()) % 7 or 7)
    return _on(day, -((day.isoweekday() - number) % 7 or 7))


def _on(day: dt.date, days: int) -> dt.date:
    return point("day", day).shift(days).first()
