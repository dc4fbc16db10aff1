"""In: a brief. Out: it on a page, for a terminal or as plain text of 100 columns."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from aidememoire.find.times.bounds import bounds
from aidememoire.record.commitments import Commitment
from aidememoire.record.desk import Mark
from aidememoire.record.disagreements import Disagreement
from aidememoire.record.entry import Entry
from aidememoire.record.positions import Position, stand_day
from aidememoire.views.brief import Brief
from aidememoire.views.dates import date_words, day_words
from aidememoire.views.instruments import InstrumentView
from aidememoire.views.kept import kept_words
from aidememoire.views.places import PlaceView
from aidememoire.views.rulings import mark_words
from aidememoire.views.sources import OutletView, SourcesView, VoiceView
from aidememoire.views.wording import clean, condition_words, deed_words, entry_words, several_words

WIDTH = 100
LEFT = 17  # columns for the date or name before a line
MANY = 12  # references shown of a longer list
Row = tuple[str, str]  # what stands left, and the line
Item = tuple[str, list[Row]]


def brief_text(brief: Brief) -> str:
    """The brief as plain text."""
    return page_text(brief_page(brief))


def page_text(page: RenderableType) -> str:
    """What a page looks like where there is no terminal."""
    out = io.StringIO()
    Console(file=out, width=WIDTH, color_system=None, force_terminal=False, legacy_windows=False).print(page)
    return "\n".join(line.rstrip() for line in out.getvalue().splitlines()) + "\n"


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the brief: rows, or items with rows below them."""

    title: str
    rows: tuple[Row, ...] = ()
    items: tuple[Item, ...] = ()


def brief_page(brief: Brief) -> RenderableType:
    """The brief for a console."""
    title, *notes = brief_head(brief)
    head = [Text(title, style="bold"), *map(Text, notes)]
    parts = [
        (found.title, rows_table(iter(found.rows)) or _listed(iter(found.items))) for found in brief_sections(brief)
    ]
    return Group(*head, *(part for title, rows in parts if rows for part in section(title, rows)))


def brief_sections(brief: Brief) -> tuple[Section, ...]:
    """What the brief says, part by part; empty ones are left out."""
    refs = References(brief.references, brief.marks)
    sections = (
        Section("Timeline", tuple(_timeline(brief, refs))),
        Section("Without a date", tuple(_without_day(brief, refs))),
        Section("Due next", tuple(_deadlines(brief.next, brief, refs))),
        Section("Overdue and lapsed", tuple(_deadlines(brief.overdue, brief, refs))),
        Section("Commitments", tuple(_commitments(brief.commitments, refs))),
        Section("Reports disagree", tuple(_disagreements(brief.disagreements, refs))),
        Section("Where each side stands", items=tuple(_positions(brief.positions, refs))),
        Section("Instruments and what rests on them", items=tuple(_instrument(v, refs) for v in brief.instruments)),
        Section("Disputed places", items=tuple(_place(view, refs) for view in brief.places)),
        Section("Sources", tuple(_sources(brief.sources, refs))),
        Section("Rejected", tuple(_rejected(brief, refs))),
    )
    return tuple(found for found in sections if not _is_empty(brief) and (found.rows or found.items))


def _is_empty(brief: Brief) -> bool:
    return not (brief.timeline or brief.without_day or brief.positions or brief.rejected)


class References:
    """Short references, written `[k3f9]`, and what was ruled on their entries."""

    def __init__(self, short: dict[str, str], marks: dict[str, tuple[Mark, ...]]) -> None:
        self.short, self.marks = short, marks

    def of(self, entry: Entry) -> str:
        """One entry's."""
        return f"[{self.short[entry.id]}]"

    def all(self, entries: Sequence[Entry]) -> str:
        """Several entries', the first of them."""
        rest = len(entries) - MANY
        return " ".join(map(self.of, entries[:MANY])) + (f" and {rest} more" if rest > 0 else "")

    def line(self, entry: Entry, words: str | None = None) -> str:
        """The entry's words, its reference, how many stand for it, and who ruled on it."""
        count = f" {len(entry.sources)} sources" if len(entry.sources) > 1 else ""
        ruled = "".join(f" — {mark_words(mark)}" for mark in self.marks.get(entry.id, ()))
        return f"{words or entry_words(entry)}  {self.of(entry)}{count}{ruled}"


