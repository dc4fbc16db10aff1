"""In: the readings of a record. Out: who spoke for whom in which office, as the reports said, and when they were seen.

Such a row is one of a people table (docs/facts.md): laid into the folder of the user's own tables, it makes later
readings know the person. Only what a text said counts, never what a table knew, so nothing learned can keep itself
alive; and the office counts for no longer than a year after the last report that named it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from aidememoire.find.names import persons_of
from aidememoire.model import Reading


@dataclass(frozen=True, slots=True, order=True)
class Seen:
    """A person in an office, and the days of the first and the last report that said so."""

    person: str
    actor: str
    office: str
    first: dt.date
    last: dt.date


def seen_people(readings: Iterable[Reading]) -> tuple[Seen, ...]:
    """Every person of full name with one actor and an office; the same whatever the order of the readings.

    Reports without a date teach nothing: what they say may have ended long ago.
    """
    days: dict[tuple[str, str, str], list[dt.date]] = {}
    for reading in readings:
        if reading.report.published is not None:
            for key in _taught(reading):
                days.setdefault(key, []).append(reading.report.published)
    return tuple(sorted(Seen(*key, min(dates), max(dates)) for key, dates in days.items()))


def _taught(reading: Reading) -> Iterable[tuple[str, str, str]]:
    for person in persons_of(reading.report, reading.findings.sentences):
        if person.taught and " " in person.name and len(person.actors) == 1 and person.offices:
            yield person.name, person.actors[0], person.offices[0]
