"""`aidememoire serve`: a record in; a local web page that shows it, until it is stopped."""

from __future__ import annotations

import click

from aidememoire.cli._record import RECORD

HOST = "127.0.0.1"


@click.command("serve")
@RECORD
@click.option("--port", type=click.IntRange(1, 65535), default=8765, show_default=True, help="Where it listens.")
@click.option("--today", metavar="DATE", help="The day the record is seen from.  [default: the system's date]")
@click.option("--read-only", is_flag=True, help="Nobody can rule or keep a dossier.")
def command(record: str, port: int, today: str | None, read_only: bool) -> None:
    """Open the record as pages in a browser, on this machine alone.

    The record, dossiers, entries with their proof, reports with every finding marked, and forms to rule on entries.
    No request leaves the machine. Ctrl-C stops it.
    """
    import uvicorn

    from aidememoire.store import open_store
    from aidememoire.views.day import parse_day
    from aidememoire.web.app import make_app
    from aidememoire.web.settings import Settings

    with open_store(record):
        pass  # what cannot be opened is told before anything listens
    settings = Settings(record, parse_day(today) if today else None, read_only)
    click.echo(f"The record is at http://{HOST}:{port}/ until you press Ctrl-C.")
    uvicorn.run(make_app(settings), host=HOST, port=port, log_level="warning", server_header=False)