def brief_head(brief: Brief) -> Iterator[str]:
    """The title of the brief, what it rests on, and what is left out."""
    about = f" on {clean(' '.join(brief.words))}" if brief.words else ""
    yield f"Brief{about}, as of {day_words(brief.today)}"
    entries = len(brief.timeline) + len(brief.without_day)
    counted = [number_words(len(brief.reports), "report"), number_words(entries, "entry", "entries")]
    yield ", ".join([*counted, number_words(brief.sources.independent, "independent source")])
    if brief.undated:
        them = "its" if brief.undated == 1 else "their"
        told = (
            f"{number_words(brief.undated, 'report')} without a publication date: {them} relative dates ('Wednesday')"
        )
        yield f"Note: {told} could not be resolved. Give the date with `aidememoire read --published`."
    if brief.unsure:
        left_out = number_words(brief.unsure, "less certain entry", "less certain entries")
        yield f"Note: {left_out} left out; --sure 0 shows all."
    if brief.later:
        yield f"Note: {number_words(brief.later, 'report')} published after that day left out."
    if brief.unfit:
        yield f"Note: {number_words(brief.unfit, 'ruling')} no longer fit the record: see `aidememoire rulings`."
    if _is_empty(brief):
        yield from ("", _nothing(brief))


def _nothing(brief: Brief) -> str:
    return "Nothing in the record holds all these words." if brief.words else "The record holds nothing yet."


def section(title: str, rows: RenderableType) -> Iterator[RenderableType]:
    """A title and what stands below it."""
    yield Text()
    yield Text(title.upper(), style="bold")
    yield rows


def _listed(items: Iterator[Item]) -> RenderableType | None:
    """Items, each with its rows below it; None where there are none."""
    parts: list[RenderableType] = []
    for title, found in items:
        rows = rows_table(iter(found))
        parts += [Text(clean(title), style="underline"), *([Padding(rows, (0, 0, 0, 2))] if rows else [])]
    return Group(*parts) if parts else None


def rows_table(rows: Iterator[Row]) -> RenderableType | None:
    """Rows with their left sides one under another; None where there are none."""
    flat = list(rows)
    if not flat:
        return None
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(width=LEFT)
    table.add_column()
    for left, line in flat:
        table.add_row(Text(left, style="dim"), _marked(line))
    return table


def _marked(line: str) -> Text:
    text = Text(line)
    text.highlight_regex(r"\[[a-z2-7]{4,}\]", "bold")
    return text


def _timeline(brief: Brief, refs: References) -> Iterator[Row]:
    for entry in brief.timeline:
        yield date_words(entry.when), refs.line(entry)


def _without_day(brief: Brief, refs: References) -> Iterator[Row]:
    for entry in brief.without_day:
        yield (f"told {day_words(entry.told)}" if entry.told else "told, no date"), refs.line(entry)


def _rejected(brief: Brief, refs: References) -> Iterator[Row]:
    for entry in brief.rejected:
        yield stand_words(entry), refs.line(entry)


def _deadlines(commitments: Sequence[Commitment], brief: Brief, refs: References) -> Iterator[Row]:
    for found in commitments:
        yield (
            date_words(found.deadline),
            refs.line(found.entry, f"{deed_words(found.entry)} — {_distance(found, brief)}"),
        )


def _distance(found: Commitment, brief: Brief) -> str:
    """How far the last day is: "in 16 days", "lapsed 3 days ago: no report tells that it was done"."""
    last = bounds(found.deadline)[1]
    if last is None:
        return found.state
    days = (last - brief.today).days
    if days >= 0:
        return f"{found.state}, {number_words(days, 'day')} left"
    return f"{found.state} {length_words(-days)} ago: no report tells that it was done"


