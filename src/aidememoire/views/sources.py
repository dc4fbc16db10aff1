"""In: readings and entries. Out: on whose word the record rests: outlets, quoted outlets, speakers, unnamed voices."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from aidememoire.model import Reading, Report
from aidememoire.record.entry import Entry
from aidememoire.views.wording import voice_name


@dataclass(frozen=True, slots=True)
class OutletView:
    """A paper, agency or broadcaster whose reports were read."""

    name: str
    reports: tuple[Report, ...]
    reprints: tuple[tuple[Report, Report], ...]  # (report, the one it copies)


@dataclass(frozen=True, slots=True)
class VoiceView:
    """Somebody whose word entries rest on."""

    name: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class SourcesView:
    """All of them."""

    outlets: tuple[OutletView, ...]
    quoted: tuple[VoiceView, ...]  # outlets known through others only
    speakers: tuple[VoiceView, ...]
    unnamed: tuple[VoiceView, ...]
    independent: int  # sources left when copies are counted once


def find_sources(
    readings: Sequence[Reading], entries: Sequence[Entry], originals: Sequence[tuple[str, str]]
) -> SourcesView:
    """The sources of these reports and entries, the most used first."""
    reports = {reading.report.id: reading.report for reading in readings}
    copied = {copy: reports[first] for copy, first in originals if copy in reports and first in reports}
    voices: dict[str, dict[str, list[Entry]]] = defaultdict(lambda: defaultdict(list))
    for entry in entries:
        for kind, name in sorted({(voice.kind, voice_name(voice)) for act in entry.acts for voice in act.said_by}):
            if name:
                voices["named" if kind in ("person", "actor") else kind][name].append(entry)
    return SourcesView(
        outlets=_outlets(list(reports.values()), copied),
        quoted=_voices(voices["outlet"]),
        speakers=_voices(voices["named"]),
        unnamed=_voices(voices["anonymous"]),
        independent=len({source for entry in entries for source in entry.sources}),
    )


def _outlets(reports: Sequence[Report], copied: dict[str, Report]) -> tuple[OutletView, ...]:
    by_name: dict[str, list[Report]] = defaultdict(list)
    for report in sorted(reports, key=lambda r: (r.published or dt.date.max, r.id)):
        by_name[report.outlet or report.name].append(report)
    views = [
        OutletView(name, tuple(found), tuple((report, copied[report.id]) for report in found if report.id in copied))
        for name, found in by_name.items()
    ]
    return tuple(sorted(views, key=lambda view: (-len(view.reports), view.name)))


def _voices(found: dict[str, list[Entry]]) -> tuple[VoiceView, ...]:
    counts = Counter({name: len(entries) for name, entries in found.items()})
    return tuple(VoiceView(name, tuple(found[name])) for name in sorted(counts, key=lambda name: (-counts[name], name)))
