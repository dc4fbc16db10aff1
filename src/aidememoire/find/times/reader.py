"""In: a Report. Out: the dates, times, durations and sets that it tells, with TIMEX3 value and EDTF. No parser."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence

from aidememoire.find.times import absolute, clock, durations, relative, seasons, shifts
from aidememoire.find.times.events import find_events
from aidememoire.find.times.grammar import Hit, hits
from aidememoire.find.times.scene import Meaning, Scene, Words
from aidememoire.find.times.tokens import tokens_of
from aidememoire.model import Report, Sentence, Span, Time

Reader = Callable[[Words], Meaning | None]
READERS: dict[str, Reader] = {
    name: getattr(module, name)
    for module, names in (
        (absolute, "iso slash date week_of holiday days months month year spoken_year decade spoken_decade century"),
        (relative, "weekday deictic this_part the_part period year_end the_weekend"),
        (relative, "ref recent the_future the_past"),
        (shifts, "ago from_now told_shift told_day week_over one_day"),
        (seasons, "half short_part quarter year_ago the_quarter year_quarter month_quarter fiscal_year season"),
        (durations, "duration long ahead bare_units every every_month set_weekday adverb"),
        (clock, "clock part_of_day"),
    )
    for name in names.split()
}


def find_times(report: Report, sentences: Sequence[Sentence] = ()) -> tuple[Time, ...]:
    """The times of a report, in order, none overlapping.

    >>> import datetime as dt
    >>> report = Report("", "", "They met on Friday.", published=dt.date(2018, 11, 15))
    >>> [(t.value, t.edtf) for t in find_times(report)]
    [('2018-11-09', '2018-11-09')]
    """
    tokens = tokens_of(report.text)
    scene = Scene(tokens, report.published, frozenset(bisect_left(tokens.ends, s.span.end) for s in sentences))
    found: list[Time] = []
    for base, hit in hits(tokens.letters):
        time = _read(scene, base, hit)
        if time:
            found.append(time)
    return _with_events(found, report.text)


def _with_events(found: list[Time], text: str) -> tuple[Time, ...]:
    """The events join where they touch no date; "the Sept. 11 attacks" is the event, not a date of this year."""
    events = list(find_events(text))
    if not events:
        return tuple(found)
    kept = [time for time in found if not any(event.span.meets(time.span) for event in events)]
    return tuple(sorted([*kept, *events], key=lambda time: time.span))


def _read(scene: Scene, base: int, hit: Hit) -> Time | None:
    if hit.rule.read == "nothing":
        return None
    groups = {name: (base + first, base + last) for name, (first, last) in hit.groups.items()}
    words = Words(scene, base + hit.start, base + hit.end, groups)
    meaning = READERS[hit.rule.read](words)
    if meaning is None:
        return None
    if meaning.point is not None and not _aside(hit, meaning):
        scene.told.append((words.start, meaning.point))
    span = Span(scene.tokens.starts[words.start], scene.tokens.ends[words.end - 1])
    return Time(span, meaning.type, meaning.value, meaning.edtf, meaning.anchor)


def _aside(hit: Hit, meaning: Meaning) -> bool:
    """Whether the date only compares ("a year earlier"), so that no later one is told from it."""
    if hit.rule.read == "ago" and meaning.anchor == "told":
        return True
    return hit.rule.read == "year_ago" or (hit.rule.read == "told_shift" and "l" not in hit.groups)
