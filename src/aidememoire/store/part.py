"""In: some entries of a record. Out: the record that these alone come to: reports without all else that stands in them.

What pages show of a large record is worked out from such a part, with the functions that work on a whole one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

from sqlalchemy import Connection, select

from aidememoire.model import Act, Findings, Mention, Report, Sentence, Span
from aidememoire.record.entry import Entry, Record
from aidememoire.record.merge import entry_order, report_order
from aidememoire.store.kept import KeptReading
from aidememoire.store.rows import make_report
from aidememoire.store.store import Store
from aidememoire.store.tables import named, print_of, report

IN_ONE = 500  # ids in one question
Item = TypeVar("Item")


def part_of(store: Store, entries: Iterable[Entry]) -> Record:
    """The record of these entries. Of what stands in a report its acts' sentences, places and instruments are known."""
    ordered = tuple(sorted({entry.id: entry for entry in entries}.values(), key=entry_order))
    acts: dict[str, list[Act]] = defaultdict(list)
    for entry in ordered:
        for act in entry.acts:
            acts[act.report].append(act)
    with store.begin() as link:
        reports = list(_reports(link, sorted(acts)))
        copies = tuple(_copies(link, sorted(acts)))
    layers = _Layers(store, {one.id: acts[one.id] for one in reports})
    readings = [
        KeptReading(one, tuple(sorted(acts[one.id], key=lambda act: (act.words, act.id))), layers.of)
        for one in sorted(reports, key=report_order)
    ]
    return Record(tuple(readings), ordered, copies)


class _Layers:
    """What is known of the reports besides their acts, fetched for all of them when somebody looks at one."""

    def __init__(self, store: Store, acts: dict[str, list[Act]]) -> None:
        self.store, self.acts = store, acts
        self.names: dict[str, list[tuple[str, str, int]]] | None = None

    def of(self, one: Report) -> Findings:
        """One report's."""
        if self.names is None:
            self.names = defaultdict(list)
            with self.store.begin() as link:
                for row in _named(link, sorted(self.acts)):
                    self.names[row[0]].append(row[1:])
        sentences = tuple(Sentence(span) for span in sorted({act.sentence for act in self.acts[one.id]}))
        places, instruments = (tuple(self._mentions(one.id, layer)) for layer in ("places", "instruments"))
        return Findings(one, sentences, (), (), places, instruments, ())

    def _mentions(self, report_id: str, layer: str) -> Iterator[Mention]:
        assert self.names is not None
        for found, name, start in self.names[report_id]:
            if found == layer:
                at = max(start, 0)
                yield Mention(Span(at, at + (start >= 0)), layer.removesuffix("s"), name)


def _named(link: Connection, reports: Sequence[str]) -> Iterator[tuple[str, str, str, int]]:
    for some in _some(reports):
        for row in link.execute(select(named).where(named.c.report.in_(some)).order_by(named.c.sentence, named.c.name)):
            yield row.report, row.layer, row.name, row.sentence


def _reports(link: Connection, reports: Sequence[str]) -> Iterator[Report]:
    for some in _some(reports):
        for row in link.execute(select(report).where(report.c.id.in_(some))).mappings():
            yield make_report(row)


def _copies(link: Connection, reports: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Of these reports those that reprint another, with the one they reprint."""
    for some in _some(reports):
        mine = print_of.c.report.in_(some), print_of.c.report != print_of.c.first
        for row in link.execute(select(print_of.c.report, print_of.c.first).where(*mine).order_by(print_of.c.report)):
            yield row.report, row.first


def _some(items: Sequence[Item]) -> Iterator[Sequence[Item]]:
    return (items[at : at + IN_ONE] for at in range(0, len(items), IN_ONE))
