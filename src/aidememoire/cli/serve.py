"""`aidememoire serve`: a record in; a web page that shows it, on this machine or to others, until it is stopped."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from aidememoire.cli._record import RECORD

if TYPE_CHECKING:
    from aidememoire.web.settings import Settings

HOST = "127.0.0.1"
AT_ONCE = 100  # connections


@click.command("serve")
@RECORD
@click.option("--port", type=click.IntRange(1, 65535), default=8765, show_default=True, help="Where it listens.")
@click.option("--today", metavar="DATE", help="The day the record is seen from.  [default: the system's date]")
@click.option("--read-only", is_flag=True, help="Nobody can rule or keep a dossier.")
@click.option(
    "--host", default=HOST, show_default=True, metavar="ADDRESS", help="For a team: listen here; needs `users`."
)
@click.option("--name", "names", multiple=True, metavar="HOST", help="A host name it is called by; may be repeated.")
@click.option("--users", metavar="FILE", help="The list of users.  [default: the record's name and .users.json]")
def command(
    record: str, port: int, today: str | None, read_only: bool, host: str, names: tuple[str, ...], users: str | None
) -> None:
    """Open the record as pages in a browser, on this machine alone.

    The record, dossiers, entries with their proof, reports with every finding marked, and forms to rule on entries.
    No request leaves the machine. Ctrl-C stops it.

    For a team: add users (`aidememoire users add NAME`), then serve with --host, best behind a proxy that speaks https.
    Programs ask at /api; /api/openapi.json describes it.
    """
    import uvicorn

    from aidememoire.store import open_store
    from aidememoire.views.day import parse_day
    from aidememoire.web.accounts import users_file
    from aidememoire.web.app import make_app
    from aidememoire.web.settings import Settings, served_to_others

    with open_store(record):
        pass  # what cannot be opened is told before anything listens
    settings = Settings(
        record,
        parse_day(today) if today else None,
        read_only,
        users=users_file(record, users),
        hosts=tuple(name.lower() for name in names),
        everywhere=served_to_others(host),
    )
    _check(settings, named=users is not None)
    click.echo(f"The record is at http://{f'[{host}]' if ':' in host else host}:{port}/ until you press Ctrl-C.")
    uvicorn.run(
        make_app(settings), host=host, port=port, log_level="warning", server_header=False, limit_concurrency=AT_ONCE
    )


def _check(settings: Settings, *, named: bool) -> None:
    """Nobody but this machine is served a record that anybody could open."""
    from aidememoire.errors import UsageError
    from aidememoire.web.accounts import load_accounts

    found = load_accounts(settings.users) if settings.users else ()
    if (settings.everywhere or named) and not any(one.password or one.token for one in found):
        what = "would show the record to anybody" if settings.everywhere else "names a list without users"
        raise UsageError("--host" if settings.everywhere else "--users", what, "Run: aidememoire users add NAME.")