def length_words(days: int) -> str:
    """A length of time as exact as matters: days, months, years."""
    if days < 90:
        return number_words(days, "day")
    return number_words(days // 30, "month") if days < 730 else number_words(days // 365, "year")


def _commitments(commitments: Sequence[Commitment], refs: References) -> Iterator[Row]:
    for found in commitments:
        entry = found.entry
        told = f", told {day_words(entry.told)}" if entry.told else ""
        said = f", {date_words(found.deadline)}" if found.deadline else told
        kept = kept_words(found, refs.of)
        condition = "".join(f" — {words}" for words in condition_words(entry))
        yield found.state, refs.line(entry, f"{deed_words(entry)}{said}{condition}{kept}")


def _disagreements(found: Sequence[Disagreement], refs: References) -> Iterator[Row]:
    for pair in found:
        yield date_words(pair.done.when), refs.line(pair.done) + f" — told by {several_words(pair.done.sources)}"
        yield "", f"but denied: {refs.line(pair.denied)} — told by {several_words(pair.denied.sources)}"


def _positions(positions: Sequence[Position], refs: References) -> Iterator[Item]:
    for actor, held in groupby(positions, key=lambda position: position.actor):
        yield actor, [row for position in held for row in _stand(position, refs)]


def _stand(position: Position, refs: References) -> Iterator[Row]:
    moved = "moved: " if position.moved else ""
    latest = position.latest
    yield stand_words(latest), moved + refs.line(latest, entry_words(latest, position.actor))
    before = position.previous
    if before:
        yield "", f"before, {stand_words(before)}: {refs.line(before, entry_words(before, position.actor))}"


def stand_words(entry: Entry) -> str:
    """The day of an entry, or the day it was told."""
    if entry.when:
        return date_words(entry.when)
    day = stand_day(entry)
    return f"told {day_words(day)}" if day else "no date"


def _instrument(view: InstrumentView, refs: References) -> Item:
    named = f"named in {number_words(view.reports, 'report')}" if view.reports else ""
    facts = [fact for fact in (several_words(view.parties), date_words(view.date), named) if fact]
    title = f"{view.name} ({'; '.join(facts)})" if facts else view.name
    return title, [(stand_words(entry), refs.line(entry, deed_words(entry))) for entry in view.entries]


def _place(view: PlaceView, refs: References) -> Item:
    inside = f", part of {view.part_of}" if view.part_of else ""
    names = "; ".join(f"{side}: {name}" for side, name in view.names if side)  # each side's; spellings need no line
    sides = [f"held by {several_words(view.holder) or 'nobody'}", f"claimed by {several_words(view.claimants)}"]
    rows = [("names", names), ("entries", refs.all(view.entries))]
    return f"{view.name}{inside}: {', '.join(sides)}", [row for row in rows if row[1]]


def _sources(sources: SourcesView, refs: References) -> Iterator[Row]:
    for number, outlet in enumerate(sources.outlets):
        yield ("" if number else "reports"), _outlet(outlet)
    for title, voices, mark in (
        ("quoted outlets", sources.quoted, ""),
        ("speakers", sources.speakers, ""),
        ("unnamed", sources.unnamed, " (unnamed)"),
    ):
        for number, voice in enumerate(voices):
            yield ("" if number else title), _voice(voice, mark, refs)


def _outlet(view: OutletView) -> str:
    days = sorted(report.published for report in view.reports if report.published)
    said = f", {day_words(days[0])}" + (f" to {day_words(days[-1])}" if days[0] != days[-1] else "") if days else ""
    copies = [f"reprint of {first.outlet or first.name}" for _, first in view.reprints]
    return clean(
        f"{view.name}: {number_words(len(view.reports), 'report')}{said}{''.join(f'; {copy}' for copy in copies)}"
    )


def _voice(view: VoiceView, mark: str, refs: References) -> str:
    return f"{clean(view.name)}{mark}: {refs.all(view.entries)}"


def number_words(number: int, one: str, many: str | None = None) -> str:
    """A number of things: "1 entry", "2 entries"."""
    return f"{number} {one if number == 1 else many or one + 's'}"
