"""In: an entry and what is near it. Out: all there is to say of it: its statements where they stand, its history."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from aidememoire.model import Act, Report, Voice
from aidememoire.record.commitments import Commitment
from aidememoire.record.disagreements import Disagreement, find_disagreements
from aidememoire.record.entry import Entry
from aidememoire.record.versions import Versions, versions
from aidememoire.store import Store
from aidememoire.views.annotated import Piece, act_pieces, around
from aidememoire.views.dates import date_words
from aidememoire.views.part import Part
from aidememoire.views.proof import act_facts, voice_chain
from aidememoire.views.references import shortest
from aidememoire.views.rulings import RulingView, list_rulings

MOST = 30  # statements that are shown with their sentences
DAYS = ("when", "due")
SIMILAR = 12


@dataclass(frozen=True, slots=True)
class Statement:
    """An act where it stands."""

    act: Act
    report: Report
    reprint_of: Report | None
    before: str
    pieces: tuple[Piece, ...]
    after: str
    voices: tuple[Voice, ...]
    chain: str  # from the paper inwards
    facts: tuple[tuple[str, str], ...]
    rejected: bool


@dataclass(frozen=True, slots=True)
class EntryView:
    """The page of an entry."""

    entry: Entry
    reference: str
    rejected: bool
    statements: tuple[Statement, ...]
    more: int  # statements not shown
    differences: tuple[Versions, ...]  # what is told differently, days in words
    disagreements: tuple[Disagreement, ...]
    commitment: Commitment | None
    keeps: tuple[Commitment, ...]  # the commitments that it met
    rulings: tuple[RulingView, ...]  # on it, in order, those taken back too
    similar: tuple[Entry, ...]  # of the same sides in those weeks


def make_entry_view(store: Store, part: Part, entry: Entry) -> EntryView:
    """What is to say of an entry of this part."""
    commitments = part.commitments()
    shown = entry.acts[:MOST]
    return EntryView(
        entry=entry,
        reference=_reference(store, entry),
        rejected=any(entry.id == other.id for other in part.ruled.rejected),
        statements=tuple(_statements(store, part, shown)),
        more=len(entry.acts) - len(shown),
        differences=_versions(part, entry),
        disagreements=tuple(d for d in find_disagreements(part.record) if entry.id in (d.done.id, d.denied.id)),
        commitment=next((c for c in commitments if c.entry.id == entry.id), None),
        keeps=tuple(c for c in commitments if c.met_by and c.met_by.id == entry.id),
        rulings=_rulings(part, entry),
        similar=tuple(e for e in part.entries if e.id != entry.id and e.parties == entry.parties)[:SIMILAR],
    )


def _reference(store: Store, entry: Entry) -> str:
    """The shortest beginning of its id that no other entry of the record has."""
    return shortest(entry.id, store.references([entry.id])[entry.id])


def _statements(store: Store, part: Part, acts: Iterable[Act]) -> Iterable[Statement]:
    reports = {report.id: report for report in part.ruled.found.reports}
    copies = dict(part.ruled.found.originals)
    found = {act.id: act for entry in part.ruled.found.entries for act in entry.acts}  # as the machine found them
    rejected = {act.id for entry in part.ruled.rejected for act in entry.acts}
    for act in (found[one.id] for one in acts):
        reading = store.reading(act.report)
        assert reading is not None  # the act was read from it
        before, after = around(act, reading)
        yield Statement(
            act=act,
            report=reading.report,
            reprint_of=reports.get(copies.get(act.report, "")),
            before=before,
            pieces=act_pieces(reading.report.text, act),
            after=after,
            voices=act.said_by,
            chain=voice_chain(reading.report, act.said_by),
            facts=tuple(act_facts(act)),
            rejected=act.id in rejected,
        )


def _versions(part: Part, entry: Entry) -> tuple[Versions, ...]:
    found = part.ruled.found
    told = versions(entry, {report.id: report for report in found.reports}, dict(found.originals))
    return tuple(
        replace(one, values=tuple((date_words(value), who) for value, who in one.values)) if one.field in DAYS else one
        for one in told
    )


def _rulings(part: Part, entry: Entry) -> tuple[RulingView, ...]:
    own = {act.id for act in entry.acts}
    places = {(act.report, act.words) for found in part.ruled.found.entries for act in found.acts if act.id in own}
    touching = {
        ruling.id
        for ruling in part.rulings
        if any((anchor.report, anchor.span) in places for target in ruling.targets for anchor in target.anchors)
    }
    listed = list_rulings(part.ruled.found, part.rulings)
    return tuple(view for view in listed if view.ruling.id in touching or view.ruling.undoes in touching)
