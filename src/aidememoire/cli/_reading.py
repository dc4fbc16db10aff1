"""In: what the commands that read reports are given. Out: the options they share, and their reports without faults."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from aidememoire.errors import ReadError
    from aidememoire.model import Report

Item = TypeVar("Item")
Command = Callable[..., Any]

PATHS = click.argument("paths", nargs=-1, required=True, metavar="PATH...")
FORMAT = click.option(
    "--format",
    "form",
    type=click.Choice(["jsonl", "table"]),
    default="table",
    show_default=True,
    help="For programs: one JSON object a line. For people: tables.",
)
PUBLISHED = click.option("--published", metavar="DATE", help="Date of publication, where a report does not say it.")
OUTLET = click.option("--outlet", metavar="NAME", help="Paper or agency, where a report does not say it.")
MODEL = click.option("--model", metavar="NAME", help="Another installed spaCy pipeline, e.g. en_core_web_trf.")
JOBS = click.option("--jobs", type=click.IntRange(1), default=1, show_default=True, help="Processes that read.")
KEEP_GOING = click.option("--keep-going", is_flag=True, help="Name what cannot be read, and go on with the rest.")
ALLOW_PRIVATE = click.option("--allow-private", is_flag=True, help="Addresses may lead into a private network.")


def options(*given: Command) -> Command:
    """Several options as one decorator, in the order in which the help shows them."""

    def decorate(function: Command) -> Command:
        for option in reversed(given):
            function = option(function)
        return function

    return decorate


def found_reports(
    paths: Iterable[str], published: str | None, outlet: str | None, allow_private: bool = False
) -> Iterator[Report | ReadError]:
    """The reports of the paths and the faults among them."""
    from aidememoire.read import reports
    from aidememoire.views.day import parse_day

    return reports(paths, parse_day(published) if published else None, outlet, allow_private=allow_private)


def sound(items: Iterable[Item | ReadError], keep_going: bool) -> Iterator[Item]:
    """The items that are no faults; the first fault ends the run, or with --keep-going each is one line."""
    from aidememoire.cli import complain
    from aidememoire.errors import ReadError

    for item in items:
        if not isinstance(item, ReadError):
            yield item
        elif keep_going:
            complain(item)
        else:
            raise item
