"""In: a record. Out: the events that some sources tell as done and others deny."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace

from aidememoire.model import Report
from aidememoire.record.entry import Entry, Record
from aidememoire.record.same import Told, same_event


@dataclass(frozen=True, slots=True)
class Disagreement:
    """An event told as done, and the same event denied, by sources of which none says both."""

    done: Entry
    denied: Entry


def find_disagreements(record: Record) -> tuple[Disagreement, ...]:
    """All of them, in the order of the events."""
    reports = {report.id: report for report in record.reports}
    told = {
        e.id: _as_done(e, reports) for e in record.entries if e.status in ("done", "ongoing", "denied") or e.negated
    }
    denied: dict[frozenset[str], list[Entry]] = defaultdict(list)
    for entry in record.entries:
        if entry.status == "denied" or entry.negated:
            denied[frozenset(entry.actors)].append(entry)
    return tuple(
        Disagreement(entry, other)
        for entry in record.entries
        if entry.status in ("done", "ongoing") and not entry.negated
        for other in denied[frozenset(entry.actors)]
        if not set(entry.sources) & set(other.sources) and same_event(told[entry.id], told[other.id])
    )


def _as_done(entry: Entry, reports: dict[str, Report]) -> Told:
    """The act that speaks for the entry, as if nobody denied it: all else must be the same."""
    act, report = entry.acts[0], reports[entry.acts[0].report]
    as_done = replace(act, status="done", negated=False)
    return Told(as_done, entry.when, report.published, act.sentence.of(report.text))
