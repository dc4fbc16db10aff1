"""`aidememoire read`: files in; their reports and acts kept in a record."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain, islice
from typing import TYPE_CHECKING

import click

from aidememoire.cli._beside import Faults, Row, fault_row
from aidememoire.cli._reading import ALLOW_PRIVATE, JOBS, MODEL, OUTLET, PUBLISHED, found_reports, options
from aidememoire.cli._record import RECORD

if TYPE_CHECKING:
    from aidememoire.errors import ReadError
    from aidememoire.model import Reading, Report
    from aidememoire.store import Store
    from aidememoire.store.rulings import RunLog

AHEAD = 2_000  # reports read ahead to know how many there are; of more, the bar shows the number only


LISTED = 100  # faults named on the screen; all stand in the list


@dataclass(slots=True)
class Tally:
    """What a run came to."""

    reports: int = 0
    acts: int = 0
    known: int = 0
    undated: int = 0
    faults: int = 0
    first: list[ReadError] = field(default_factory=list)  # the first of the faults, to be named at the end

    def words(self) -> str:
        """ "6 reports, 74 acts added; 1 already known"."""
        added = f"{_count(self.reports, 'report')}, {_count(self.acts, 'act')} added"
        undated = f"; {self.undated} without a date of publication" if self.undated else ""
        known = f"; {self.known} already known" if self.known else ""
        return added + undated + known + (f"; {self.faults} could not be read" if self.faults else "")


@click.command("read")
@click.argument("paths", nargs=-1, metavar="[PATH...]")
@options(RECORD, PUBLISHED, OUTLET, MODEL, JOBS)
@click.option("--keep-going", is_flag=True, help="Status 0 also where something could not be read.")
@click.option("--retry", is_flag=True, help="Read again what could not be read, and nothing else.")
@ALLOW_PRIVATE
def command(
    paths: tuple[str, ...],
    record: str,
    published: str | None,
    outlet: str | None,
    jobs: int,
    keep_going: bool,
    model: str | None,
    retry: bool,
    allow_private: bool,
) -> None:
    """Read reports into a record: files, folders of them, and addresses of the web.

    Text, HTML, PDF and DOCX; JSON Lines, CSV and Parquet with one report a row; RSS and Atom, mails and mailboxes, WARC
    and WACZ. A report already in the record changes nothing. Every report is kept as soon as it is read.

    What cannot be read stops nothing: it is named at the end, the status is 1, and --retry reads just that.
    """
    from aidememoire.errors import UsageError
    from aidememoire.store import open_store

    faults, tally = Faults(record), Tally()
    if bool(paths) is retry:
        raise UsageError("read", "it takes either paths or --retry", "Name files, folders or addresses to read.")
    old = faults.rows() if retry else []
    found = _again(old, allow_private) if retry else found_reports(paths, published, outlet, allow_private)
    still: list[Row] = []
    note = still.append if retry else faults.add  # until a retry is over, the old list stands
    with open_store(record, write=True) as store:
        try:
            for fault in _kept(found, store, tally, jobs, model):
                note(fault_row(fault, published, outlet))
            if retry:
                faults.keep(still)
        finally:
            say(tally, record, faults)
    if tally.faults and not keep_going:
        click.get_current_context().exit(1)


def _kept(
    found: Iterable[Report | ReadError], store: Store, tally: Tally, jobs: int, model: str | None
) -> Iterator[ReadError]:
    """Reads and keeps all that can be; gives what cannot."""
    from aidememoire.store.rulings import open_run

    log = open_run(store, dt.datetime.now(dt.UTC))
    for item in _readings(_new(found, store, tally), jobs, model):
        if (fault := keep(item, store, tally, log)) is not None:
            yield fault
    store.settle()


def say(tally: Tally, record: str, faults: Faults) -> None:
    """What a run came to, and what could not be read."""
    from aidememoire.cli import complain

    for fault in tally.first:
        complain(fault)
    if tally.faults > len(tally.first):
        click.echo(f"aidememoire: and {tally.faults - len(tally.first):,} more", err=True)
    click.echo(f"{tally.words()} ({record})")
    if tally.faults:
        click.echo(f"Listed in {faults.path}: aidememoire read --retry --record {record} reads just that.")


def _again(rows: list[Row], allow_private: bool) -> Iterator[Report | ReadError]:
    """The reports of the paths in the list, each once, with what was said of all reports when they were first read."""
    asked = dict.fromkeys((row["source"], row.get("published"), row.get("outlet")) for row in rows)
    for source, published, outlet in asked:
        yield from found_reports([source], published, outlet, allow_private)


def _new(items: Iterable[Report | ReadError], store: Store, tally: Tally) -> Iterator[Report | ReadError]:
    """What is not in the record yet: what is known need not be parsed again."""
    from aidememoire.model import Report

    for item in items:
        if isinstance(item, Report) and store.holds(item.id):
            tally.known += 1
        else:
            yield item


def keep(found: Reading | ReadError, store: Store, tally: Tally, log: RunLog) -> ReadError | None:
    """Keeps a reading and counts it; a fault is counted and given back."""
    from aidememoire.errors import ReadError

    if isinstance(found, ReadError):
        tally.faults += 1
        if len(tally.first) < LISTED:
            tally.first.append(found)
        return found
    if store.add(found):
        log.note(found.report.id)
        tally.reports += 1
        tally.acts += len(found.acts)
        tally.undated += found.report.published is None
    else:
        tally.known += 1  # twice among what was given
    return None


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
