"""`aidememoire changes`: a record and a day or run in; on the screen, as JSON or as a feed what changed since."""

from __future__ import annotations

import click

from aidememoire.cli._record import RECORD


@click.command("changes")
@click.option(
    "--since", metavar="DATE|RUN", help="A day, e.g. 2026-11-12, or the number of a run; without it, runs are listed."
)
@RECORD
@click.option("--today", metavar="DATE", help="The day it is seen from.  [default: the system's date]")
@click.option(
    "--by",
    type=click.Choice(["read", "published"]),
    default="read",
    show_default=True,
    help="Reports count from the time they were read, or from their day of publication.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "atom"]),
    default="text",
    show_default=True,
    help="For people; for programs; for feed readers.",
)
def command(since: str | None, record: str, today: str | None, by: str, form: str) -> None:
    """What changed since a day began, or since a run of `aidememoire read`.

    New entries; entries that further reports tell, with the fields that differ; positions that moved; commitments that
    fell due, became overdue, lapsed or were met; rulings that were made. The record as it stood then is compared with
    the record as it stands on --today.
    """
    if since is None:
        _put_runs(record)
        return
    from aidememoire.cli._screen import put
    from aidememoire.export.atom import changes_atom
    from aidememoire.export.changes import changes_json
    from aidememoire.verbs import changes
    from aidememoire.views.changes_page import changes_page
    from aidememoire.views.day import parse_day

    found = changes(record, since, today=parse_day(today) if today else None, published=by == "published")
    if form == "text":
        put(changes_page(found))
    else:
        text = changes_json(found) if form == "json" else changes_atom(found, record)
        click.echo((text.rstrip("\n") + "\n").encode("utf-8", "replace"), nl=False)


def _put_runs(record: str) -> None:
    from aidememoire.cli._screen import put
    from aidememoire.store import open_store
    from aidememoire.store.rulings import load_runs
    from aidememoire.views.changes_page import runs_page

    with open_store(record) as store:
        put(runs_page(load_runs(store)))
