"""In: what changed. Out: it on a page, for a terminal or as plain text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.console import Group, RenderableType
from rich.text import Text

from aidememoire.record.anchors import value_text
from aidememoire.record.runs import Run
from aidememoire.views.changes import Changes, Move, Turn, Version
from aidememoire.views.dates import date_words, day_words
from aidememoire.views.kept import kept_words
from aidememoire.views.page import References, Row, number_words, rows_table, section, stand_words
from aidememoire.views.rulings import ruling_line
from aidememoire.views.wording import clean, condition_words, deed_words, entry_words, several_words


def changes_page(changes: Changes) -> RenderableType:
    """What changed, for a console."""
    refs = References(changes.references, {})
    sections = [
        ("New entries", [(stand_words(new.entry), refs.line(new.entry)) for new in changes.entries]),
        ("New versions", [row for version in changes.versions for row in _version(version, refs)]),
        ("Positions that moved", [row for move in changes.moves for row in _move(move, refs)]),
        ("Commitments", [_turn(turn, refs) for turn in changes.turns]),
        ("Rulings", [(day_words(made.at.date()), ruling_line(made.ruling)) for made in changes.rulings]),
    ]
    tables = [(title, rows_table(iter(rows))) for title, rows in sections]
    return Group(*_head(changes), *(part for title, rows in tables if rows for part in section(title, rows)))


def runs_page(runs: Sequence[Run]) -> RenderableType:
    """The runs that added reports: what `--since` may name."""
    if not runs:
        return Text("No run was noted in this record.")
    return Group(*(Text(clean(_run_words(run))) for run in runs))


def _run_words(run: Run) -> str:
    added = number_words(len(run.reports), "report")
    return f"run {run.id}: {day_words(run.at.date())} {run.at:%H:%M} UTC, {added} added, version {run.version}"


def _head(changes: Changes) -> Iterator[RenderableType]:
    yield Text(clean(f"Changes since {changes.since}, as of {day_words(changes.today)}"), style="bold")
    yield Text(f"{number_words(len(changes.reports), 'report')} came in")
    if not any((changes.entries, changes.versions, changes.moves, changes.turns, changes.rulings)):
        yield Text("Nothing changed.")


def _version(version: Version, refs: References) -> Iterator[Row]:
    outlets = several_words([report.outlet or report.name for report in version.reports])
    yield stand_words(version.entry), f"{refs.line(version.entry)} — also told by {clean(outlets)}"
    for field, then, now in version.fields:
        yield "", clean(f"{field}: {value_text(then)} → {value_text(now)}")


def _move(move: Move, refs: References) -> Iterator[Row]:
    position, before = move.position, move.position.previous
    yield position.actor, refs.line(position.latest, entry_words(position.latest, position.actor))
    if before:
        yield "", f"before, {stand_words(before)}: {refs.line(before, entry_words(before, position.actor))}"


def _turn(turn: Turn, refs: References) -> Row:
    found = turn.commitment
    was = f" — it was {turn.was}" if turn.was else ""
    day = f", {date_words(found.deadline)}" if found.deadline else ""
    kept = kept_words(found, refs.of)
    condition = "".join(f" — {words}" for words in condition_words(found.entry))
    return found.state, refs.line(found.entry, f"{deed_words(found.entry)}{day}{condition}{kept}{was}")
