"""`aidememoire people`: a record in; out, as CSV, who spoke for whom in which office, as its reports said."""

from __future__ import annotations

import click

from aidememoire.cli._record import RECORD


@click.command("people")
@RECORD
def command(record: str) -> None:
    """Print who speaks for whom, as the reports of the record said: a people table, in CSV.

    Put it as people.csv into the folder that AIDEMEMOIRE_TABLES names, and reports read from then on know these persons
    by name, until a year after the last report that gave them this office.
    """
    from aidememoire.export.people import people_csv
    from aidememoire.record.people import seen_people
    from aidememoire.store import open_store

    with open_store(record) as store:
        click.echo(people_csv(seen_people(store.readings())).encode(), nl=False)
