"""In: what a dossier holds. Out: where things stand, in three sentences: what is told, what is due, who moved."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from aidememoire.record.commitments import Commitment
from aidememoire.record.days import day_range, sort_day
from aidememoire.record.entry import Entry, Record
from aidememoire.record.positions import Position, stand_day
from aidememoire.rules import load_toml
from aidememoire.views.board import board
from aidememoire.views.dates import date_words, day_words
from aidememoire.views.page import number_words
from aidememoire.views.wording import deed_words, several_words

SIDES = 2  # whose last stands are told where nobody moved


def standing_words(
    record: Record, commitments: Sequence[Commitment], positions: Sequence[Position], today: dt.date
) -> tuple[str, ...]:
    """The three sentences; one where the record holds nothing."""
    if not record.entries:
        return (str(_words()["empty"]),)
    return (_told(record, today), _due(commitments), _stands(positions))


def latest(entries: Iterable[Entry], today: dt.date) -> tuple[Entry, ...]:
    """What has begun by a day, the latest first; who holds a place is no event."""
    begun = [(sort_day(day_range(e.when)), e.id, e) for e in entries if e.kind != "hold" and e.when]
    return tuple(entry for day, _, entry in sorted(begun, reverse=True, key=lambda one: one[:2]) if day <= today)


def _words() -> dict[str, str]:
    found: dict[str, str] = load_toml("langs/en/pages.toml")["standing"]
    return found


def _told(record: Record, today: dt.date) -> str:
    days = sorted(report.published for report in record.reports if report.published)
    sources = {source for entry in record.entries for source in entry.sources}
    span = _words()["since"].format(first=day_words(days[0]), last=day_words(days[-1])) if days else ""
    holds = _words()["holds"].format(
        entries=number_words(len(record.entries), "entry", "entries"),
        reports=number_words(len(record.readings), "report"),
        sources=number_words(len(sources), "independent source"),
        span=span,
    )
    past = [entry for entry in record.entries if _is_past(entry, today)]
    if not past:
        return holds
    last = max(past, key=lambda entry: (day_range(entry.when)[1] or dt.date.min, entry.id))
    return f"{holds} {_words()['latest'].format(day=date_words(last.when), deed=deed_words(last))}"


def _is_past(entry: Entry, today: dt.date) -> bool:
    """Whether something was done on a day that is known well enough to be called the latest."""
    first, last = day_range(entry.when)
    return entry.status == "done" and entry.kind != "hold" and first is not None and last is not None and last <= today


def _due(commitments: Sequence[Commitment]) -> str:
    lanes = {lane.name: lane.commitments for lane in board(commitments)}
    due, overdue = lanes.get("due", ()), lanes.get("overdue", ())
    coming = next(iter(due), None)
    ahead = (
        _words()["due"].format(
            count=len(due), deed=deed_words(coming.entry), day=date_words(coming.deadline) or coming.state
        )
        if coming
        else _words()["due_none"]
    )
    late = _words()["overdue"].format(count=len(overdue)) if overdue else _words()["overdue_none"]
    return f"{ahead}; {late}."


def _stands(positions: Sequence[Position]) -> str:
    moved = list(dict.fromkeys(position.actor for position in positions if position.moved))
    head = _words()["moved"].format(actors=several_words(moved)) if moved else _words()["moved_none"]
    latest = sorted(positions, key=lambda one: (stand_day(one.latest) or dt.date.min, one.latest.id), reverse=True)
    of_side = {position.actor: position for position in reversed(latest)}
    sides = sorted(of_side.values(), key=lambda one: latest.index(one))[:SIDES]
    told = [_words()["stand"].format(actor=one.actor, deed=deed_words(one.latest, one.actor)) for one in sides]
    return f"{head}; {_words()['last']} {several_words(told)}." if told else f"{head}."
