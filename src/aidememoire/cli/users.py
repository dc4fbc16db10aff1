"""`aidememoire users`: what is to be done with whom in; the list of who may see a served record changed."""

from __future__ import annotations

import sys

import click

from aidememoire.cli._record import RECORD

ACTIONS = ("add", "remove", "list", "password", "token", "feed")


@click.command("users")
@click.argument("action", type=click.Choice(ACTIONS), metavar="ACTION")
@click.argument("name", required=False)
@RECORD
@click.option("--role", type=click.Choice(["reader", "editor"]), default="reader", show_default=True, help="For add.")
@click.option(
    "--users", "file", metavar="FILE", help="The list of users.  [default: the record's name and .users.json]"
)
@click.option("--stdin", is_flag=True, help="Take the password from the first line of standard input; do not ask.")
def command(action: str, name: str | None, record: str, role: str, file: str | None, stdin: bool) -> None:
    """Say who may see a record that is served: ACTION is add, remove, list, password, token or feed.

    `add` asks for a password; with a name that is there it gives another role as well. `token` prints a new token for
    programs (Authorization: Bearer), `feed` one for the addresses of calendars and feeds, which opens nothing else; the
    one before it ends. Only digests are kept. As soon as there is a list, everybody must sign in, on this machine too.
    """
    from aidememoire.errors import UsageError
    from aidememoire.web import accounts as kept

    path = kept.users_file(record, file)
    if path is None:
        raise UsageError("--users", "is not given, and a database server has no folder", "Name a file.")
    found = kept.load_accounts(path)
    if action == "list":
        for one in found:
            click.echo(f"{one.name}\t{one.role}\t{_ways(one.password, one.token, one.feed)}")
        return
    if not name:
        raise UsageError("NAME", "is not given", f"Write: aidememoire users {action} NAME.")
    if action == "remove":
        kept.save_accounts(path, kept.without_account(found, name))
    elif action in ("token", "feed"):
        found, token = kept.with_token(found, name, feed=action == "feed")
        kept.save_accounts(path, found)
        click.echo(token)
    else:
        found = kept.with_account(found, name, role) if action == "add" else found
        kept.save_accounts(path, kept.with_password(found, " ".join(name.split()), _password(stdin=stdin)))


def _password(*, stdin: bool) -> str:
    if stdin:
        return sys.stdin.readline().rstrip("\r\n")
    return str(click.prompt("Password", hide_input=True, confirmation_prompt=True))


def _ways(password: str | None, token: str | None, feed: str | None) -> str:
    """How somebody may come in."""
    ways = [way for way, secret in (("password", password), ("token", token), ("feed", feed)) if secret]
    return ", ".join(ways) or "no way in"
