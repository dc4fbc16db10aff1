"""In: what changed. Out: an Atom feed (RFC 4287), one item a change, newest first; ids and times stay the same."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree import ElementTree as ET

from aidememoire.export.plain import plain
from aidememoire.ids import content_id
from aidememoire.record.anchors import value_text
from aidememoire.record.entry import Entry
from aidememoire.views.changes import Changes, Move, Turn, Version, change_id, version_ids
from aidememoire.views.dates import date_words, day_words
from aidememoire.views.rulings import ruling_line
from aidememoire.views.wording import entry_words

SPACE = "http://www.w3.org/2005/Atom"
LABELS = {"due": "Due", "overdue": "Overdue", "lapsed": "Lapsed", "met": "Met"}


@dataclass(frozen=True, slots=True)
class Item:
    """An item of the feed."""

    id: str
    at: dt.datetime
    term: str  # entry | version | position | commitment | ruling
    title: str
    summary: str


def changes_atom(changes: Changes, record: str) -> str:
    """The feed of what changed in a record; `record` names it, and the same name is the same feed."""
    items = sorted(_items(changes), key=lambda item: (item.at, item.id), reverse=True)
    newest = items[0].at if items else dt.datetime.combine(changes.then, dt.time(), dt.UTC)
    ET.register_namespace("", SPACE)
    feed = ET.Element(f"{{{SPACE}}}feed")
    _put(feed, "id", _urn("feed " + record))
    _put(feed, "title", f"Diplomatic record: changes since {changes.since}")
    _put(feed, "updated", _time(newest))
    _put(ET.SubElement(feed, f"{{{SPACE}}}author"), "name", "aidememoire")
    _put(feed, "generator", "aidememoire")
    for item in items:
        _put_item(feed, item)
    ET.indent(feed)
    return '<?xml version="1.0" encoding="utf-8"?>\n' + ET.tostring(feed, encoding="unicode") + "\n"


def _put_item(feed: ET.Element, item: Item) -> None:
    entry = ET.SubElement(feed, f"{{{SPACE}}}entry")
    _put(entry, "id", _urn(item.id))
    _put(entry, "title", item.title)
    _put(entry, "updated", _time(item.at))
    ET.SubElement(entry, f"{{{SPACE}}}category", term=item.term)
    _put(entry, "summary", item.summary)


def _items(changes: Changes) -> Iterator[Item]:
    for new in changes.entries:
        title, told = f"New: {entry_words(new.entry)}", _summary(new.entry, changes.references)
        yield Item(change_id(new), new.at, "entry", title, told)
    for version in changes.versions:
        yield from _versions(version, changes.references)
    for move in changes.moves:
        yield Item(change_id(move), move.at, "position", _move_title(move), _before(move))
    for turn in changes.turns:
        yield Item(change_id(turn), turn.at, "commitment", _turn_title(turn), _turn_summary(turn, changes.references))
    for made in changes.rulings:
        sentences = [anchor.sentence for target in made.ruling.ruling.targets for anchor in target.anchors[:1]]
        yield Item(change_id(made), made.at, "ruling", f"Ruling: {ruling_line(made.ruling)}", " / ".join(sentences))


def _versions(version: Version, references: dict[str, str]) -> Iterator[Item]:
    """One item a report; what differs now is told by the last."""
    for name, report in version_ids(version):
        last = report is version.reports[-1]
        fields = [f"{f}: {value_text(then)} → {value_text(now)}" for f, then, now in version.fields if last]
        told = _summary(version.entry, references)
        title = f"Also told by {report.outlet or report.name}: {entry_words(version.entry)}"
        yield Item(name, version.came[report.id], "version", title, "; ".join([*fields, told]))


def _summary(entry: Entry, references: dict[str, str]) -> str:
    """Its day, who told it and when, its words, how sure it is, the rule that found it, and its reference."""
    day = f"{date_words(entry.when)}; " if entry.when else ""
    first = f" from {day_words(entry.told)} on" if entry.told else ""
    sure = f"confidence {entry.acts[0].confidence:.2f}, rule {entry.acts[0].rule}"
    return f"{day}told by {', '.join(entry.sources)}{first}; “{entry.said}”; {sure} [{references[entry.id]}]"


def _move_title(move: Move) -> str:
    return f"{move.position.actor} moved: {entry_words(move.position.latest, move.position.actor)}"


def _before(move: Move) -> str:
    before = move.position.previous
    return f"before: {entry_words(before, move.position.actor)}" if before else ""


def _turn_title(turn: Turn) -> str:
    found = turn.commitment
    day = f" ({date_words(found.deadline)})" if found.deadline else ""
    return f"{LABELS.get(found.state, found.state)}{day}: {entry_words(found.entry)}"


def _turn_summary(turn: Turn, references: dict[str, str]) -> str:
    kept = turn.commitment.met_by
    return f"by: {entry_words(kept)}" if kept else _summary(turn.commitment.entry, references)


def _put(parent: ET.Element, name: str, text: str) -> None:
    ET.SubElement(parent, f"{{{SPACE}}}{name}").text = plain(text)


def _urn(name: str) -> str:
    return uuid.uuid5(uuid.NAMESPACE_URL, content_id("aidememoire", name)).urn


def _time(at: dt.datetime) -> str:
    return at.astimezone(dt.UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
