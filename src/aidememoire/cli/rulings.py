"""`aidememoire rulings`: a record in; out the rulings on it, for people or as JSON Lines; such lines in again."""

from __future__ import annotations

from pathlib import Path

import click

from aidememoire.cli._record import RECORD, load_ruled


@click.command("rulings")
@RECORD
@click.option(
    "--format",
    "form",
    type=click.Choice(["jsonl", "text"]),
    default="text",
    show_default=True,
    help="For programs, and to import elsewhere: one JSON object a line. For people: a list.",
)
@click.option(
    "--import",
    "path",
    type=click.Path(path_type=Path, dir_okay=False, exists=True),
    metavar="FILE",
    help="Keep the rulings of this JSON Lines file; those known already change nothing.",
)
def command(record: str, form: str, path: Path | None) -> None:
    """List the rulings on a record: who decided what, when and why, and which no longer fit what is found now."""
    from aidememoire.cli._screen import put
    from aidememoire.export.rulings import read_rulings, ruling_lines
    from aidememoire.views.rulings import list_rulings, rulings_page

    if path is not None:
        from aidememoire.store import open_store
        from aidememoire.store.rulings import keep_rulings

        with open_store(record), path.open("rb") as lines:  # a record must be there: rulings make none
            found = read_rulings(lines, str(path))
        with open_store(record, write=True) as store:
            added = keep_rulings(store, found)
        click.echo(f"{added} of {len(found)} rulings were new ({record})")
        return
    whole, rulings = load_ruled(record)
    if form == "text":
        put(rulings_page(list_rulings(whole, rulings)))
        return
    for row in ruling_lines(rulings):
        click.echo((row + "\n").encode(), nl=False)
