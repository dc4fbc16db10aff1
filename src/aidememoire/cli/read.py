"""`aidememoire read`: files in; their reports and acts kept in a record."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, islice
from typing import TYPE_CHECKING

import click

from aidememoire.cli._reading import (
    JOBS,
    KEEP_GOING,
    MODEL,
    OUTLET,
    PATHS,
    PUBLISHED,
    found_reports,
    options,
)
from aidememoire.cli._record import RECORD

if TYPE_CHECKING:
    from aidememoire.errors import ReadError
    from aidememoire.model import Reading, Report
    from aidememoire.store import Store
    from aidememoire.store.rulings import RunLog

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
@options(PATHS, RECORD, PUBLISHED, OUTLET, MODEL, JOBS, KEEP_GOING)
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
    from aidememoire.store import open_store
    from aidememoire.store.rulings import open_run

    found = found_reports(paths, published, outlet)
    tally = Tally()
    with open_store(record, write=True) as store:
        log = open_run(store, dt.datetime.now(dt.UTC))
        try:
            for item in _readings(_new(found, store, tally), jobs, model):
                _keep(item, store, tally, log, keep_going)
            store.settle()
        finally:
            click.echo(f"{tally.words()} ({record})")


def _new(items: Iterable[Report | ReadError], store: Store, tally: Tally) -> Iterator[Report | ReadError]:
    """What is not in the record yet: what is known need not be parsed again."""
    from aidememoire.model import Report

    for item in items:
        if isinstance(item, Report) and store.holds(item.id):
            tally.known += 1
        else:
            yield item


def _keep(found: Reading | ReadError, store: Store, tally: Tally, log: RunLog, keep_going: bool) -> None:
    """Keeps a reading; a fault is named, or ends the run."""
    from aidememoire.cli import complain
    from aidememoire.errors import ReadError

    if isinstance(found, ReadError):
        tally.faults += 1
        if not keep_going:
            raise found
        complain(found)
    elif store.add(found):
        log.note(found.report.id)
        tally.reports += 1
        tally.acts += len(found.acts)
    else:
        tally.known += 1  # twice among what was given


def _readings(items: Iterator[Report | ReadError], jobs: int, model: str | None) -> Iterator[Reading | ReadError]:
    """What stands in the reports, in their order, with a bar where somebody is looking."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    from aidememoire.engine.local import read_all
    from aidememoire.find.parse import DEFAULT_MODEL

    ahead = list(islice(items, AHEAD))
    total = len(ahead) if len(ahead) < AHEAD else None
    columns = (TextColumn("reading"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    quiet = not sys.stderr.isatty()
    with Progress(*columns, console=Console(stderr=True), transient=True, disable=quiet) as bar:
        task = bar.add_task("", total=total)
        for found in read_all(chain(ahead, items), model or DEFAULT_MODEL, jobs):
            bar.advance(task)
            yield found


def _count(number: int, one: str) -> str:
    return f"{number} {one}{'' if number == 1 else 's'}"
