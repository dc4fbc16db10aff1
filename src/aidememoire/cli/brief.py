"""`aidememoire brief`: a record and words in; on the screen what the record holds about them."""

from __future__ import annotations

import click


@click.command("brief")
@click.argument("words", nargs=-1)
@click.option("--record", default="aidememoire.sqlite", show_default=True, metavar="FILE-or-URL", help="The record.")
@click.option("--today", metavar="DATE", help="The day it is seen from, e.g. 2018-11-20.  [default: the system's date]")
def command(words: tuple[str, ...], record: str, today: str | None) -> None:
    """What the record holds: all of it, or what concerns WORDS.

    Timeline, what falls due and what is overdue, commitments, where each side stands, instruments, disputed places
    and sources. Every line ends with a reference such as [k3f9]; `aidememoire show k3f9` prints the sentences
    behind it. Reports published after --today are left out.
    """
    import datetime as dt

    from aidememoire.cli._screen import put
    from aidememoire.record.merge import merge_readings
    from aidememoire.store import open_store
    from aidememoire.views.brief import make_brief
    from aidememoire.views.day import parse_day
    from aidememoire.views.page import brief_page

    day = parse_day(today) if today else dt.date.today()
    with open_store(record) as store:
        found = merge_readings(store.readings())
    put(brief_page(make_brief(found, words, day)))
