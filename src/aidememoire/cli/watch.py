"""`aidememoire watch`: feeds in; their new reports kept in a record, and what they change printed, again and again."""

from __future__ import annotations

import datetime as dt
import json
import re
import time
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import click

from aidememoire.cli._beside import Faults, beside, fault_row, replace
from aidememoire.cli._reading import ALLOW_PRIVATE, MODEL, OUTLET, options
from aidememoire.cli._record import RECORD

if TYPE_CHECKING:
    from aidememoire.read._watch import Manners, State

TIME = re.compile(r"([1-9]\d{0,4})([smhd])")
UNITS = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days"}
SHORTEST = dt.timedelta(minutes=1)


@click.command("watch")
@click.argument("feeds", nargs=-1, required=True, metavar="FEED...")
@options(RECORD, OUTLET, MODEL)
@click.option("--every", default="15m", show_default=True, metavar="TIME", help="Time between polls: 90s, 15m, 2h, 1d.")
@click.option("--once", is_flag=True, help="Poll once and end, e.g. when called by a clock of the system.")
@ALLOW_PRIVATE
def command(
    feeds: tuple[str, ...],
    record: str,
    outlet: str | None,
    model: str | None,
    every: str,
    once: bool,
    allow_private: bool,
) -> None:
    """Poll RSS and Atom feeds, read the pages of new entries into a record, and print what they change.

    FEED is the address of a feed. A server is asked only for what changed, its robots.txt is heeded, and after a
    failure it is left alone for longer. An entry that fails is tried at three polls, and then listed for
    `read --retry`. What is known of the feeds is kept beside the record, in RECORD.feeds.json.
    """
    from aidememoire.read._fetch import Rules, fetch
    from aidememoire.read._watch import Manners

    wait = parse_time(every)
    rules = Rules(allow_private)
    while True:
        manners = Manners(lambda url, headers: fetch(url, rules, headers), time.sleep)
        _round(feeds, record, outlet, model, wait, manners)
        if once:
            return
        time.sleep(wait.total_seconds())


def parse_time(text: str) -> dt.timedelta:
    """ "15m" as a time, at least a minute."""
    from aidememoire.errors import UsageError

    found = TIME.fullmatch(text.strip())
    if found is None:
        raise UsageError("--every", f"{text[:20]!r} is no time", "Write it as 90s, 15m, 2h or 1d.")
    return max(SHORTEST, dt.timedelta(**{UNITS[found[2]]: int(found[1])}))


def _round(
    feeds: tuple[str, ...], record: str, outlet: str | None, model: str | None, wait: dt.timedelta, manners: Manners
) -> None:
    """One poll of every feed; what is known of a feed is written when all it gave is kept."""
    from aidememoire.cli.read import Tally, keep, say
    from aidememoire.engine.local import read_all
    from aidememoire.find.parse import DEFAULT_MODEL
    from aidememoire.read._clean import Known
    from aidememoire.read._watch import poll
    from aidememoire.store import open_store
    from aidememoire.store.rulings import open_run

    faults, tally, path = Faults(record), Tally(), beside(record, ".feeds.json")
    states = _states(path)
    with open_store(record, write=True) as store:
        log = open_run(store, dt.datetime.now(dt.UTC))
        for feed in feeds:
            state = states.setdefault(feed, _state({}))
            items = poll(feed, state, dt.datetime.now(dt.UTC), wait, manners, Known(None, outlet))
            for item in read_all(items, model or DEFAULT_MODEL):
                fault = keep(item, store, tally, log)
                if fault is not None and fault.source and fault.source not in state.tries:
                    faults.add(fault_row(fault, None, outlet))
            store.settle()
            replace(path, json.dumps({url: asdict(one) for url, one in sorted(states.items())}, indent=1) + "\n")
    say(tally, record, faults)
    if log.number is not None:
        _put_changes(record, log.number)


def _put_changes(record: str, run: int) -> None:
    """What the run changed: the record since the run before it."""
    from aidememoire.cli._screen import put
    from aidememoire.verbs import changes
    from aidememoire.views.changes_page import changes_page

    if run > 1:
        put(changes_page(changes(record, str(run - 1))))


def _states(path: Any) -> dict[str, State]:
    """The states of the feeds; a file that is damaged costs a poll of everything, and nothing else."""
    try:
        found = json.loads(path.read_text("utf-8"))
        return {str(url): _state(row) for url, row in found.items()}
    except (OSError, ValueError, AttributeError, TypeError):
        return {}


def _state(row: dict[str, Any]) -> State:
    from aidememoire.read._watch import State

    return State(**row)
