"""In: a record as the machine found it, rulings, words, a day. Out: what every format writes: the brief and its rows.

A row is an entry as ruled; below it stand the statements it rests on, as the machine found them.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from aidememoire.model import Act, Report
from aidememoire.record.entry import Entry, Record
from aidememoire.record.rulings import Ruling
from aidememoire.views.brief import Brief, make_brief
from aidememoire.views.dates import day_words
from aidememoire.views.rulings import mark_words
from aidememoire.views.wording import clean


@dataclass(frozen=True, slots=True)
class Statement:
    """An act and the report it stands in."""

    act: Act  # as the machine found it, with its own confidence
    report: Report
    reprint_of: Report | None = None

    @property
    def sentence(self) -> str:
        """The sentence it rests on."""
        return self.act.sentence.of(self.report.text)


def printed_by(said: Statement) -> str:
    """Who printed a statement, and when."""
    report, copied = said.report, said.reprint_of
    day = day_words(report.published) if report.published else "no publication date"
    reprint = f" (reprint of {copied.outlet or copied.name})" if copied else ""
    return clean(f"{report.outlet or report.name}, {day}{reprint}")


@dataclass(frozen=True, slots=True)
class Row:
    """An entry as ruled."""

    reference: str
    entry: Entry
    statements: tuple[Statement, ...]  # the one that speaks for the entry first
    rulings: tuple[str, ...]  # what was ruled on it, by whom, when and why

    @property
    def first(self) -> Statement:
        """The statement that speaks for the entry."""
        return self.statements[0]


@dataclass(frozen=True, slots=True)
class Dossier:
    """What is written."""

    name: str  # of the record
    brief: Brief
    rows: tuple[Row, ...]  # in the order of the record; without what was rejected
    rejected: tuple[Row, ...]
    beside: tuple[Row, ...]  # that the brief speaks of beside its own: what kept a promise, what was said before
    record: Record  # all of it, as the machine found it
    rulings: tuple[Ruling, ...]  # all of them

    @property
    def today(self) -> dt.date:
        """The day it is seen from."""
        return self.brief.today


def make_dossier(
    record: Record,
    words: Sequence[str],
    today: dt.date,
    sure: float | None = None,
    rulings: Sequence[Ruling] = (),
    name: str = "",
) -> Dossier:
    """The dossier as of a day, as `make_brief` chooses it; `name` is that of the record."""
    brief = make_brief(record, words, today, sure, rulings)
    rows = _Rows(record, brief)
    own = {entry.id for entry in (*brief.entries, *brief.rejected)}
    beside = {entry.id: entry for entry in _spoken_of(brief) if entry.id not in own}
    return Dossier(
        name=name,
        brief=brief,
        rows=rows.of(brief.entries),
        rejected=rows.of(brief.rejected),
        beside=rows.of(beside.values()),
        record=record,
        rulings=tuple(rulings),
    )


class _Rows:
    """Entries as rows, with the statements as the machine found them."""

    def __init__(self, record: Record, brief: Brief) -> None:
        self.brief = brief
        self.reports = {report.id: report for report in record.reports}
        self.prints = {copy: self.reports[first] for copy, first in record.originals}
        self.acts = {act.id: act for reading in record.readings for act in reading.acts}

    def of(self, entries: Iterable[Entry]) -> tuple[Row, ...]:
        """One row an entry."""
        return tuple(map(self._row, entries))

    def _row(self, entry: Entry) -> Row:
        acts = [self.acts[act.id] for act in entry.acts]
        said = tuple(Statement(act, self.reports[act.report], self.prints.get(act.report)) for act in acts)
        ruled = tuple(mark_words(mark) for mark in self.brief.marks.get(entry.id, ()))
        return Row(self.brief.references[entry.id], entry, said, ruled)


def _spoken_of(brief: Brief) -> Iterator[Entry]:
    """The entries that a line of the brief names."""
    for pair in brief.disagreements:
        yield from (pair.done, pair.denied)
    yield from (found.met_by for found in brief.commitments if found.met_by)
    yield from (position.previous for position in brief.positions if position.previous)
