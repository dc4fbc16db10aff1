"""In: a folder and a number of points. Out: the folder's reports read into a record, the reading killed so often.

A child reads as `aidememoire read` does, with a stub for what finds acts; it is killed (SIGKILL) at a random point, and
another goes on, until the record holds all; then the next record is begun. Prints one line of JSON for each kill: how
many reports the record held before and after, and at the end the number of records.
"""

from __future__ import annotations

import json
import os
import random
import signal
import sqlite3
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path

from aidememoire import pipeline
from aidememoire.cli.read import command
from aidememoire.engine import local
from aidememoire.model import Reading, Report
from aidememoire.store import store as rules
from making import make_act, make_reading

KINDS = ("meet", "reject", "propose")
LONGEST = 0.35  # seconds until the kill, at most


def stub(reports: Sequence[Report], parser: object) -> Iterator[Reading]:
    """Three acts a report, at once."""
    for report in reports:
        acts = [make_act(report, report.text.splitlines()[0], kind, recipients=("Chile",)) for kind in KINDS]
        yield make_reading(report, *acts)


def read(folder: Path, record: Path) -> None:
    """Reads the folder's reports, as the command does."""
    command.main([str(folder / "reports.jsonl"), "--record", str(record)], standalone_mode=False)


def held(record: Path) -> int:
    """How many reports a record holds, as whoever opens it next sees it."""
    if not record.exists():
        return 0
    with closing(sqlite3.connect(record)) as link:
        made = link.execute("SELECT count(*) FROM sqlite_master WHERE name = 'report'").fetchone()[0]
        return int(link.execute("SELECT count(*) FROM report").fetchone()[0]) if made else 0


def killed(folder: Path, record: Path, after: float) -> bool:
    """Whether a child was killed while it read; False where it was done before."""
    child = os.fork()
    if child == 0:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        read(folder, record)
        os._exit(0)
    time.sleep(after)
    os.kill(child, signal.SIGKILL)
    return os.WIFSIGNALED(os.waitpid(child, 0)[1])


def main(folder: Path, points: int) -> None:
    """Kills so often, and finishes what is not done."""
    pipeline.find_all, local.TOGETHER, rules.SETTLE_AFTER = stub, 4, 7  # type: ignore[assignment]
    pipeline.load_parser = lambda name="": None  # type: ignore[assignment,misc]
    draw, number, kills = random.Random(points), 0, 0
    while kills < points:
        record = folder / f"{number}.sqlite"
        before = held(record)
        if killed(folder, record, draw.uniform(0.01, LONGEST)):
            kills += 1
            print(json.dumps({"before": before, "after": held(record)}), flush=True)
        else:
            number += 1
    for one in range(number + 1):
        read(folder, folder / f"{one}.sqlite")  # a second time where it was done: nothing may change
    print(json.dumps({"records": number + 1}), flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
