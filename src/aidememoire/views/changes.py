"""In: the record as it stood then and as it stands now. Out: what changed: a pure comparison, nothing is printed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from aidememoire.ids import content_id
from aidememoire.model import Report
from aidememoire.record.anchors import Value
from aidememoire.record.commitments import Commitment, find_commitments
from aidememoire.record.days import day_range
from aidememoire.record.edits import FIELDS
from aidememoire.record.entry import Entry, Record
from aidememoire.record.keeping import rules
from aidememoire.record.matter import settings
from aidememoire.record.merge import as_known, without
from aidememoire.record.positions import Position, find_positions
from aidememoire.record.ruled import Ruled, apply
from aidememoire.record.rulings import Ruling
from aidememoire.record.runs import Past
from aidememoire.views.brief import sure_of
from aidememoire.views.references import short_references
from aidememoire.views.rulings import RulingView, list_rulings

TURNS = ("due", "overdue", "lapsed", "met")  # the states that are news


@dataclass(frozen=True, slots=True)
class Moment:
    """The record at one time: as ruled, seen from a day."""

    ruled: Ruled
    today: dt.date


@dataclass(frozen=True, slots=True)
class NewEntry:
    """An entry that was not there."""

    entry: Entry
    at: dt.datetime  # when the first report that tells it came in


@dataclass(frozen=True, slots=True)
class Version:
    """An entry that further reports tell."""

    entry: Entry
    reports: tuple[Report, ...]  # the further ones, as they came in
    came: dict[str, dt.datetime]  # when each of them did
    fields: tuple[tuple[str, Value, Value], ...]  # (field, then, now)
    at: dt.datetime  # when the last one did


@dataclass(frozen=True, slots=True)
class Move:
    """An actor that stands elsewhere than it did."""

    position: Position
    at: dt.datetime


@dataclass(frozen=True, slots=True)
class Turn:
    """A commitment that fell due, became overdue or lapsed, or was met."""

    commitment: Commitment
    was: str | None  # its state then; None: it was not there
    at: dt.datetime


@dataclass(frozen=True, slots=True)
class Made:
    """A ruling that was made."""

    ruling: RulingView
    at: dt.datetime


@dataclass(frozen=True, slots=True)
class Changes:
    """What changed between two moments, each list in the order of time."""

    since: str  # as a person reads it
    then: dt.date
    today: dt.date
    reports: tuple[Report, ...]  # that came in
    entries: tuple[NewEntry, ...]
    versions: tuple[Version, ...]
    moves: tuple[Move, ...]
    turns: tuple[Turn, ...]
    rulings: tuple[Made, ...]
    references: dict[str, str]


class Arrivals:
    """When reports came in; one of which nobody knows came before all others."""

    def __init__(self, at: Mapping[str, dt.datetime]) -> None:
        self.at = at

    def of(self, report: str) -> dt.datetime:
        """One report's."""
        return self.at.get(report, dt.datetime.min.replace(tzinfo=dt.UTC))

    def first(self, entry: Entry) -> dt.datetime:
        """Of the first report that tells an entry."""
        return min(self.of(act.report) for act in entry.acts)


def changes_since(record: Record, rulings: Sequence[Ruling], past: Past, since: str, today: dt.date) -> Changes:
    """What changed in a record between a past moment and a day; `since` names the moment for a person.

    Where the record is seen from a day before the moment, both are seen from that day: only reading and ruling count.
    """
    day = min(past.day, today)
    made = [view for view in list_rulings(record, rulings) if view.ruling.at >= past.moment]
    earlier = [ruling for ruling in rulings if ruling.at < past.moment]
    before = Moment(apply(as_known(without(record, past.later), day), earlier), day)
    after = Moment(apply(as_known(record, today), rulings), today)
    return find_changes(since, before, after, past.came, made)


def find_changes(
    since: str, before: Moment, after: Moment, arrivals: Mapping[str, dt.datetime], rulings: Iterable[RulingView]
) -> Changes:
    """What changed; `rulings` are those made since, `arrivals` say when each report came in."""
    came = Arrivals(arrivals)
    then, now = (_sure(moment.ruled.record) for moment in (before, after))
    old = {report.id for report in before.ruled.found.reports}
    fresh = tuple(report for report in after.ruled.found.reports if report.id not in old)
    home = {act.id: entry for entry in before.ruled.everything.entries for act in entry.acts}
    return Changes(
        since=since,
        then=before.today,
        today=after.today,
        reports=tuple(sorted(fresh, key=lambda report: (came.of(report.id), report.name, report.id))),
        entries=_in_time(NewEntry(e, came.first(e)) for e in now.entries if _is_new(e, home)),
        versions=_in_time(_versions(now, home, {report.id: report for report in fresh}, came)),
        moves=_in_time(_moves(then, now, came)),
        turns=_in_time(_turns(find_commitments(then, before.today), find_commitments(now, after.today), came)),
        rulings=tuple(Made(view, view.ruling.at) for view in rulings),
        references=short_references(after.ruled.everything),
    )


