"""kill -9 at any moment: the file is whole, what was acknowledged is there, and going on gives the same record."""

from __future__ import annotations

import os
import random
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from aidememoire import cli
from aidememoire.store import open_store
from aidememoire.store.rulings import keep_rulings
from hurting import contents, in_child, is_sound, killed_after, make_record, some_readings, some_rulings, times
from old_record import write_schema_1

READINGS = some_readings(12)
RULINGS = some_rulings(READINGS)
Acknowledge = Callable[[str], None]


def read(path: Path, acknowledge: Acknowledge) -> None:
    """Keeps report after report; some are rewritten, as a new release of the rules does."""
    with open_store(path, write=True) as store:
        for reading in READINGS:
            store.add(reading)
            acknowledge(reading.report.id)
        store.replace(READINGS[3])
        store.settle()


def merge(path: Path, acknowledge: Acknowledge) -> None:
    """Settles what is kept, a few reports at a time."""
    with open_store(path, write=True) as store:
        for reading in READINGS:
            if store.add(reading):
                store.settle()
            acknowledge(reading.report.id)


def rule(path: Path, acknowledge: Acknowledge) -> None:
    """Keeps rulings one by one."""
    with open_store(path, write=True) as store:
        for ruling in RULINGS:
            keep_rulings(store, [ruling])
            acknowledge(ruling.id)


def migrate(path: Path, acknowledge: Acknowledge) -> None:
    """Brings a record of the first schema up."""
    with open_store(path, write=True) as store:
        store.settle()
    acknowledge("all")


WORKS = {work.__name__: work for work in (read, merge, rule, migrate)}


def prepare(name: str, path: Path) -> set[str]:
    """What is there before the work begins; the ids that no end of the program may lose."""
    if name == "rule":
        with open_store(path, write=True) as store:
            for reading in READINGS:
                store.add(reading)
    if name == "migrate":
        write_schema_1(path, READINGS)
    return {reading.report.id for reading in READINGS} if name in ("rule", "migrate") else set()


def child_of(name: str, path: Path, log: Path) -> Callable[[], None]:
    """The work, with each step acknowledged in a log after it was done."""

    def work() -> None:
        with log.open("a") as file:

            def acknowledge(number: str) -> None:
                file.write(f"{number}\n")
                file.flush()

            WORKS[name](path, acknowledge)

    return work


@pytest.mark.parametrize("name", sorted(WORKS))
def test_a_kill_loses_nothing_that_was_acknowledged(tmp_path: Path, name: str) -> None:
    """The file is sound, all that was acknowledged stands, and the work done again comes to the same."""
    draw, kills, wanted, span = random.Random(15), 0, None, 0.0
    for n in range(times(4, 220)):
        path, log = tmp_path / f"{n}.sqlite", tmp_path / f"{n}.log"
        log.touch()
        held = prepare(name, path)
        if wanted is None:  # the first is left to end: what it gives, and how long it takes
            began = time.monotonic()
            os.waitpid(in_child(child_of(name, path, log)), 0)
            span = time.monotonic() - began
            wanted = contents(path)[:3]
            continue
        kills += killed_after(draw.uniform(0, 0.9 * span), in_child(child_of(name, path, log)))
        if path.exists() and path.stat().st_size:
            assert is_sound(path)
        held |= set(log.read_text().split()) - {"all"}
        WORKS[name](path, lambda number: None) if name == "migrate" else None
        with open_store(path, write=True) as store:
            found = {reading.report.id for reading in store.readings()}
        assert held - found <= {ruling.id for ruling in contents(path)[2]}
        WORKS[name](path, lambda number: None)
        assert contents(path)[:3] == wanted
        for left in tmp_path.glob(f"{n}.*"):
            left.unlink()
    print(f"killed while they {name}: {kills}")
    assert kills > 0


def test_a_kill_leaves_no_torn_export(tmp_path: Path) -> None:
    """What stands under the name is the export of before or the new one, whole."""
    path, out = tmp_path / "r.sqlite", tmp_path / "out.jsonl"
    make_record(path, READINGS)
    command = ["export", "jsonl", "--record", str(path), "--today", "2019-06-01", "-o", str(out)]

    def export() -> None:
        CliRunner().invoke(cli.main, command)

    began = time.monotonic()
    export()
    span, wanted = time.monotonic() - began, out.read_bytes()
    draw, kills = random.Random(16), 0
    for _ in range(times(4, 200)):
        out.write_bytes(b"before")
        kills += killed_after(draw.uniform(0, 0.9 * span), in_child(export))
        assert out.read_bytes() in (b"before", wanted)
    print(f"killed while they export: {kills}")
    assert wanted
