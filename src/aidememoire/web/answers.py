"""In: a record, what is asked, a day. Out: the answer as JSON objects; an entry never stands without its sentences."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

from aidememoire.errors import UsageError
from aidememoire.export.changes import changes_row, entry_row, report_row
from aidememoire.export.jsonl import act_row
from aidememoire.limits import MAX_COMPARED_REPORTS
from aidememoire.model import Act, Report
from aidememoire.record.commitments import Commitment
from aidememoire.record.entry import Entry
from aidememoire.record.positions import Position, find_positions
from aidememoire.record.rulings import ruling_row
from aidememoire.record.runs import since_day, since_run
from aidememoire.store import Query, Store
from aidememoire.store.dossiers import load_dossiers
from aidememoire.store.rulings import load_rulings, load_runs
from aidememoire.views.board import board
from aidememoire.views.changes import Changes, changes_since
from aidememoire.views.day import parse_day
from aidememoire.views.due import load_due
from aidememoire.views.entry import make_entry_view
from aidememoire.views.instruments import find_instrument_views
from aidememoire.views.part import MOST, Part, load_entry, load_part, load_ruled, part_with
from aidememoire.views.places import find_place_views
from aidememoire.views.proof import voice_chain
from aidememoire.views.rulings import RulingView, list_rulings, mark_words
from aidememoire.views.sources import VoiceView, find_sources
from aidememoire.views.standing import standing_words

MOST_SENTENCES = 5  # of an entry in a list; its own answer has them all
Row = dict[str, Any]


class Rows:
    """The entries of a part as rows, each with the sentences it rests on."""

    def __init__(self, part: Part) -> None:
        self.reports = {report.id: report for report in part.ruled.found.reports}
        self.marks = part.marks

    def of(self, entry: Entry) -> Row:
        """One entry: its fields, its first sentences, what was ruled on it."""
        acts = entry.acts[:MOST_SENTENCES]
        told = {"sentences": [sentence_row(act, self.reports[act.report]) for act in acts]}
        return entry_row(entry) | told | {"ruled": [mark_words(mark) for mark in self.marks.get(entry.id, ())]}

    def all(self, entries: Iterable[Entry]) -> list[Row]:
        """Several."""
        return [self.of(entry) for entry in entries]

    def commitment(self, found: Commitment) -> Row:
        """What was undertaken, how it stands, and what kept it."""
        kept = self.of(found.met_by) if found.met_by else None
        told = {"state": found.state, "deadline": found.deadline, "deadline_words": found.deadline_words}
        return told | {"entry": self.of(found.entry), "met_by": kept}

    def position(self, found: Position) -> Row:
        """Where an actor stands, and where it stood."""
        before = self.of(found.previous) if found.previous else None
        return {"actor": found.actor, "moved": found.moved, "latest": self.of(found.latest), "before": before}


def sentence_row(act: Act, report: Report) -> Row:
    """A statement where it stands: the sentence, the words, the report, by whose word, and the rule that found it."""
    row = act_row(act, report)
    kept = {name: row[name] for name in ("sentence", "words", "outlet", "published", "rule", "confidence")}
    own = {"act": act.id, "report": report.id, "name": report.name, "url": report.url}
    return own | kept | {"by_whose_word": voice_chain(report, act.said_by)}


def record_answer(store: Store, query: Query, today: dt.date) -> Row:
    """How much the record holds, its dossiers, what falls due and what is overdue."""
    counts, due = store.counts(), load_due(store, query, today)
    rows = Rows(part_with(store, [one.entry for one in (*due.coming, *due.overdue)], query, today))
    return {
        "reports": counts.reports,
        "acts": counts.acts,
        "entries": counts.entries,
        "today": today.isoformat(),
        "dossiers": dossiers_answer(store)["items"],
        "coming": [_nearest(rows, one) for one in due.coming],
        "overdue": [_nearest(rows, one) for one in due.overdue],
    }


def _nearest(rows: Rows, found: Commitment) -> Row:
    """A commitment of the first page: nothing kept it yet. What was put together by a ruling may stand elsewhere."""
    known = {act.report for act in found.entry.acts} <= set(rows.reports)
    told = {"state": found.state, "deadline": found.deadline, "deadline_words": found.deadline_words, "met_by": None}
    return told | {"entry": rows.of(found.entry) if known else entry_row(found.entry) | {"sentences": [], "ruled": []}}


def dossiers_answer(store: Store) -> Row:
    """The saved queries."""
    return {"items": [{"name": one.name, "query": one.query} for one in load_dossiers(store)], "next": None}


def entries_answer(
    store: Store, query: Query, today: dt.date, limit: int, after: int | None = None, *, newest: bool = True
) -> Row:
    """A page of entries."""
    found = store.entries(query, limit, after, newest)
    part = part_with(store, found.items, query, today)
    entries = part.entries[::-1] if newest else part.entries
    return {"items": Rows(part).all(entries), "next": _cursor(found.after)}


def entry_answer(store: Store, reference: str, today: dt.date) -> Row:
    """An entry with every sentence, its life as a commitment, who denies it, what was ruled."""
    part, entry = load_entry(store, reference, today)
    view, rows = make_entry_view(store, part, entry), Rows(part)
    whole = [sentence_row(one.act, one.report) for one in view.statements]
    denied = [pair.denied if pair.done.id == entry.id else pair.done for pair in view.disagreements]
    return rows.of(entry) | {
        "reference": view.reference,
        "rejected": view.rejected,
        "sentences": whole,
        "more_sentences": view.more,
        "differences": [{"field": one.field, "values": _values(one.values)} for one in view.differences],
        "disagrees_with": rows.all(denied),
        "commitment": rows.commitment(view.commitment) if view.commitment else None,
        "keeps": [rows.commitment(one) for one in view.keeps],
        "rulings": [_ruling(one) for one in view.rulings],
    }


def _values(values: Iterable[tuple[str, tuple[str, ...]]]) -> list[Row]:
    return [{"value": value, "told_by": list(who)} for value, who in values]


def brief_answer(store: Store, query: Query, today: dt.date, most: int = MOST) -> Row:
    """A dossier: where things stand in sentences, and each of its views."""
    part = load_part(store, query, today, most)
    rows, own, commitments = Rows(part), part.own, part.commitments()
    positions = find_positions(own)
    lanes = {lane.name: [rows.commitment(one) for one in lane.commitments] for lane in board(commitments)}
    sources = find_sources(own.readings, part.entries, own.originals)
    voices = {"quoted": sources.quoted, "speakers": sources.speakers, "unnamed": sources.unnamed}
    return {
        "today": today.isoformat(),
        "more": part.more,
        "standing": list(standing_words(own, commitments, positions, today)),
        "entries": rows.all(part.entries),
        "commitments": lanes,
        "positions": [rows.position(one) for one in positions],
        "instruments": [
            {"name": one.name, "parties": list(one.parties), "date": one.date, "entries": [e.id for e in one.entries]}
            for one in find_instrument_views(own.readings, part.entries)
        ],
        "places": [
            {"name": one.name, "holder": list(one.holder), "claimants": list(one.claimants)}
            | {"names": [{"side": side, "name": name} for side, name in one.names]}
            | {"entries": [entry.id for entry in one.entries]}
            for one in find_place_views(own.readings, part.entries, today)
        ],
        "sources": {"independent": sources.independent}
        | {"outlets": [{"name": one.name, "reports": len(one.reports)} for one in sources.outlets]}
        | {name: _voices(found) for name, found in voices.items()},
    }


def _voices(found: Iterable[VoiceView]) -> list[Row]:
    return [{"name": one.name, "entries": [entry.id for entry in one.entries]} for one in found]


def positions_answer(store: Store, query: Query, today: dt.date) -> Row:
    """Where each side stands, and what it said before."""
    part = load_part(store, query, today)
    rows = Rows(part)
    return {"items": [rows.position(one) for one in find_positions(part.own)], "more": part.more, "next": None}


def commitments_answer(store: Store, query: Query, today: dt.date) -> Row:
    """What was undertaken, in lanes: overdue, due, conditional, undated, met, lapsed."""
    part = load_part(store, query, today)
    rows = Rows(part)
    lanes = {lane.name: [rows.commitment(one) for one in lane.commitments] for lane in board(part.commitments())}
    return {"lanes": lanes, "more": part.more}


def reports_answer(store: Store, limit: int, after: int | None = None) -> Row:
    """A page of reports, without their text."""
    found = store.reports(limit, after)
    return {"items": [report_row(report) for report in found.items], "next": _cursor(found.after)}


def report_answer(store: Store, reference: str) -> Row:
    """A report: its text, and the acts it tells as the machine found them."""
    found = store.reports_beginning(reference, 2)
    if len(found) != 1:
        what = "may be any of several reports" if found else "no report has this reference"
        raise UsageError(reference, what, "Take one from the list of reports.")
    reading = store.reading(found[0].id)
    assert reading is not None  # it was found just now
    acts = [act_row(act, reading.report) for act in reading.acts]
    return report_row(reading.report) | {"text": reading.report.text, "acts": acts}


def search_answer(store: Store, words: tuple[str, ...], limit: int, after: int | None = None) -> Row:
    """The sentences that hold all the words."""
    found = store.search(words, limit, after)
    items = [
        {"report": report_row(hit.report), "sentence": {"start": hit.sentence.start, "end": hit.sentence.end}}
        | {"text": hit.sentence.of(hit.report.text), "found": [[span.start, span.end] for span in hit.found]}
        for hit in found.items
    ]
    return {"items": items, "next": _cursor(found.after)}


def rulings_answer(store: Store) -> Row:
    """All rulings, and what became of each."""
    rulings = load_rulings(store)
    return {"items": [_ruling(one) for one in list_rulings(load_ruled(store, rulings), rulings)], "next": None}


def _ruling(view: RulingView) -> Row:
    return {"reference": view.reference, "state": view.state, "why": view.why, "ruling": ruling_row(view.ruling)}


def find_changes(store: Store, since: str, today: dt.date) -> Changes:
    """What changed since a day or a run; of a record too large to be compared at every request, an error."""
    if store.counts().reports > MAX_COMPARED_REPORTS:
        what = f"holds more than {MAX_COMPARED_REPORTS:,} reports, too many to be compared for a page"
        raise UsageError(store.name, what, "Run `aidememoire changes`, once after every reading.")
    found, known, runs = store.record(), load_rulings(store), load_runs(store)
    if since.isascii() and since.isdecimal() and len(since) < 10:
        past, name = since_run(runs, int(since)), f"run {since}"
    else:
        past, name = since_day(found, runs, parse_day(since)), since
    return changes_since(found, known, past, name, today)


def changes_answer(store: Store, since: str, today: dt.date) -> Mapping[str, Any]:
    """What changed since a day or a run; every entry in it with its sentences."""
    row = changes_row(find_changes(store, since, today))
    reports = {reading.report.id: reading for reading in store.readings()}
    acts = {act.id: sentence_row(act, one.report) for one in reports.values() for act in one.acts}
    for entry in _entries_in(row):
        entry["sentences"] = [acts[name] for name in entry["acts"][:MOST_SENTENCES] if name in acts]
    return row


def _entries_in(row: object) -> Iterable[Row]:
    """The rows of entries, wherever they stand."""
    if isinstance(row, dict):
        if "acts" in row and "sources" in row:
            yield row
        for value in list(row.values()):
            yield from _entries_in(value)
    elif isinstance(row, list):
        for value in row:
            yield from _entries_in(value)


def _cursor(after: int | None) -> str | None:
    return None if after is None else str(after)
