"""The record on disk: what goes in comes out, whole or not at all."""

from __future__ import annotations

import os
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from aidememoire.errors import RecordError
from aidememoire.model import Reading
from aidememoire.record.merge import merge_readings
from aidememoire.store import open_store
from making import read_one
from whole_reading import full_reading


def test_what_is_kept_comes_back_whole(target: str) -> None:
    """Every layer, act and span of a reading is the same after a round trip."""
    readings = (full_reading(), read_one("Iceland met Norway.", recipients=("Norway",), day=None))
    with open_store(target, write=True) as store:
        assert [store.add(reading) for reading in readings] == [True, True]
    with open_store(target) as store:
        assert set(store.readings()) == set(readings)
        assert store.reading(readings[0].report.id) == readings[0]
        assert store.reading("0" * 64) is None


def test_a_file_may_be_named_by_a_url(tmp_path: Path) -> None:
    """sqlite:/// and the path are one record."""
    with open_store(f"sqlite:///{tmp_path}/r.sqlite", write=True) as store:
        store.add(full_reading())
    with open_store(tmp_path / "r.sqlite") as store:
        assert store.readings() == (full_reading(),)


def test_reading_twice_changes_nothing(target: str) -> None:
    """A known report is refused, and no row is added."""
    with open_store(target, write=True) as store:
        assert store.add(full_reading())
        before = store.readings()
        assert not store.add(full_reading())
        assert store.readings() == before
        assert store.holds(before[0].report.id)
        assert not store.holds("0" * 64)


def test_a_report_is_kept_whole_or_not_at_all(target: str) -> None:
    """A row that cannot be written takes its whole report back, and leaves the others."""
    good, bad = read_one("Iceland met Norway."), full_reading()
    broken = Reading(bad.findings, (replace(bad.acts[0], kind=None),))  # type: ignore[arg-type]
    with open_store(target, write=True) as store:
        store.add(good)
        with pytest.raises(RecordError):
            store.add(broken)
        assert store.readings() == (good,)


def other_database(path: Path) -> None:
    """A database of somebody else."""
    with sqlite3.connect(path) as link:
        link.execute("CREATE TABLE music (name TEXT)")
    link.close()


def newer_record(path: Path) -> None:
    """A record of a later release."""
    open_store(path, write=True).engine.dispose()
    with sqlite3.connect(path) as link:
        link.execute("UPDATE about SET value = '99'")
    link.close()


FAULTS = {
    "not a database": lambda path: path.write_bytes(b"no database at all" * 99),
    "no record of ours": other_database,
    "schema 99": newer_record,
    "is a folder": lambda path: path.mkdir(),
}


@pytest.mark.parametrize("write", [True, False])
@pytest.mark.parametrize("fault", sorted(FAULTS))
def test_what_is_no_record_is_refused_and_left_alone(tmp_path: Path, fault: str, write: bool) -> None:
    """The error names the file and the fault; the file keeps its bytes."""
    path = tmp_path / "r.sqlite"
    FAULTS[fault](path)
    before = path.read_bytes() if path.is_file() else None
    with pytest.raises(RecordError, match=f"r.sqlite: .*{fault}"):
        open_store(path, write=write)
    assert before is None or path.read_bytes() == before


def test_a_missing_record_is_made_only_by_a_writer(tmp_path: Path) -> None:
    """Asking a record that does not exist is an error that tells how to make it, and makes nothing."""
    with pytest.raises(RecordError, match="aidememoire read"):
        open_store(tmp_path / "none.sqlite")
    with pytest.raises(RecordError, match="no folder"):
        open_store(tmp_path / "no" / "r.sqlite", write=True)
    assert list(tmp_path.iterdir()) == []


def test_a_locked_record_says_so(tmp_path: Path) -> None:
    """A writer that waits in vain gets a clear error; a reader is not held up."""
    path = tmp_path / "r.sqlite"
    with open_store(path, write=True) as store:
        store.add(full_reading())
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(RecordError, match="locked by another program"):
        open_store(path, write=True, wait=0.05)
    with open_store(path) as store:
        assert len(store.readings()) == 1
    other.execute("ROLLBACK")
    other.close()


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_may_not_be_written(tmp_path: Path) -> None:
    """There a record can be read, and a writer gets a clear error."""
    path = tmp_path / "r.sqlite"
    with open_store(path, write=True) as store:
        store.add(full_reading())
    path.chmod(0o444)
    tmp_path.chmod(0o555)
    try:
        with open_store(path) as store:
            assert len(store.readings()) == 1
        with pytest.raises(RecordError, match="cannot be"):
            open_store(path, write=True).add(read_one("Iceland met Norway."))
    finally:
        tmp_path.chmod(0o755)


@pytest.mark.parametrize("url", ["nosuch://host/base", "sqlite://", "sqlite:///:memory:"])
def test_a_url_that_names_no_record_is_refused(url: str) -> None:
    """Each such URL gives one of our errors."""
    with pytest.raises(RecordError):
        open_store(url, write=True)


def test_two_may_make_and_fill_a_record_at_once(target: str) -> None:
    """Writers take turns: every report is kept once, whoever made the tables."""
    readings = [read_one(f"Iceland met Norway {n} times.", outlet=f"Example {n}") for n in range(6)]

    def write(some: list[Reading]) -> int:
        with open_store(target, write=True) as store:
            return sum(store.add(reading) for reading in some)

    with ThreadPoolExecutor(3) as pool:
        added = sum(pool.map(write, (readings[:4], readings[2:], readings)))
    with open_store(target) as store:
        assert set(store.readings()) == set(readings)
        assert store.record() == merge_readings(readings)
    assert added == len(readings)


def test_writers_take_turns(target: str) -> None:
    """Who waits in vain for another writer is told so; readers see what was committed before."""
    with open_store(target, write=True) as writer:
        writer.add(full_reading())
        with writer.begin():
            with pytest.raises(RecordError, match="locked by another program"):
                open_store(target, write=True, wait=0.05)
            with open_store(target, wait=0.05) as reader:
                assert reader.readings() == (full_reading(),)


def test_no_error_names_a_password() -> None:
    """A server that cannot be reached is named without the password."""
    with pytest.raises(RecordError, match="be reached") as found:
        open_store("postgresql://user:secret@localhost:1/none", write=True)
    assert "secret" not in str(found.value)