def _sure(record: Record) -> Record:
    return sure_of(record, float(settings()["sure"]))


def _in_time(items: Iterable[Any]) -> tuple[Any, ...]:
    return tuple(sorted(items, key=lambda item: item.at))  # stable: the order of the record among those of one moment


def _is_new(entry: Entry, home: Mapping[str, Entry]) -> bool:
    """Whether no statement of it was known; who holds a place is no news of itself, as in the brief's timeline."""
    return entry.kind != "hold" and not any(act.id in home for act in entry.acts)


def _versions(now: Record, home: Mapping[str, Entry], fresh: Mapping[str, Report], came: Arrivals) -> Iterable[Version]:
    for entry in now.entries:
        past = next((home[act.id] for act in entry.acts if act.id in home), None)
        added = {act.report for act in entry.acts if act.id not in home} & fresh.keys()
        if past and added:
            reports = sorted((fresh[name] for name in added), key=lambda report: (came.of(report.id), report.id))
            fields = [(f, getattr(past, f), getattr(entry, f)) for f in FIELDS if getattr(past, f) != getattr(entry, f)]
            when = {report.id: came.of(report.id) for report in reports}
            yield Version(entry, tuple(reports), when, tuple(fields), came.of(reports[-1].id))


def _moves(then: Record, now: Record, came: Arrivals) -> Iterable[Move]:
    then, now = _of_those_who_acted(then, now)
    stood = {(p.actor, act.id) for p in find_positions(then) if p.moved for act in p.latest.acts}
    for position in find_positions(now):
        known = any((position.actor, act.id) in stood for act in position.latest.acts)
        if position.moved and not known:
            yield Move(position, came.first(position.latest))


def _of_those_who_acted(then: Record, now: Record) -> tuple[Record, Record]:
    """Both records with the entries of those actors alone of whom an entry is new, changed or gone."""
    were, are = ({entry.id: entry for entry in record.entries} for record in (then, now))
    differ = [number for number in were.keys() | are.keys() if were.get(number) != are.get(number)]
    news = {name for number in differ for part in (were, are) if number in part for name in part[number].actors}

    def of(record: Record) -> Record:
        return replace(record, entries=tuple(e for e in record.entries if not news.isdisjoint(e.actors)))

    return of(then), of(now)


def _turns(then: Sequence[Commitment], now: Sequence[Commitment], came: Arrivals) -> Iterable[Turn]:
    was = {act.id: found.state for found in then for act in found.entry.acts}
    for found in now:
        state = next((was[act.id] for act in found.entry.acts if act.id in was), None)
        news = TURNS if state else ("due", "overdue")  # what was over when first told is no news
        if found.state in news and found.state != state:
            yield Turn(found, state, _turned(found, came))


def _turned(found: Commitment, came: Arrivals) -> dt.datetime:
    """When it turned: the day its own days say, or when the report came that says so."""
    told = came.first(found.met_by or found.entry)
    first, last = day_range(found.deadline)
    if found.state == "met" or last is None:
        return told
    if found.state == "due":
        soon = last - dt.timedelta(min(rules()["soon"], last.toordinal() - 1))
        day = min(soon, first) if first else soon
    else:  # its last day has passed, so that there are days after it
        long = found.state == "lapsed" and found.entry.kind not in rules()["expires"]
        day = last + dt.timedelta(rules()["late"] + 1 if long else 1)
    return max(told, dt.datetime.combine(day, dt.time(), dt.UTC))


def change_id(change: NewEntry | Move | Turn | Made) -> str:
    """An id that stays the same, whenever and since whenever one asks."""
    match change:
        case NewEntry(entry=entry):
            return content_id("entry", entry.id)
        case Move(position=position):
            return content_id("position", position.actor, position.latest.id)
        case Turn(commitment=found):
            return content_id("commitment", found.entry.id, found.state, found.deadline)
        case Made(ruling=view):
            return content_id("ruling", view.ruling.id)


def version_ids(version: Version) -> list[tuple[str, Report]]:
    """One id for each further report: asked since another day, there are more or fewer of them."""
    return [(content_id("version", version.entry.id, report.id), report) for report in version.reports]
