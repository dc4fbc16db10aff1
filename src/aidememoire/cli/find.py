"""`aidememoire find`: files in; one layer of what stands in them out. The parser is not needed, and not loaded."""

from __future__ import annotations

import click

from aidememoire.cli._reading import FORMAT, KEEP_GOING, OUTLET, PATHS, PUBLISHED, found_reports, options, sound

LAYERS = ("sentences", "times", "quotes", "actors", "places", "instruments")


@click.command("find")
@click.argument("layer", type=click.Choice(LAYERS), metavar="LAYER")
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
    """Print one layer of what stands in reports.

    LAYER is sentences, times, quotes, actors, places or instruments. With --format jsonl each report is one line: its
    id, and a list of what was found, with offsets into its text counted in code points.
    """
    from aidememoire.cli._screen import put
    from aidememoire.export.jsonl import layer_row, line
    from aidememoire.export.table import layer_table
    from aidememoire.find.layers import find_layer

    for report in sound(found_reports(paths, published, outlet), keep_going):
        row = layer_row(report, layer, find_layer(report, layer, rules))
        if form == "table":
            put(layer_table(report, layer, row))
        else:
            click.echo((line(row) + "\n").encode(), nl=False)
