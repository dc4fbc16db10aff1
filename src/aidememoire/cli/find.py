"""`aidememoire find`: files in; out: one layer of what stands in them, or which are reprints. No parser is loaded."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import click

from aidememoire.cli._reading import FORMAT, KEEP_GOING, OUTLET, PATHS, PUBLISHED, found_reports, options, sound

if TYPE_CHECKING:
    from aidememoire.model import Report

REPRINTS = "reprints"  # no layer of one report, but what several have in common
LAYERS = ("sentences", "times", "quotes", "actors", "places", "instruments")


@click.command("find")
@click.argument("layer", type=click.Choice((*LAYERS, REPRINTS)), metavar="LAYER")
@options(PATHS, FORMAT, PUBLISHED, OUTLET, KEEP_GOING)
@click.option("--rules", is_flag=True, help="Quotes by rules alone, without the learned tagger: ten times as fast.")
def command(
    layer: str,
    paths: tuple[str, ...],
    form: str,
    published: str | None,
    outlet: str | None,
    keep_going: bool,
    rules: bool,
) -> None:
    """Print one layer of what stands in reports, or which of them are reprints.

    LAYER is sentences, times, quotes, actors, places or instruments. With --format jsonl each report is one line: its
    id, and a list of what was found, with offsets into its text counted in code points.

    LAYER reprints compares all the reports with one another: copies, cuts, re-leads and blends of one text get one
    cluster, named by the digest of its first print.
    """
    from aidememoire.cli._screen import put
    from aidememoire.export.jsonl import layer_row, line
    from aidememoire.export.table import layer_table
    from aidememoire.find.layers import find_layer

    reports = sound(found_reports(paths, published, outlet), keep_going)
    if layer == REPRINTS:
        _put_reprints(reports, form)
        return
    for report in reports:
        row = layer_row(report, layer, find_layer(report, layer, rules))
        if form == "table":
            put(layer_table(report, layer, row))
        else:
            click.echo((line(row) + "\n").encode(), nl=False)


def _put_reprints(reports: Iterable[Report], form: str) -> None:
    """The families of reports, once all are read."""
    from aidememoire.cli._screen import put
    from aidememoire.export.jsonl import line, reprint_row
    from aidememoire.export.table import reprints_table
    from aidememoire.record.reprints import families

    given = tuple(reports)
    first = families(given)
    if form == "table":
        put(reprints_table(given, first))
    else:
        click.echo("".join(line(reprint_row(report, first)) + "\n" for report in given).encode(), nl=False)
