"""In: readings, in any order. Out: the record: acts that are one event are one entry."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Set

from aidememoire.model import Act, Reading, Report
from aidememoire.record.bucket import bucket_of
from aidememoire.record.days import day_range, sort_day
from aidememoire.record.entry import Entry, Record, entry_of, in_order
from aidememoire.record.group import group
from aidememoire.record.reprints import families
from aidememoire.record.same import tell


def merge_readings(readings: Iterable[Reading]) -> Record:
    """The record these readings come to; a report given twice counts once."""
    known = {reading.report.id: reading for reading in readings}
    ordered = tuple(sorted(known.values(), key=lambda reading: report_order(reading.report)))
    reports = {reading.report.id: reading.report for reading in ordered}
    first_print = families(tuple(reports.values()))
    entries = _entries((act for reading in ordered for act in once(reading.acts)), reports, first_print)
    return Record(ordered, tuple(sorted(entries, key=entry_order)), _copies(first_print))


def as_known(record: Record, today: dt.date) -> Record:
    """The record as it stood at the end of a day: reports published later are left out."""
    return without(record, {r.id for r in record.reports if r.published is not None and r.published > today})


def without(record: Record, left_out: Set[str]) -> Record:
    """The record that the other reports come to; only what these had a part in is worked out again."""
    known = tuple(reading for reading in record.readings if reading.report.id not in left_out)
    if len(known) == len(record.readings):
        return record
    reports = {reading.report.id: reading.report for reading in record.readings}
    gone = reports.keys() & left_out
    first_print = {number: number for number in reports} | dict(record.originals)
    moved = _without(first_print, reports, gone)
    touched = {bucket_of(tell(a, reports[a.report])) for r in record.readings if r.report.id in moved for a in r.acts}
    kept, again = [], []
    for entry in record.entries:
        away = bucket_of(tell(entry.acts[0], reports[entry.acts[0].report])) in touched
        again += [act for act in entry.acts if act.report not in gone] if away else []
        kept += [] if away else [entry]
    entries = [*kept, *_entries(again, reports, first_print)]
    copies = _copies({number: first for number, first in first_print.items() if number not in gone})
    return Record(known, tuple(sorted(entries, key=entry_order)), copies)


def _without(first_print: dict[str, str], reports: dict[str, Report], gone: Set[str]) -> set[str]:
    """Finds the families of the reports that stay anew; which reports are gone or have another first print now."""
    alone = Counter(first_print.values())
    if all(alone[first_print[number]] == 1 for number in gone):
        return set(gone)
    anew = families([report for number, report in reports.items() if number not in gone])
    moved = {number for number, first in anew.items() if first_print[number] != first}
    first_print.update(anew)
    return moved | set(gone)


def _entries(acts: Iterable[Act], reports: dict[str, Report], first_print: dict[str, str]) -> list[Entry]:
    events = group(in_order(tell(act, reports[act.report]) for act in acts))
    return [entry_of(event, lambda act: source_of(act, reports, first_print)) for event in events]


def _copies(first_print: dict[str, str]) -> tuple[tuple[str, str], ...]:
    return tuple((copy, first) for copy, first in sorted(first_print.items()) if copy != first)


def once(acts: Iterable[Act]) -> Iterable[Act]:
    """The acts without those that bear the id of an earlier one."""
    found: dict[str, Act] = {}
    for act in acts:
        found.setdefault(act.id, act)
    return found.values()


def source_of(act: Act, reports: dict[str, Report], first_print: dict[str, str]) -> str:
    """Who stands for the act: a quoted outlet, else the one that first printed the text, else the report's name."""
    report = reports[first_print[act.report]]
    return quoted_outlet(act) or report.outlet or report.name


def quoted_outlet(act: Act) -> str | None:
    """The outlet whose word the report gives; None where it is the report's own."""
    return next((voice.name for voice in act.said_by if voice.kind == "outlet"), None)


def report_order(report: Report) -> tuple[dt.date, str]:
    """Oldest first, those without a date last."""
    return (report.published or dt.date.max, report.id)


def entry_order(entry: Entry) -> tuple[dt.date, dt.date, str]:
    """By the day of the act, then of its first telling."""
    return (sort_day(day_range(entry.when)), entry.told or dt.date.max, entry.id)
