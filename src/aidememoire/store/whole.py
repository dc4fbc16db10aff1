"""In: the tables. Out: readings and the whole record, as merging all readings in memory would give it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from typing import Any

from sqlalchemy import Connection, select

from aidememoire.model import Act, Findings, Reading, Report
from aidememoire.record.entry import Entry, Record
from aidememoire.record.merge import entry_order, report_order
from aidememoire.store.entries import make_entry
from aidememoire.store.kept import KeptReading
from aidememoire.store.rows import make_act, make_report, unpacked
from aidememoire.store.settle import find_entries
from aidememoire.store.tables import act, dirty, entry, finding, print_of, report


def findings_of(link: Connection, one: Report) -> Findings:
    """What stands in a report."""
    return unpacked(one, link.scalars(select(finding.c.layers).where(finding.c.report == one.id)).one())


def one_reading(link: Connection, report_id: str) -> Reading | None:
    """A report with what stands in it."""
    row = link.execute(select(report).where(report.c.id == report_id)).mappings().first()
    if row is None:
        return None
    acts = link.execute(select(act.c.data).where(act.c.report == report_id).order_by(act.c.n)).scalars()
    return Reading(findings_of(link, make_report(row)), tuple(make_act(report_id, data) for data in acts))


def all_readings(link: Connection) -> Iterator[Reading]:
    """Every reading, in the order of report ids."""
    acts = _acts(link)
    query = select(report, finding.c.layers).join(finding, finding.c.report == report.c.id).order_by(report.c.id)
    for row in link.execute(query).mappings():
        yield Reading(unpacked(make_report(row), row["layers"]), tuple(acts[row["id"]]))


def whole_record(link: Connection, fetch: Callable[[Report], Findings]) -> Record:
    """The record; of buckets that nobody settled yet the entries are worked out here."""
    acts = _acts(link)
    reports = [make_report(row) for row in link.execute(select(report)).mappings()]
    readings = [KeptReading(one, tuple(acts[one.id]), fetch) for one in sorted(reports, key=report_order)]
    firsts = link.execute(select(print_of).where(print_of.c.report != print_of.c.first).order_by(print_of.c.report))
    copies = tuple((row.report, row.first) for row in firsts)
    return Record(tuple(readings), tuple(sorted(_entries(link, acts), key=entry_order)), copies)


def _acts(link: Connection) -> dict[str, list[Act]]:
    found: dict[str, list[Act]] = defaultdict(list)
    for row in link.execute(select(act.c.report, act.c.data).order_by(act.c.report, act.c.n)):
        found[row.report].append(make_act(row.report, row.data))
    return found


def _entries(link: Connection, acts: dict[str, list[Act]]) -> Iterator[Entry]:
    told = {one.id: one for found in acts.values() for one in found}
    waiting = list(link.scalars(select(dirty.c.bucket).order_by(dirty.c.bucket)))
    data: Any
    for data in link.scalars(select(entry.c.data).where(entry.c.bucket.not_in(select(dirty.c.bucket)))):
        yield make_entry(data, [told[number] for number in data["acts"]])
    for settled in find_entries(link, waiting).values() if waiting else ():
        yield from settled.entries
