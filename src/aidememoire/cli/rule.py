"""`aidememoire rule`: a person's word on entries in; the ruling kept beside the record."""

from __future__ import annotations

import click

from aidememoire.cli._record import RECORD

ACTIONS = ("confirm", "reject", "edit", "merge", "split", "undo")


@click.command("rule")
@click.argument("action", type=click.Choice(ACTIONS), metavar="ACTION")
@click.argument("references", nargs=-1, required=True, metavar="REF...")
@RECORD
@click.option("--by", required=True, metavar="NAME", help="Who rules.")
@click.option("--reason", required=True, metavar="TEXT", help="Why, for those who read it later.")
@click.option(
    "--field", "fields", multiple=True, metavar="NAME=VALUE", help="For edit: a field's new value; may be repeated."
)
@click.option("--new-name", is_flag=True, help="For edit: a name that neither the tables nor the record know is meant.")
@click.option("--at", metavar="TIME", help="When it was ruled, e.g. 2026-11-12T09:30:00Z.  [default: now]")
def command(
    action: str,
    references: tuple[str, ...],
    record: str,
    by: str,
    reason: str,
    fields: tuple[str, ...],
    new_name: bool,
    at: str | None,
) -> None:
    """Rule on what the machine found: ACTION is confirm, reject, edit, merge, split or undo.

    REF is a reference such as k3f9: of an entry; of one statement of it (`show` prints it as "act") to confirm or
    reject it alone, or of those to split off; of a ruling (`aidememoire rulings`) to undo it. A ruling changes nothing
    that was found: it is laid upon the record whenever somebody asks, and after every new reading.

    Fields: kind, status, negated (yes or no), when, due (EDTF), actors, recipients, persons (several parted by
    semicolons), instrument, where, matter, condition. An empty value says that it is not known.
    """
    from aidememoire.verbs import rule
    from aidememoire.views.day import parse_moment
    from aidememoire.views.rulings import SHORTEST, said_by

    when = parse_moment(at) if at else None
    made = rule(record, action, references, by=by, reason=reason, at=when, fields=fields, new_names=new_name)
    click.echo(f"{said_by(made)}: {made.reason}  [{made.id[:SHORTEST]}]")
