"""`aidememoire read`: files in; their reports and acts kept in a record."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, islice
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from aidememoire.errors import ReadError
    from aidememoire.model import Reading, Report
    from aidememoire.store import Store

AHEAD = 2_000  # reports read ahead to know how many there are; of more, the bar shows the number only


@dataclass(slots=True)
class Tally:
    """What a run came to."""

    reports: int = 0
    acts: int = 0
    known: int = 0
    faults: int = 0

    def words(self) -> str:
        """ "6 reports, 74 acts added; 1 already known"."""
        added = f"{_count(self.reports, 'report')}, {_count(self.acts, 'act')} added"
        known = f"; {self.known} already known" if self.known else ""
        return added + known + (f"; {self.faults} could not be read" if self.faults else "")


@click.command("read")
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option("--record", default="aidememoire.sqlite", show_default=True, metavar="FILE-or-URL", help="The record.")
@click.option("--published", metavar="DATE", help="Date of publication, where a report does not say it: 2018-11-15.")
@click.option("--outlet", metavar="NAME", help="Paper or agency, where a report does not say it.")
@click.option("--jobs", type=click.IntRange(1), default=1, show_default=True, help="Processes that read.")
@click.option("--keep-going", is_flag=True, help="Name what cannot be read, and go on with the rest.")
@click.option("--model", metavar="NAME", help="Another installed spaCy pipeline, e.g. en_core_web_trf.")
def command(
    paths: tuple[str, ...],
    record: str,
    published: str | None,
    outlet: str | None,
    jobs: int,
    keep_going: bool,
    model: str | None,
) -> None:
    """Read reports into a record: text and HTML files, folders of them, and .jsonl with one report a line.

    A report already in the record changes nothing. Every report is kept as soon as it is read: what was kept stays,
    whatever happens later.
    """
    from pathlib import Path

    from aidememoire.read import reports
    from aidememoire.store import open_store
    from aidememoire.views.day import parse_day

    day = parse_day(published) if published else None
    tally = Tally()
    with open_store(record, write=True) as store:
        try:
            found = reports([Path(path) for path in paths], published=day, outlet=outlet)
            for reading in _readings(_new(found, store, tally, keep_going), jobs, model):
                tally.reports += store.add(reading)
                tally.acts += len(reading.acts)
        finally:
            click.echo(f"{tally.words()} ({record})")


def _new(found: Iterator[Report | ReadError], store: Store, tally: Tally, keep_going: bool) -> Iterator[Report]:
    """The reports that are not in the record yet; a fault ends the run, or is named."""
    from aidememoire.errors import ReadError

    for item in found:
        if isinstance(item, ReadError):
            if not keep_going:
                raise item
            tally.faults += 1
            click.echo(f"aidememoire: {item}", err=True)
        elif store.holds(item.id):
            tally.known += 1
        else:
            yield item


def _readings(reports: Iterator[Report], jobs: int, model: str | None) -> Iterator[Reading]:
    """What stands in the reports, in their order, with a bar where somebody is looking."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    ahead, fault = _ahead(reports)
    total = len(ahead) if len(ahead) < AHEAD else None
    columns = (TextColumn("reading"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    quiet = not sys.stderr.isatty()
    with Progress(*columns, console=Console(stderr=True), transient=True, disable=quiet) as bar:
        task = bar.add_task("", total=total)
        for reading in _find(chain(ahead, reports), jobs, model):
            bar.advance(task)
            yield reading
    if fault:
        raise fault


def _ahead(reports: Iterator[Report]) -> tuple[list[Report], ReadError | None]:
    """The first reports, and the fault that came after them: what was read before it is still to be kept."""
    from aidememoire.errors import ReadError

    ahead: list[Report] = []
    try:
        for report in islice(reports, AHEAD):
            ahead.append(report)  # one by one: those before a fault stay
    except ReadError as fault:
        return ahead, fault
    return ahead, None


def _find(reports: Iterator[Report], jobs: int, model: str | None) -> Iterator[Reading]:
    from aidememoire import pipeline

    first = next(reports, None)
    if first is None:
        return  # nothing new: the parser need not be loaded
    parser = pipeline.load_parser(model) if model else pipeline.load_parser()
    for report in chain([first], reports):
        yield pipeline.find(report, parser)


def _count(number: int, one: str) -> str:
    return f"{number} {one}{'' if number == 1 else 's'}"
