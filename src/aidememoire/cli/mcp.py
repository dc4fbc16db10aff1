"""`aidememoire mcp`: a record in; an assistant's questions on standard input answered, each row with its sentences."""

from __future__ import annotations

import click

from aidememoire.cli._record import RECORD


@click.command("mcp")
@RECORD
@click.option("--today", metavar="DATE", help="The day the record is seen from.  [default: the system's date]")
def command(record: str, today: str | None) -> None:
    """Let an assistant query the record.

    It speaks the Model Context Protocol over standard input and output, and only reads. Tools: search, brief, entries,
    entry, report, positions, commitments; every row comes with the sentences it rests on. Needs an extra: pip install
    'aidememoire[mcp]'.
    """
    from aidememoire.errors import UsageError
    from aidememoire.store import open_store
    from aidememoire.views.day import parse_day

    with open_store(record):
        pass  # what cannot be opened is told before anybody asks
    day = parse_day(today) if today else None
    try:
        from aidememoire.web.mcp import make_server
    except ImportError as error:
        raise UsageError("mcp", "is not installed", "Run: pip install 'aidememoire[mcp]'.") from error
    make_server(record, day).run("stdio")
