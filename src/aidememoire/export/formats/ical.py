"""In: a dossier. Out: iCalendar (RFC 5545): meetings as events, commitments as tasks with the day they are due.

Only what has days becomes an event: a day or a stretch of at most MOST days, both ends known for certain. A stretch is
an event of whole days, and its words ("early 2019") stand in its title. Nothing is made more exact than it is.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import TYPE_CHECKING

from aidememoire.export.certain import certain_day, certain_range
from aidememoire.export.dossier import Dossier, Row, printed_by
from aidememoire.export.plain import plain, web_address
from aidememoire.record.commitments import Commitment
from aidememoire.views.dates import date_words
from aidememoire.views.map import coordinates
from aidememoire.views.wording import deed_words, entry_words

if TYPE_CHECKING:
    from icalendar import Component

ABOUT = "iCalendar: meetings as events, commitments as tasks with their last day"
SUFFIX = ".ics"
MEDIA = "text/calendar; charset=utf-8"
MEETINGS = ("meet",)
STATUS = {
    "done": "CONFIRMED",
    "ongoing": "CONFIRMED",
    "planned": "TENTATIVE",
    "conditional": "TENTATIVE",
    "possible": "TENTATIVE",
}
MOST = 124  # days of the longest stretch that is an event: four months, "early 2019"
DAY = dt.timedelta(days=1)


def write(dossier: Dossier) -> Iterator[bytes]:
    """The calendar, one component at a time; its stamp is the day the record is seen from."""
    from icalendar import Calendar

    head = Calendar()
    head.add("prodid", "-//aidememoire//diplomatic record//EN")
    head.add("version", "2.0")
    head.add("x-wr-calname", plain(" ".join(["Diplomatic record", *dossier.brief.words])))
    begin, _, end = bytes(head.to_ical()).partition(b"END:VCALENDAR")
    yield begin
    rows = {row.entry.id: row for row in dossier.rows}
    for row in dossier.rows:
        if days := _event_days(row):
            yield bytes(_event(row, days, dossier.today).to_ical())
    for found in dossier.brief.commitments:
        yield bytes(_task(found, rows[found.entry.id], dossier.today).to_ical())
    yield b"END:VCALENDAR" + end


def _event_days(row: Row) -> tuple[dt.date, dt.date] | None:
    """The first and last day of a meeting that takes or took place."""
    entry = row.entry
    first, last = certain_range(entry.when)
    if entry.kind not in MEETINGS or entry.status not in STATUS or entry.negated:
        return None
    return (first, last) if first and last and last - first < MOST * DAY and last < dt.date.max else None


def _event(row: Row, days: tuple[dt.date, dt.date], today: dt.date) -> Component:
    from icalendar import Event

    first, last = days
    entry, event = row.entry, Event()
    words = f" ({date_words(entry.when)})" if first != last else ""
    event.add("uid", f"{entry.id}@aidememoire")
    event.add("summary", plain(deed_words(entry)) + words)
    event.add("dtstart", first)
    event.add("dtend", last + DAY)  # the day after the last one: RFC 5545, 3.6.1
    event.add("status", STATUS[entry.status])
    event.add("transp", "TRANSPARENT")  # nobody's own time is taken
    if entry.where:
        event.add("location", plain(entry.where))
    if entry.where in coordinates():
        east, north = coordinates()[entry.where]
        event.add("geo", (north, east))
    _add_proof(event, row, today)
    return event


def _task(found: Commitment, row: Row, today: dt.date) -> Component:
    from icalendar import Todo

    task, last = Todo(), certain_range(found.deadline)[1]
    words = f" ({date_words(found.deadline)})" if found.deadline else ""
    task.add("uid", f"{found.entry.id}.due@aidememoire")
    task.add("summary", plain(deed_words(found.entry)) + words)
    if last is not None:
        task.add("due", last)
    task.add("status", "COMPLETED" if found.met_by else "NEEDS-ACTION")
    if found.met_by:
        task.add("percent-complete", 100)
        _add_completed(task, found)
    _add_proof(task, row, today, found.state)
    return task


def _add_completed(task: Component, found: Commitment) -> None:
    """When it was met, where the day is known."""
    if day := certain_day(found.met_by.when if found.met_by else None):
        task.add("completed", dt.datetime.combine(day, dt.time(), dt.UTC))


def _add_proof(component: Component, row: Row, today: dt.date, state: str | None = None) -> None:
    entry, said = row.entry, row.first
    component.add("dtstamp", dt.datetime.combine(today, dt.time(), dt.UTC))
    component.add("categories", [found for found in (entry.kind, entry.status, state) if found])
    component.add("description", "\n".join(_description(row)))
    if address := web_address(said.report):
        component.add("url", address)


def _description(row: Row) -> Iterator[str]:
    yield f"{plain(entry_words(row.entry))} [{row.reference}]"
    for said in row.statements:
        sure = f"confidence {said.act.confidence:.2f}, rule {said.act.rule}"
        yield f"“{plain(said.sentence)}” {plain(printed_by(said))} ({sure})"
    yield from map(plain, row.rulings)
