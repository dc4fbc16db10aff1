"""`aidememoire brief`: a record and words in; on the screen what the record holds about them."""

from __future__ import annotations

import click

from aidememoire.cli._record import RECORD, load_ruled


@click.command("brief")
@click.argument("words", nargs=-1)
@RECORD
@click.option("--today", metavar="DATE", help="The day it is seen from, e.g. 2018-11-20.  [default: the system's date]")
@click.option(
    "--sure", metavar="0..1", type=click.FloatRange(0, 1), help="Leave out entries less certain.  [default: 0.5]"
)
def command(words: tuple[str, ...], record: str, today: str | None, sure: float | None) -> None:
    """What the record holds: all of it, or what concerns WORDS.

    Timeline, what falls due and what is overdue, commitments, where each side stands, instruments, disputed places
    and sources. Every line ends with a reference such as [k3f9]; `aidememoire show k3f9` prints the sentences
    behind it. Reports published after --today are left out.
    """
    import datetime as dt

    from aidememoire.cli._screen import put
    from aidememoire.views.brief import make_brief
    from aidememoire.views.day import parse_day
    from aidememoire.views.page import brief_page

    day = parse_day(today) if today else dt.date.today()
    whole, rulings = load_ruled(record)
    put(brief_page(make_brief(whole, words, day, sure, rulings)))
