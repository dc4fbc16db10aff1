"""In: a record on disk, a query, a day. Out: the part of it that is meant, as known on the day and as ruled.

A large record is never read whole for one page: at most MOST entries are, the newest ones, and what bears on them.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from aidememoire.errors import UsageError
from aidememoire.record.commitments import Commitment, find_commitments
from aidememoire.record.days import day_range
from aidememoire.record.desk import Mark
from aidememoire.record.entry import Entry, Record, words_of
from aidememoire.record.merge import as_known
from aidememoire.record.ruled import Ruled, apply
from aidememoire.record.rulings import Ruling, standing
from aidememoire.record.words import find_words, phrases
from aidememoire.store import Page, Query, Store
from aidememoire.store.part import part_of
from aidememoire.store.rulings import load_rulings
from aidememoire.views.bearing import bearing_on
from aidememoire.views.references import SHORTEST

MOST = 300  # entries that one page is worked out from
UNDATED = 60  # of them without a day
SLACK = dt.timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Part:
    """The part of a record that a query means."""

    today: dt.date
    ruled: Ruled  # of all that was loaded: what is meant, and what bears on it
    entries: tuple[Entry, ...]  # what is meant, in the order of the record
    more: bool  # the query means more than was loaded: the newest are here
    rulings: tuple[Ruling, ...]

    @property
    def record(self) -> Record:
        """All that was loaded, without what was rejected."""
        return self.ruled.record

    @property
    def own(self) -> Record:
        """The record of what is meant alone."""
        telling = {act.report for entry in self.entries for act in entry.acts}
        readings = tuple(reading for reading in self.record.readings if reading.report.id in telling)
        copies = tuple(pair for pair in self.record.originals if pair[0] in telling)
        return replace(self.record, readings=readings, entries=self.entries, originals=copies)

    @property
    def marks(self) -> dict[str, tuple[Mark, ...]]:
        """What was ruled, by entry id."""
        return dict(self.ruled.marks)

    def commitments(self) -> tuple[Commitment, ...]:
        """What was undertaken in what is meant; whether it was kept is judged by all that was loaded."""
        chosen = {entry.id for entry in self.entries}
        return tuple(found for found in find_commitments(self.record, self.today) if found.entry.id in chosen)


def load_part(store: Store, query: Query, today: dt.date, most: int = MOST, *, near: bool = True) -> Part:
    """The newest entries that a query means, and what bears on them: what was ruled on them, and what kept them.

    What kept them is looked for only where `near` says so: commitments cannot be judged without it.
    """
    dated = store.entries(replace(query, last=query.last or dt.date.max), most, newest=True)
    undated = () if query.first or query.last else _undated(store, query, min(most, UNDATED))
    found = (*dated.items, *undated)
    narrow = query != Query(sure=query.sure)
    nearby = bearing_on(store, found, today, query.sure, later=narrow) if near and (narrow or dated.after) else []
    return _part(store, query, today, [*found, *nearby], more=dated.after is not None or len(undated) == UNDATED)


def load_entry(store: Store, reference: str, today: dt.date, others: Sequence[str] = ()) -> tuple[Part, Entry]:
    """The entry of a reference as it was ruled, and the part of what is near it: the same sides in those weeks.

    The entries of other references are in the part too.
    """
    stored = _stored(store, reference)
    around = [near for entry in stored for near in _around(store, entry)]
    around += [entry for other in others for entry in _stored(store, other)]
    known = {entry.id for entry in stored}
    given = [*stored, *(entry for entry in around if entry.id not in known)]
    part = _part(store, Query(), today, [*given, *bearing_on(store, stored, today)], more=False)
    whole = part.ruled.everything.entries
    own = {act.id for entry in stored for act in entry.acts}
    exact = [entry for entry in whole if entry.id.startswith(reference)]
    named = [e for e in whole if any(a.id.startswith(reference) for a in e.acts)]
    told = [entry for entry in whole if any(act.id in own for act in entry.acts)]
    found = exact or named or told
    if not found:
        what = f"is told only by reports published after {today}"
        raise UsageError(reference, what, "Look at the record from a later day.")
    return part, found[0]


def load_ruled(store: Store, rulings: Sequence[Ruling]) -> Record:
    """As the machine found it, what the rulings that stand are about."""
    return part_of(store, _ruled_with(store, [], rulings, every=True))


def _stored(store: Store, reference: str) -> list[Entry]:
    """What a reference means before rulings: one entry, that of an act, or all that was ruled on."""
    entries = store.entries_beginning(reference, 2) if reference else ()
    if len(entries) > 1:
        raise UsageError(reference, "may be any of several entries", "Give more letters of it.")
    if entries:
        return list(entries)
    acts = store.acts_beginning(reference, 2) if len(reference) >= SHORTEST else ()
    if len(acts) == 1:
        told = store.entries(Query(report=acts[0].report), MOST).items
        return [entry for entry in told if any(act.id == acts[0].id for act in entry.acts)]
    ruled = _ruled_with(store, [], [ruling for ruling in load_rulings(store) if ruling.action == "split"], every=True)
    if reference and ruled:
        return ruled
    raise UsageError(reference, "no entry has this reference", "Take one from the record.")


def _around(store: Store, entry: Entry) -> tuple[Entry, ...]:
    """What the same sides did in those weeks: what may deny it, or be the same."""
    first, last = day_range(entry.when)
    begin, end = first or last or entry.told, last or first or entry.told
    if not entry.parties or not begin or not end:
        return ()
    sides = tuple(sorted(entry.parties))[:2]
    return store.entries(Query(parties=sides, first=begin - SLACK, last=end + SLACK), 60).items


def load_near(store: Store, entries: Sequence[Entry], query: Query, today: dt.date) -> Part:
    """The part that these entries come to, with what may have kept them."""
    return _part(store, query, today, [*entries, *bearing_on(store, entries, today, query.sure)], more=False)


def part_with(store: Store, entries: Sequence[Entry], query: Query, today: dt.date) -> Part:
    """The part that these entries come to: a page of a list."""
    return _part(store, query, today, entries, more=False)


def _part(store: Store, query: Query, today: dt.date, entries: Iterable[Entry], *, more: bool) -> Part:
    rulings = load_rulings(store)
    given = list(entries)
    given += _ruled_with(store, given, rulings)
    ruled = apply(as_known(part_of(store, given), today), rulings)
    texts = {report.id: report.text for report in ruled.record.reports}
    meant = tuple(entry for entry in ruled.record.entries if means(query, entry, texts))
    return Part(today, ruled, meant, more, rulings)


def as_told(part: Part) -> tuple[Entry, ...]:
    """What is meant, the last told first; who holds a place is no event."""
    told = [entry for entry in part.entries if entry.kind != "hold"]
    return tuple(sorted(told, key=lambda entry: (entry.told or dt.date.min, entry.id), reverse=True))


def find_undated(store: Store, query: Query, today: dt.date) -> Part:
    """The part of those without a day, as many as are loaded of them."""
    none = query.first or query.last
    return _part(store, query, today, () if none else _undated(store, query, UNDATED), more=False)


def _undated(store: Store, query: Query, most: int) -> tuple[Entry, ...]:
    """Those without a day: they stand behind all others."""
    page: Page[Entry] = store.entries(query, most, newest=True)
    return tuple(entry for entry in page.items if day_range(entry.when) == (None, None))


def _ruled_with(
    store: Store, entries: Sequence[Entry], rulings: Sequence[Ruling], *, every: bool = False
) -> list[Entry]:
    """The entries of the reports that rulings on these ones name, and those that were given other fields."""
    near = {act.report for entry in entries for act in entry.acts}
    wanted: set[str] = set()
    for ruling in standing(rulings):
        named = {anchor.report for target in ruling.targets for anchor in target.anchors}
        if every or named & near or ruling.edits:
            wanted |= named
    known = {entry.id for entry in entries}
    found = (entry for name in sorted(wanted) for entry in store.entries(Query(report=name), MOST).items)
    return [entry for entry in found if entry.id not in known]


def means(query: Query, entry: Entry, texts: dict[str, str]) -> bool:
    """Whether a query means an entry as it was ruled."""
    involved = {*entry.parties, *entry.persons}
    first, last = day_range(entry.when)
    begin, end = first or last, last or first
    return (
        set(query.parties) <= involved
        and set(query.actors) <= set(entry.actors)
        and (not query.kinds or entry.kind in query.kinds)
        and (not query.statuses or entry.status in query.statuses)
        and (not query.places or entry.where in query.places)
        and (not query.instruments or entry.instrument in query.instruments)
        and (query.negated is None or entry.negated is query.negated)
        and max(act.confidence for act in entry.acts) >= query.sure
        and (query.first is None or (end is not None and end >= query.first))
        and (query.last is None or (begin is not None and begin <= query.last))
        and _holds(query.words, entry, texts)
    )


def _holds(words: Sequence[str], entry: Entry, texts: dict[str, str]) -> bool:
    wanted = phrases(words)
    if not words:
        return True
    sentences = (act.sentence.of(texts[act.report]) for act in entry.acts)
    return bool(wanted) and find_words(words_of(entry, sentences), wanted) is not None
