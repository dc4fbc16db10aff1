"""In: what a person decided about entries. Out: the ruling, with an id from its content; and which rulings stand.

Rulings are a log that only grows: to take one back is a ruling too.
"""

from __future__ import annotations

import datetime as dt
import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from aidememoire.errors import UsageError
from aidememoire.ids import content_id
from aidememoire.limits import MAX_RULING_CHARS
from aidememoire.model import Span
from aidememoire.record.anchors import CLAIMED, Anchor, Value, one_line
from aidememoire.record.entry import base32

NO_RULING = (ValueError, TypeError, KeyError, AttributeError, OverflowError)  # what `read_row` raises
ACTIONS = ("confirm", "reject", "edit", "merge", "split", "undo")
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Target:
    """An entry, or some acts of it, that a ruling is about."""

    entry: str  # its id when the ruling was made: for people; the anchors find it
    whole: bool  # the entry, with what later reports add to it; False: these acts alone
    anchors: tuple[Anchor, ...]


@dataclass(frozen=True, slots=True)
class Edit:
    """A field's new value, and the one that stood there."""

    field: str
    old: Value
    new: Value


@dataclass(frozen=True, slots=True)
class Ruling:
    """What somebody decided, when and why."""

    id: str  # lower-case base32, of all that follows
    action: str  # one of ACTIONS
    by: str
    at: dt.datetime  # UTC
    reason: str
    targets: tuple[Target, ...] = ()  # several for a merge, none for an undo
    edits: tuple[Edit, ...] = ()
    undoes: str | None = None  # the id of a ruling

    @property
    def order(self) -> tuple[dt.datetime, str]:
        """Rulings hold in the order of time; of one moment, in that of ids."""
        return (self.at, self.id)


def make_ruling(
    action: str,
    by: str,
    at: dt.datetime,
    reason: str,
    targets: tuple[Target, ...] = (),
    edits: tuple[Edit, ...] = (),
    undoes: str | None = None,
) -> Ruling:
    """A ruling; who, when and why must be told."""
    told = {name: _told(name, words) for name, words in (("by", by), ("reason", reason))}
    if at.tzinfo is None:
        raise UsageError(at.isoformat(), "is a time without a zone", "Write it as 2026-11-12T09:30:00Z.")
    ruling = Ruling("", action, told["by"], at.astimezone(dt.UTC), told["reason"], targets, edits, undoes)
    return replace(ruling, id=ruling_id(ruling))


def _told(name: str, words: str) -> str:
    plain = one_line("".join(char if char.isprintable() else " " for char in words))
    if not plain or len(plain) > MAX_RULING_CHARS:
        what = f"is longer than {MAX_RULING_CHARS} characters" if plain else "says nothing"
        raise UsageError(f"--{name}", what, "A ruling needs a name and a reason that others can read later.")
    return plain


def ruling_id(ruling: Ruling) -> str:
    """The id that its content gives."""
    row = {name: value for name, value in ruling_row(ruling).items() if name != "id"}
    return base32(content_id("ruling", json.dumps(row, sort_keys=True, ensure_ascii=False)))


def standing(rulings: Iterable[Ruling]) -> tuple[Ruling, ...]:
    """The rulings that were not taken back, in order; an undo that was undone does nothing."""
    known = {ruling.id: ruling for ruling in rulings}
    undos: dict[str | None, list[Ruling]] = defaultdict(list)
    for ruling in known.values():
        if ruling.action == "undo":
            undos[ruling.undoes].append(ruling)
    # An undo holds the id of what it undoes, and ids come from content: whoever undoes it was made after it.
    chain = [ruling for ruling in known.values() if ruling.action != "undo"]
    for ruling in chain:
        chain += undos[ruling.id]
    stands: dict[str, bool] = {}
    for ruling in reversed(chain):
        stands[ruling.id] = not any(stands[undo.id] for undo in undos[ruling.id])
    return tuple(sorted((ruling for ruling in chain if stands[ruling.id]), key=lambda ruling: ruling.order))


def ruling_row(ruling: Ruling) -> Row:
    """The public form of a ruling: JSON can hold it, and `read_row` reads it again."""
    return {
        "id": ruling.id,
        "action": ruling.action,
        "by": ruling.by,
        "at": time_text(ruling.at),
        "reason": ruling.reason,
        "targets": [
            {"entry": target.entry, "whole": target.whole, "anchors": [_anchor_row(a) for a in target.anchors]}
            for target in ruling.targets
        ],
        "edits": [{"field": e.field, "old": _plain(e.old), "new": _plain(e.new)} for e in ruling.edits],
        "undoes": ruling.undoes,
    }


def time_text(at: dt.datetime) -> str:
    """A time as it is kept: UTC, to the microsecond, so that its text sorts as it does."""
    return at.astimezone(dt.UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def _anchor_row(anchor: Anchor) -> Row:
    return {
        **{name: getattr(anchor, name) for name in ("report", "name", "outlet", "sentence", "words")},
        "published": anchor.published.isoformat() if anchor.published else None,
        "span": [anchor.span.start, anchor.span.end],
        "claim": {name: _plain(value) for name, value in zip(CLAIMED, anchor.claim, strict=True)},
    }


def _plain(value: Value) -> str | bool | list[str] | None:
    return list(value) if isinstance(value, tuple) else value


def read_row(row: Mapping[str, Any]) -> Ruling:
    """The ruling of its public form; one of NO_RULING where it is none, or was changed by hand."""
    at = dt.datetime.fromisoformat(row["at"])
    targets = tuple(
        Target(_text(t["entry"]), t["whole"] is True, tuple(_read_anchor(a) for a in t["anchors"]))
        for t in row["targets"]
    )
    edits = tuple(Edit(_text(e["field"]), _value(e["old"]), _value(e["new"])) for e in row["edits"])
    number, action, by, reason = (_text(row[name]) for name in ("id", "action", "by", "reason"))
    undoes = None if row["undoes"] is None else _text(row["undoes"])
    ruling = Ruling(number, action, by, at, reason, targets, edits, undoes)
    if action not in ACTIONS or at.tzinfo is None or (action == "undo") is (undoes is None):
        raise ValueError("no action or time of a ruling")
    if ruling_id(ruling) != ruling.id:
        raise ValueError("its id is not that of its content: it was changed, or is not whole")
    return ruling


def _read_anchor(row: Mapping[str, Any]) -> Anchor:
    day = dt.date.fromisoformat(row["published"]) if row["published"] else None
    start, end = row["span"]
    return Anchor(
        report=_text(row["report"]),
        name=_text(row["name"]),
        outlet=None if row["outlet"] is None else _text(row["outlet"]),
        published=day,
        sentence=_text(row["sentence"]),
        words=_text(row["words"]),
        span=Span(int(start), int(end)),
        claim=tuple(_value(row["claim"][name]) for name in CLAIMED),
    )


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(f"{value!r} is no text")
    return value


def _value(value: object) -> Value:
    if isinstance(value, list):
        return tuple(map(_text, value))
    return value if isinstance(value, bool) or value is None else _text(value)
