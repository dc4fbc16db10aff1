"""A record with something of everything, what it holds at a glance, and children that may be killed."""

from __future__ import annotations

import datetime as dt
import os
import signal
import sqlite3
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

from aidememoire.model import Reading
from aidememoire.record.decide import Word, decide
from aidememoire.record.merge import merge_readings
from aidememoire.record.ruled import apply
from aidememoire.record.rulings import Ruling
from aidememoire.store import open_store
from aidememoire.store.rulings import RunLog, keep_rulings, load_rulings, load_runs
from making import make_act, make_reading, make_report
from whole_reading import full_reading

NOON = dt.datetime(2026, 11, 12, 12, tzinfo=dt.UTC)
LONG = bool(os.environ.get("AIDE_HARD"))  # `make hard`: all the numbers; else a seeded few of them


def times(few: int, many: int) -> int:
    """How often a trial is made."""
    return many if LONG else few


def some_readings(count: int) -> list[Reading]:
    """Reports of two acts each, some of which are told by several; one that has something in every layer."""
    found = [full_reading()]
    for n in range(1, count):
        first, second = f"Norway met Mali in round {n // 3}.", f"Iceland rejected offer {n} of Chad."
        report = make_report(f"{first}\n{second}\nNothing else was said on day {n}.", f"Example {n}", "2019-05-10")
        acts = (
            make_act(report, first, recipients=("Mali",), when=f"2019-05-{n // 3 % 9 + 1:02}"),
            make_act(report, second, "reject", actors=("Iceland",), recipients=("Chad",), matter=f"offer {n}"),
        )
        found.append(make_reading(report, *acts))
    return found


def some_rulings(readings: Sequence[Reading], count: int = 3) -> list[Ruling]:
    """Confirmations of the first entries."""
    ruled = apply(merge_readings(readings), ())
    word = [Word("A. Name", NOON + dt.timedelta(n), "I was there") for n in range(count)]
    return [decide(ruled, "confirm", [(ruled.record.entries[n], None)], word[n]) for n in range(count)]


def make_record(path: Path, readings: Sequence[Reading]) -> None:
    """A record of these readings, a run that added them, and some rulings; all in one file."""
    with open_store(path, write=True) as store:
        log = RunLog(store, NOON, "0")
        for reading in readings:
            store.add(reading)
            log.note(reading.report.id)
        store.settle()
        keep_rulings(store, some_rulings(readings))
    one_file(path)


def one_file(path: Path) -> None:
    """Takes what stands in the log over into the file."""
    with closing(sqlite3.connect(path)) as link:
        link.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def contents(path: Path) -> Any:
    """All that a record holds, asked in every way that the views ask."""
    with open_store(path) as store:
        record = store.record()
        hits = store.search(["Mali"], limit=1_000).items
        return store.readings(), record, load_rulings(store), load_runs(store), hits, store.counts()


def is_sound(path: Path) -> bool:
    """Whether SQLite finds the file whole."""
    with closing(sqlite3.connect(path)) as link:
        whole = link.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        return whole and link.execute("PRAGMA foreign_key_check").fetchall() == []


def in_child(work: Callable[[], None]) -> int:
    """Does the work in a copy of this process; the number of that process."""
    child = os.fork()
    if child:
        return child
    code = 1
    try:
        work()
        code = 0
    finally:
        os._exit(code)


def killed_after(seconds: float, child: int) -> bool:
    """Kills a child that still works then, as `kill -9` does; whether it was."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if os.waitpid(child, os.WNOHANG)[0]:
            return False
        time.sleep(0.0005)
    os.kill(child, signal.SIGKILL)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -signal.SIGKILL
