"""Many writers and readers at once, each a process of its own: nothing lost, nothing half seen, no lock shown."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from aidememoire.record.merge import merge_readings
from aidememoire.store import open_store
from hurting import in_child, some_readings, times

WRITERS, READERS = times(3, 8), times(2, 4)
READINGS = some_readings(WRITERS * times(8, 200))


def write(target: str, number: int) -> Callable[[], None]:
    """Keeps every so manieth report, and one of its neighbour's."""

    def work() -> None:
        own = READINGS[number::WRITERS]
        for reading in (*own, READINGS[(number + 1) % WRITERS]):
            with open_store(target, write=True, wait=120) as store:
                store.add(reading)

    return work


def look(target: str) -> Callable[[], None]:
    """Reads until all is there; what is seen only grows, and every report is whole."""

    def work() -> None:
        seen, known = 0, {reading.report.id: reading for reading in READINGS}
        while seen < len(READINGS):
            with open_store(target, wait=120) as store:
                found = store.readings()
                assert len(found) >= seen
                assert all(known[one.report.id] == one for one in found)
                assert {act.report for entry in store.record().entries for act in entry.acts} <= set(known)
            seen = len(found)

    return work


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_many_write_and_read_at_once(request: pytest.FixtureRequest, tmp_path: Path, kind: str) -> None:
    """Every report is kept once, no process meets an error, and the record is that of one writer."""
    target = str(tmp_path / "r.sqlite") if kind == "sqlite" else request.getfixturevalue("new_database")()
    open_store(target, write=True).engine.dispose()
    children = [in_child(write(target, number)) for number in range(WRITERS)]
    children += [in_child(look(target)) for _ in range(READERS)]
    ends = [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children]
    assert ends == [0] * len(children)
    with open_store(target, write=True) as store:
        assert {one.report.id for one in store.readings()} == {one.report.id for one in READINGS}
        assert store.counts().reports == len(READINGS)
        assert store.record() == merge_readings(READINGS)
    print(f"{kind}: {WRITERS} writers, {READERS} readers, {len(READINGS)} reports: none lost")
