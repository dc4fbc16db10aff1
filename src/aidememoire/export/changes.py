"""In: what changed. Out: it as one JSON object."""

from __future__ import annotations

import json
from typing import Any

from aidememoire.model import Report
from aidememoire.record.anchors import Value
from aidememoire.record.commitments import Commitment
from aidememoire.record.entry import Entry
from aidememoire.record.positions import Position
from aidememoire.record.rulings import ruling_row, time_text
from aidememoire.views.changes import Changes, Made, Move, NewEntry, Turn, Version, change_id, version_ids
from aidememoire.views.wording import entry_words

FIELDS = ("id", "kind", "status", "negated", "when", "due", "where", "matter", "instrument", "condition")
LISTS = ("actors", "persons", "recipients", "sources")
Row = dict[str, Any]


def changes_json(changes: Changes) -> str:
    """What changed, as JSON on several lines."""
    return json.dumps(changes_row(changes), ensure_ascii=False, indent=1)


def changes_row(changes: Changes) -> Row:
    """What changed, list by list."""
    return {
        "since": changes.since,
        "then": changes.then.isoformat(),
        "today": changes.today.isoformat(),
        "reports": [report_row(report) for report in changes.reports],
        "entries": [_named(new) | {"entry": entry_row(new.entry)} for new in changes.entries],
        "versions": [_version(version) for version in changes.versions],
        "positions": [_named(move) | _position(move.position) for move in changes.moves],
        "commitments": [_named(turn) | {"was": turn.was} | _commitment(turn.commitment) for turn in changes.turns],
        "rulings": [
            _named(made) | {"state": made.ruling.state, "ruling": ruling_row(made.ruling.ruling)}
            for made in changes.rulings
        ],
    }


def _named(change: NewEntry | Move | Turn | Made) -> Row:
    return {"id": change_id(change), "at": time_text(change.at)}


def _version(version: Version) -> Row:
    return {
        "ids": [name for name, _ in version_ids(version)],
        "at": time_text(version.at),
        "entry": entry_row(version.entry),
        "reports": [report_row(report) for report in version.reports],
        "fields": {field: {"then": _plain(then), "now": _plain(now)} for field, then, now in version.fields},
    }


def _position(position: Position) -> Row:
    before = position.previous
    latest = entry_row(position.latest)
    return {"actor": position.actor, "entry": latest, "before": entry_row(before) if before else None}


def _commitment(found: Commitment) -> Row:
    met_by = found.met_by.id if found.met_by else None
    return {"entry": entry_row(found.entry), "deadline": found.deadline, "state": found.state, "met_by": met_by}


def entry_row(entry: Entry) -> Row:
    """The public form of an entry: its fields, its words, its statements by id."""
    return (
        {name: getattr(entry, name) for name in FIELDS}
        | {name: list(getattr(entry, name)) for name in LISTS}
        | {"text": entry_words(entry), "said_by": [voice.name for voice in entry.said_by]}
        | {"told": entry.told.isoformat() if entry.told else None, "reports": entry.copies}
        | {"acts": [act.id for act in entry.acts]}
    )


def report_row(report: Report) -> Row:
    """A report by name: its text is left out."""
    published = report.published.isoformat() if report.published else None
    named = {name: getattr(report, name) for name in ("id", "name", "title", "outlet", "url")}
    return named | {"published": published}


def _plain(value: Value) -> str | bool | list[str] | None:
    return list(value) if isinstance(value, tuple) else value
