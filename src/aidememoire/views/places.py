"""In: readings, entries, a day. Out: the disputed places they name: holder, claimants, each side's name."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from aidememoire.find.names.tables import COLUMNS
from aidememoire.model import Reading, Span
from aidememoire.record.days import day_range
from aidememoire.record.entry import Entry
from aidememoire.rules import data_names, load_tsv, several

TABLE = "lexicons/places.tsv"


@dataclass(frozen=True, slots=True)
class PlaceView:
    """A disputed place as of a day; both sides' names, in the order of the table."""

    name: str
    kind: str
    holder: tuple[str, ...]
    claimants: tuple[str, ...]
    names: tuple[tuple[str, str], ...]  # (side, its name for the place); side "" where all use it
    part_of: str | None
    reports: int
    entries: tuple[Entry, ...]


def find_place_views(readings: Sequence[Reading], entries: Sequence[Entry], today: dt.date) -> tuple[PlaceView, ...]:
    """Every disputed place that is named, in the order of the table: wholes before their parts."""
    if TABLE not in data_names("lexicons", ".tsv"):
        return ()
    named = Counter(name for reading in readings for name in {m.name for m in reading.findings.places})
    views = []
    for name, kind, names, holder, claimants, since, until, part_of, _, _ in load_tsv(TABLE, COLUMNS["places"].split()):
        if named[name] and _holds(since, until, today):
            telling = _telling(readings, name)
            about = tuple(
                e for e in entries if e.where == name or any((a.report, a.sentence) in telling for a in e.acts)
            )
            sides = tuple(_side(pair) for pair in several(names))
            views.append(
                PlaceView(name, kind, several(holder), several(claimants), sides, part_of or None, named[name], about)
            )
    return tuple(views)


def _holds(since: str, until: str, today: dt.date) -> bool:
    """Whether the row tells of this day; an end that is not told is open."""
    first, last = day_range(since or None)[0], day_range(until or None)[1]
    return (first is None or first <= today) and (last is None or today <= last)


def _side(pair: str) -> tuple[str, str]:
    side, _, name = pair.rpartition("=")
    return side.strip(), name.strip()


def _telling(readings: Sequence[Reading], name: str) -> set[tuple[str, Span]]:
    """The sentences, by report, that name the place."""
    return {
        (reading.report.id, sentence.span)
        for reading in readings
        for mention in reading.findings.places
        if mention.name == name
        for sentence in reading.findings.sentences
        if sentence.span.holds(mention.span)
    }
