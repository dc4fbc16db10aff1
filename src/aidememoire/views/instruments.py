"""In: readings and entries. Out: the treaties and declarations they name, and what rests on each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from aidememoire.model import Reading
from aidememoire.record.entry import Entry
from aidememoire.rules import data_names, load_tsv, several

TABLE = "lexicons/instruments.tsv"
COLUMNS = ("name", "aliases", "parties", "date", "kind")


@dataclass(frozen=True, slots=True)
class InstrumentView:
    """An instrument and what the record builds on it."""

    name: str
    parties: tuple[str, ...]  # empty: not in our table
    date: str | None  # EDTF
    entries: tuple[Entry, ...]
    reports: int  # that name it


def find_instrument_views(readings: Sequence[Reading], entries: Sequence[Entry]) -> tuple[InstrumentView, ...]:
    """Every instrument named, the one most rests on first."""
    named = Counter(name for reading in readings for name in {m.name for m in reading.findings.instruments})
    resting: dict[str, list[Entry]] = {name: [] for name in sorted(named)}
    for entry in entries:
        if entry.instrument:
            resting.setdefault(entry.instrument, []).append(entry)
    facts = _facts()
    views = [
        InstrumentView(name, *facts.get(name, ((), None)), entries=tuple(found), reports=named[name])
        for name, found in resting.items()
    ]
    return tuple(sorted(views, key=lambda view: (-len(view.entries), -view.reports, view.name)))


def _facts() -> dict[str, tuple[tuple[str, ...], str | None]]:
    if TABLE not in data_names("lexicons", ".tsv"):
        return {}
    return {row[0]: (several(row[2]), row[3] or None) for row in load_tsv(TABLE, COLUMNS)}
