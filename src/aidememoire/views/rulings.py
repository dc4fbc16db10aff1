"""In: rulings. Out: them in words: on an entry of the brief, and as the list of all that were made."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from aidememoire.record.anchors import value_text
from aidememoire.record.desk import Mark
from aidememoire.record.entry import Record
from aidememoire.record.ruled import apply
from aidememoire.record.rulings import Edit, Ruling, standing
from aidememoire.views.dates import day_words
from aidememoire.views.wording import clean, words_of_views

SHORTEST = 6  # letters of a ruling's reference


@dataclass(frozen=True, slots=True)
class RulingView:
    """A ruling, and what became of it."""

    ruling: Ruling
    reference: str  # the shortest beginning of its id that no other ruling has
    state: str  # holds | taken back | no longer fits
    why: str = ""  # why it no longer fits


def list_rulings(record: Record, rulings: Iterable[Ruling]) -> tuple[RulingView, ...]:
    """All rulings in the order of time, with those that no longer fit the record."""
    ordered = sorted(rulings, key=lambda ruling: ruling.order)
    why = {unfit.ruling.id: unfit.why for unfit in apply(record, ordered).unfit}
    stands = {ruling.id for ruling in standing(ordered)}
    short = _short([ruling.id for ruling in ordered])
    return tuple(RulingView(r, short[r.id], _state(r, stands, why), why.get(r.id, "")) for r in ordered)


def _state(ruling: Ruling, stands: set[str], why: dict[str, str]) -> str:
    if ruling.id in why:
        return "no longer fits"
    return "holds" if ruling.id in stands else "taken back"


def _short(ids: Sequence[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for own in ids:
        size = SHORTEST
        while sum(1 for other in ids if other[:size] == own[:size]) > 1 and size < len(own):
            size += 1
        found[own] = own[:size]
    return found


def mark_words(mark: Mark) -> str:
    """A ruling beside its entry: "confirmed by A. Name, 12 Nov 2026: seen in the treaty series"."""
    note = f" ({mark.note})" if mark.note else ""
    return clean(f"{said_by(mark.ruling)}: {mark.ruling.reason}{note}")


def said_by(ruling: Ruling) -> str:
    """What was done, by whom and when."""
    done = words_of_views()["ruling"][ruling.action]
    edits = f" ({'; '.join(map(edit_words, ruling.edits))})" if ruling.edits else ""
    return clean(f"{done}{edits} by {ruling.by}, {day_words(ruling.at.date())}")


def edit_words(edit: Edit) -> str:
    """A field, what stood there and what stands there now."""
    return f"{edit.field}: {value_text(edit.old)} → {value_text(edit.new)}"


def rulings_page(views: Sequence[RulingView]) -> RenderableType:
    """The list of all rulings for a console."""
    if not views:
        return Text("No rulings were made.")
    return Group(*(part for view in views for part in _item(view)))


def ruling_line(view: RulingView) -> str:
    """A ruling on one line, with what became of it."""
    state = "" if view.state == "holds" else f" — {view.state}{f': {view.why}' if view.why else ''}"
    return clean(f"{said_by(view.ruling)}: {view.ruling.reason}  [{view.reference}]{state}")


def _item(view: RulingView) -> Iterator[RenderableType]:
    ruling = view.ruling
    yield Text(ruling_line(view))
    for target in ruling.targets:
        anchor = target.anchors[0] if target.anchors else None
        more = f" and {len(target.anchors) - 1} more" if len(target.anchors) > 1 else ""
        told = f" {anchor.outlet or anchor.name}: “{anchor.sentence}”{more}" if anchor else ""
        yield Padding(Text(clean(f"[{target.entry[:SHORTEST]}]{told}"), style="dim"), (0, 0, 0, 4))
    if ruling.undoes:
        yield Padding(Text(f"takes back [{ruling.undoes[:SHORTEST]}]", style="dim"), (0, 0, 0, 4))
