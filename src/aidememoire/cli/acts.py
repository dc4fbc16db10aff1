"""`aidememoire acts`: files in; the acts they tell out, without a record."""

from __future__ import annotations

import click

from aidememoire.cli._reading import (
    FORMAT,
    JOBS,
    KEEP_GOING,
    MODEL,
    OUTLET,
    PATHS,
    PUBLISHED,
    found_reports,
    options,
    sound,
)


@click.command("acts")
@options(PATHS, FORMAT, PUBLISHED, OUTLET, MODEL, JOBS, KEEP_GOING)
def command(
    paths: tuple[str, ...],
    form: str,
    published: str | None,
    outlet: str | None,
    model: str | None,
    jobs: int,
    keep_going: bool,
) -> None:
    """Print the acts that reports tell.

    An act is what somebody did, will do, may do or refuses to do, as one sentence states it. PATH is a text file, a
    saved web page (.html), a file with one report a line (.jsonl), or a folder of them. Nothing is kept: `aidememoire
    read` does that.
    """
    from aidememoire.cli._screen import put
    from aidememoire.engine.local import read_all
    from aidememoire.export.jsonl import act_rows, line
    from aidememoire.export.table import acts_table
    from aidememoire.find.parse import DEFAULT_MODEL

    items = read_all(found_reports(paths, published, outlet), model or DEFAULT_MODEL, jobs)
    for reading in sound(items, keep_going):
        rows = act_rows(reading)
        if form == "table":
            put(acts_table(reading.report, rows))
        else:
            # As bytes, for JSON Lines are UTF-8 whatever the terminal's characters are.
            click.echo("".join(line(row) + "\n" for row in rows).encode(), nl=False)
