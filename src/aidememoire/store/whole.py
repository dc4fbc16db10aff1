"""In: the tables. Out: readings and the whole record, as merging all readings in memory would give it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from operator import itemgetter

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
    acts, _ = _acts(link)
    query = select(report, finding.c.layers).outerjoin(finding, finding.c.report == report.c.id).order_by(report.c.id)
    for row in link.execute(query).mappings():
        yield Reading(unpacked(make_report(row), row["layers"]), tuple(acts[row["id"]]))


def whole_record(link: Connection, fetch: Callable[[Report], Findings]) -> Record:
    """The record; of buckets that nobody settled yet the entries are worked out here."""
    acts, of_entry = _acts(link)
    reports = [make_report(row) for row in link.execute(select(report)).mappings()]
    readings = [KeptReading(one, tuple(acts[one.id]), fetch) for one in sorted(reports, key=report_order)]
    firsts = link.execute(select(print_of).where(print_of.c.report != print_of.c.first).order_by(print_of.c.report))
    copies = tuple((row.report, row.first) for row in firsts)
    return Record(tuple(readings), tuple(sorted(_entries(link, of_entry), key=entry_order)), copies)


def _acts(link: Connection) -> tuple[dict[str, list[Act]], dict[str, list[tuple[int, Act]]]]:
    """All acts, by report and by entry."""
    of_report: dict[str, list[Act]] = defaultdict(list)
    of_entry: dict[str, list[tuple[int, Act]]] = defaultdict(list)
    query = select(act.c.report, act.c.entry, act.c.rank, act.c.data).order_by(act.c.report, act.c.n)
    for row in link.execute(query):
        one = make_act(row.report, row.data)
        of_report[row.report].append(one)
        if row.entry is not None:
            of_entry[row.entry].append((row.rank, one))
    return of_report, of_entry


def _entries(link: Connection, acts: dict[str, list[tuple[int, Act]]]) -> Iterator[Entry]:
    waiting = list(link.scalars(select(dirty.c.bucket).order_by(dirty.c.bucket)))
    settled = select(entry.c.id, entry.c.data).where(entry.c.bucket.not_in(select(dirty.c.bucket)))
    for row in link.execute(settled):
        yield make_entry(row.data, [one for _, one in sorted(acts[row.id], key=itemgetter(0))])
    for found in find_entries(link, waiting).values() if waiting else ():
        yield from (one.entry for one in found)
