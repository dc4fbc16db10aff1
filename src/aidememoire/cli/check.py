"""`aidememoire check`: a record in; on the screen what of it is damaged; with --into what is sound in a new record."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from aidememoire.cli._record import RECORD

if TYPE_CHECKING:
    from aidememoire.store import Store


@click.command("check")
@RECORD
@click.option("--into", metavar="FILE", help="Keep what is sound in a new record.")
def command(record: str, into: str | None) -> None:
    """Look through a record for damage, and tell what can be rebuilt.

    Every value is held against the seal it was written with, and all entries are worked out again from the reports.
    Nothing is changed. The status is 1 where something is damaged.

    With --into, all sound reports and rulings are put into a new record. A report whose words are whole is read again
    where what was found in it is damaged; one whose words are damaged is named, and left out.
    """
    from aidememoire.store import open_store
    from aidememoire.store.check import check_store

    with open_store(record) as store:
        faults = list(check_store(store))
        for fault in faults:
            click.echo(f"{fault.where}: {fault.what}. {fault.remedy}")
        if not faults:
            click.echo(f"{record}: {store.counts().reports} reports, nothing is damaged.")
        if into:
            _rescue(store, into)
    if faults:
        click.get_current_context().exit(1)


def _rescue(store: Store, into: str) -> None:
    """Keeps what is sound; what must be read again is."""
    from pathlib import Path

    from aidememoire.errors import RecordError, UsageError
    from aidememoire.pipeline import find, load_parser
    from aidememoire.store import open_store
    from aidememoire.store.check import report_ids, sound_reading, sound_report
    from aidememoire.store.rulings import keep_rulings, load_rulings

    if "://" not in into and Path(into).exists():
        raise UsageError(into, "is there already", "Name a new file.")
    kept, again, lost = 0, 0, []
    with open_store(into, write=True) as new:
        for number in report_ids(store):
            if (reading := sound_reading(store, number)) is not None:
                kept += new.add(reading)
            elif (report := sound_report(store, number)) is not None:
                again += new.add(find(report, load_parser()))
            else:
                lost.append(number)
        try:
            ruled = keep_rulings(new, load_rulings(store))
        except RecordError as error:
            ruled = 0
            click.echo(f"{error.where}: {error.what}. The rulings are not kept.")
        new.settle()
    click.echo(f"{into}: {kept} reports kept, {again} read again, {ruled} rulings kept, {len(lost)} reports lost.")
    for number in lost:
        click.echo(f"lost: report {number}. Read it again from its file or address.")
