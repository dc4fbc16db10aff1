"""In: readings, in any order. Out: the record: acts that are one event are one entry."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from aidememoire.model import Act, Reading, Report
from aidememoire.record.days import day_range, sort_day
from aidememoire.record.entry import Entry, Record, entry_of, in_order
from aidememoire.record.group import group
from aidememoire.record.reprints import originals
from aidememoire.record.same import tell


def merge_readings(readings: Iterable[Reading]) -> Record:
    """The record these readings come to; a report given twice counts once."""
    known = {reading.report.id: reading for reading in readings}
    ordered = tuple(sorted(known.values(), key=lambda reading: report_order(reading.report)))
    reports = {reading.report.id: reading.report for reading in ordered}
    first_print = originals(tuple(reports.values()))
    told = [tell(act, reports[act.report]) for reading in ordered for act in reading.acts]
    events = group(in_order(told))
    entries = [entry_of(event, lambda act: source_of(act, reports, first_print)) for event in events]
    copies = tuple((copy, first) for copy, first in sorted(first_print.items()) if copy != first)
    return Record(ordered, tuple(sorted(entries, key=entry_order)), copies)


def as_known(record: Record, today: dt.date) -> Record:
    """The record as it stood at the end of a day: reports published later are left out."""
    known = [r for r in record.readings if r.report.published is None or r.report.published <= today]
    return record if len(known) == len(record.readings) else merge_readings(known)


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
