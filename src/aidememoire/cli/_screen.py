"""A page in; out on the screen, or plain and of one width where there is no terminal."""

from __future__ import annotations

import sys

import click
from rich.console import Console, RenderableType

from aidememoire.views.page import WIDTH, page_text


def put(page: RenderableType) -> None:
    """Prints a page: in the terminal's own width up to a readable one, else as plain text."""
    if sys.stdout.isatty():
        console = Console()
        console.print(page, width=min(console.width, WIDTH + 20))
    else:
        click.echo(page_text(page), nl=False)
