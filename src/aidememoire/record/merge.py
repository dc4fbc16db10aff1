"""In: readings, in any order. Out: the record: acts that are one event are one entry."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cache

from aidememoire.model import Act, Reading, Report
from aidememoire.record.days import believable, day_range, sort_day
from aidememoire.record.entry import Entry, Record, make_entry, told_order
from aidememoire.record.matter import settings
from aidememoire.record.reprints import originals
from aidememoire.record.same import Told, may_be_one, speaks_for_one


def merge_readings(readings: Iterable[Reading]) -> Record:
    """The record these readings come to; a report given twice counts once."""
    known = {reading.report.id: reading for reading in readings}
    ordered = tuple(sorted(known.values(), key=lambda reading: _report_order(reading.report)))
    reports = {reading.report.id: reading.report for reading in ordered}
    first_print = originals(tuple(reports.values()))
    told = [_told(act, reports[act.report]) for reading in ordered for act in reading.acts]
    groups = _group(sorted(told, key=lambda item: told_order(item.act, item.published)))
    entries = [make_entry(group, reports, lambda act: source_of(act, reports, first_print)) for group in groups]
    copies = tuple((copy, first) for copy, first in sorted(first_print.items()) if copy != first)
    return Record(ordered, tuple(sorted(entries, key=_entry_order)), copies)


def as_known(record: Record, today: dt.date) -> Record:
    """The record as it stood at the end of a day: reports published later are left out."""
    known = [r for r in record.readings if r.report.published is None or r.report.published <= today]
    return record if len(known) == len(record.readings) else merge_readings(known)


def source_of(act: Act, reports: dict[str, Report], first_print: dict[str, str]) -> str:
    """Who stands for the act: a quoted outlet, else the one that first printed the text, else the report's name."""
    quoted = next((voice.name for voice in act.said_by if voice.kind == "outlet"), None)
    report = reports[first_print[act.report]]
    return quoted or report.outlet or report.name


def _report_order(report: Report) -> tuple[dt.date, str]:
    return (report.published or dt.date.max, report.id)


def _told(act: Act, report: Report) -> Told:
    when = believable(act.when, act.status, report.published)
    return Told(act, when, report.published, act.sentence.of(report.text))


def _group(told: Sequence[Told]) -> list[list[Act]]:
    """Each act joins the first entry of which no act speaks against it and one speaks for it.

    That none may speak against it keeps a vague act from joining two that contradict each other.
    """
    groups: list[list[Told]] = []
    buckets: dict[tuple[tuple[str, ...], str, str, bool], list[int]] = defaultdict(list)
    for item in told:
        bucket = buckets[_bucket(item.act)]
        home = next((n for n in bucket if _belongs(item, groups[n])), None)
        if home is None:
            bucket.append(len(groups))
            groups.append([item])
        else:
            groups[home].append(item)
    return [[member.act for member in group] for group in groups]


def _belongs(item: Told, group: Sequence[Told]) -> bool:
    return all(may_be_one(item, member) for member in group) and any(speaks_for_one(item, member) for member in group)


def _bucket(act: Act) -> tuple[tuple[str, ...], str, str, bool]:
    """Acts of one entry share it: it only saves comparing what can never be the same."""
    sides = (*act.actors, *act.recipients) if act.kind in settings()["mutual"] else act.actors
    return tuple(sorted(set(sides))), _family("kin", act.kind), _family("like", act.status), act.negated


@cache
def _family(table: str, name: str) -> str:
    return next((group[0] for group in settings()[table] if name in group), name)


def _entry_order(entry: Entry) -> tuple[dt.date, dt.date, str]:
    return (sort_day(day_range(entry.when)), entry.told or dt.date.max, entry.id)
