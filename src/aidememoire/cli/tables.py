"""`aidememoire tables`: a folder of the user's own tables in; how many rows each adds, or what is wrong, out."""

from __future__ import annotations

from pathlib import Path

import click


@click.command("tables")
@click.argument("folder", required=False, type=click.Path(path_type=Path))
def command(folder: Path | None) -> None:
    """Check tables of your own, or print the columns that they may have.

    FOLDER holds CSV files called as our tables: people.csv, groups.csv and so on. They are used where the environment
    variable AIDEMEMOIRE_TABLES names the folder. What the columns mean is told in docs/facts.md.
    """
    from aidememoire.find.names.rows import COLUMNS, check_folder

    if folder is None:
        for name, columns in COLUMNS.items():
            click.echo(f"{name}.csv: {', '.join(columns.split())}")
        return
    for name, count in check_folder(folder).items():
        if count:
            click.echo(f"{name}.csv: {count:,} row{'s' if count > 1 else ''}")
