"""In: the record, words, a day. Out: the brief, as a tree: what the record holds for a person. Nothing is printed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace

from aidememoire.model import Report
from aidememoire.record.commitments import STATES, Commitment, find_commitments
from aidememoire.record.days import day_range, sort_day
from aidememoire.record.desk import Mark
from aidememoire.record.disagreements import Disagreement, find_disagreements
from aidememoire.record.entry import Entry, Record, words_of
from aidememoire.record.matter import settings
from aidememoire.record.merge import as_known
from aidememoire.record.positions import Position, find_positions
from aidememoire.record.ruled import apply
from aidememoire.record.rulings import Ruling
from aidememoire.record.words import find_words, phrases
from aidememoire.views.instruments import InstrumentView, find_instrument_views
from aidememoire.views.places import PlaceView, find_place_views
from aidememoire.views.references import short_references
from aidememoire.views.sources import SourcesView, find_sources


@dataclass(frozen=True, slots=True)
class Brief:
    """What the record holds about some words, as of a day."""

    today: dt.date
    words: tuple[str, ...]
    reports: tuple[Report, ...]  # those that tell something of it
    undated: int  # of these, reports without a publication date
    later: int  # reports published after the day, left out
    unsure: int  # entries left out because no act of theirs is sure enough
    entries: tuple[Entry, ...]  # all that follow, in the order of the record
    timeline: tuple[Entry, ...]  # by the day of the act
    without_day: tuple[Entry, ...]
    next: tuple[Commitment, ...]  # by their last day
    overdue: tuple[Commitment, ...]  # and lapsed ones, the latest first
    commitments: tuple[Commitment, ...]
    disagreements: tuple[Disagreement, ...]
    positions: tuple[Position, ...]
    instruments: tuple[InstrumentView, ...]
    places: tuple[PlaceView, ...]
    sources: SourcesView
    references: dict[str, str]
    marks: dict[str, tuple[Mark, ...]]  # by entry id: what was ruled on it
    rejected: tuple[Entry, ...]  # by rulings; they stand nowhere else
    unfit: int  # rulings that no longer fit the record


def make_brief(
    record: Record, words: Sequence[str], today: dt.date, sure: float | None = None, rulings: Sequence[Ruling] = ()
) -> Brief:
    """The brief as of a day: reports published later do not count, nor entries without an act as sure as `sure`.

    `sure` is a confidence from 0 to 1; by default the one of `data/langs/en/record.toml`. Rulings hold whenever they
    were made: they say what the reports tell, not what was known.
    """
    ruled = apply(as_known(record, today), rulings)
    known = sure_of(ruled.record, float(settings()["sure"]) if sure is None else sure)
    texts = {report.id: report.text for report in known.reports}
    entries = tuple(entry for entry in known.entries if matches(entry, texts, words))
    chosen = {entry.id for entry in entries}
    telling = {act.report for entry in entries for act in entry.acts}
    readings = tuple(r for r in known.readings if not words or r.report.id in telling)
    commitments = tuple(c for c in find_commitments(known, today) if c.entry.id in chosen)
    told = tuple(entry for entry in entries if entry.kind != "hold")
    return Brief(
        today=today,
        words=tuple(words),
        reports=tuple(reading.report for reading in readings),
        undated=sum(1 for reading in readings if reading.report.published is None),
        later=len(record.readings) - len(known.readings),
        unsure=len(ruled.record.entries) - len(known.entries),
        entries=entries,
        timeline=tuple(entry for entry in told if _has_day(entry)),
        without_day=tuple(entry for entry in told if not _has_day(entry)),
        next=tuple(c for c in _by_last_day(commitments, ("due", "open", "conditional")) if _is_ahead(c, today)),
        overdue=_by_last_day(commitments, ("overdue", "lapsed"))[::-1],
        commitments=tuple(sorted(commitments, key=_life)),
        disagreements=tuple(d for d in find_disagreements(known) if d.done.id in chosen or d.denied.id in chosen),
        positions=tuple(p for p in find_positions(known) if p.latest.id in chosen),
        instruments=find_instrument_views(readings, entries),
        places=find_place_views(readings, entries, today),
        sources=find_sources(readings, entries, known.originals),
        references=short_references(ruled.everything),
        marks=dict(ruled.marks),
        rejected=tuple(entry for entry in ruled.rejected if matches(entry, texts, words)),
        unfit=len(apply(record, rulings).unfit),
    )


def sure_of(record: Record, sure: float) -> Record:
    """The record without the entries of which no act is so sure."""
    return replace(record, entries=tuple(e for e in record.entries if max(a.confidence for a in e.acts) >= sure))


def matches(entry: Entry, texts: dict[str, str], words: Sequence[str]) -> bool:
    """Whether every word stands somewhere in the entry or the sentences it rests on, in any case."""
    if not words:
        return True
    sentences = [act.sentence.of(texts[act.report]) for act in entry.acts]
    return find_words(words_of(entry, sentences), phrases(words)) is not None


def _is_ahead(commitment: Commitment, today: dt.date) -> bool:
    """Whether something falls on a day to come; what has been running since long ago has no such day."""
    first, last = day_range(commitment.deadline)
    return last is not None or (first is not None and first >= today)


def _life(commitment: Commitment) -> tuple[int, dt.date, int]:
    """What still binds comes first, what is over last; without a day, what was told last comes first."""
    told = commitment.entry.told or dt.date.min
    return STATES.index(commitment.state), sort_day(day_range(commitment.deadline)), -told.toordinal()


def _has_day(entry: Entry) -> bool:
    return day_range(entry.when) != (None, None)


def _by_last_day(commitments: Sequence[Commitment], states: Sequence[str]) -> tuple[Commitment, ...]:
    """Those in these states that have a day, the nearest first."""
    found = [c for c in commitments if c.state in states and day_range(c.deadline) != (None, None)]
    return tuple(
        sorted(found, key=lambda c: (day_range(c.deadline)[1] or dt.date.max, sort_day(day_range(c.deadline))))
    )
