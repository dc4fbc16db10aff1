"""In: the words of a time of day. Out: its meaning; the day is the one named beside it, else the last told."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from aidememoire.find.times.absolute import date, iso, slash
from aidememoire.find.times.points import Point, point
from aidememoire.find.times.relative import deictic, weekday
from aidememoire.find.times.scene import Meaning, Words
from aidememoire.find.times.tense import CONTEXT
from aidememoire.find.times.tokens import lexicon
from aidememoire.rules import load_toml

AHEAD = 7  # tokens between a time of day and its day


def clock(words: Words) -> Meaning | None:
    """10:35 a.m.; 5 p.m. EST Nov. 9; noon; midnight Friday."""
    time = time_of(words)
    if words.scene.tokens.word(words.start - 1) in load_toml(CONTEXT)["names"]["not_before_noon"]:
        return None
    if words.of("c")[0].isdecimal() and words.scene.tokens.word(words.start - 1) == "(":
        return None  # "10:35 a.m. (0735 GMT)": the same moment once more
    if time is None:
        return None
    day = _day_said(words) or _day_ahead(words) or _day_told(words)
    if day is None:
        return Meaning("TIME", f"XXXX-XX-XXT{time}", anchor="relative")
    return Meaning("TIME", f"{day.timex()}T{time}", day.timex(), day, "told")


def part_of_day(words: Words) -> Meaning | None:
    """The night of March 3; the morning of Friday."""
    found = (date if words.has("m") else weekday)(words)
    day = found and found.point
    return Meaning("TIME", f"{day.timex()}T{words.value('g', 'part')}", day.timex(), day) if day else None


def time_of(words: Words) -> str | None:
    """The time, 24-hour: 10:35, 17:00."""
    said = words.of("c")
    if said[0] in ("noon", "midday"):
        return "12:00"
    if said[0] == "midnight":
        return "24:00"
    hour, minute, second = _figures(said)
    number = int(hour)
    half = _half(words)
    if half == "pm" and number < 12:
        number += 12
    if half == "am" and number == 12:
        number = 0
    return f"{number:02d}:{minute}{second}" if number <= 24 else None


def _half(words: Words) -> str | None:
    """The half of the day: "p.m.", "in the evening"."""
    kinds, parts = lexicon().values, load_toml(CONTEXT)["halves"]
    said = words.of("c")[1:]
    for half in ("am", "pm"):
        if any(word in kinds[half] for word in said):
            return half
    by_part: str | None = parts.get(words.value("g", "part"))
    return by_part


def _figures(said: Sequence[str]) -> tuple[str, str, str]:
    """Hour, minute and, with its colon, a second that is not zero: of "10.35", "16:33:27", "0929", "ten thirty"."""
    first, spoken = said[0], lexicon().values
    if first in spoken["numword"]:
        return str(spoken["numword"][first]), str(spoken["tens"].get((*said, "")[1], "00")), ""
    if len(first) == 4 and first.isdigit():
        return first[:2], first[2:], ""
    hour, minute, second = (*first.replace(".", ":").split(":"), "", "")[:3]
    return hour, minute or "00", f":{second}" if second.strip("0") else ""


def _day_said(words: Words) -> Point | None:
    """The day named in the same breath."""
    if words.has("f"):
        figures = iso if words.of("f")[0][4:5] == "-" else slash
        found = figures(Words(words.scene, words.start, words.end, words.groups | {"d": words.groups["f"]}))
        return found.point if found else None
    reader: Callable[[Words], Meaning | None] | None
    if words.has("r") and words.scene.published:
        return point("day", words.scene.published)
    reader = weekday if words.has("w") else deictic if words.has("x") else date if words.has("m") else None
    if reader is None:
        return None
    found = reader(
        Words(words.scene, words.start, words.end, words.groups | ({"d": words.groups["x"]} if words.has("x") else {}))
    )
    return found.point if found else None


def _day_ahead(words: Words) -> Point | None:
    """The weekday that follows in the sentence: "at 10:35 a.m. (0735 GMT) Friday"."""
    tokens, days = words.scene.tokens, lexicon().values
    for place in range(words.end, min(words.end + AHEAD, len(tokens.words))):
        if words.scene.stops(place):
            return None
        groups = {"w": (place, place + 1), "d": (place, place + 1)}
        reader = {"weekday": weekday, "deictic": deictic}
        for kind, read in reader.items():
            if tokens.words[place] in days[kind]:
                found = read(Words(words.scene, words.start, place + 1, groups))
                return found.point if found else None
    return None


def _day_told(words: Words) -> Point | None:
    """The last day told in this sentence, else the day of publication."""
    scene = words.scene
    if scene.told:
        place, told = scene.told[-1]
        if told.unit == "day" and scene.same_sentence(place, words.start):
            return told
    return None if scene.published is None else point("day", scene.published)
