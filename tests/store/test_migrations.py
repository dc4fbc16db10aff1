"""Records of older releases: opened, brought up, and worth the same."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from aidememoire.errors import RecordError
from aidememoire.record.merge import merge_readings
from aidememoire.store import open_store
from aidememoire.store.migrations import STEPS
from aidememoire.store.tables import SCHEMA
from making import read_one
from old_record import write_schema_1
from whole_reading import full_reading

READINGS = (full_reading(), read_one("Iceland met Norway.", recipients=("Norway",), when="2019-05-09"))


def schema(path: Path) -> str:
    """The number a file bears."""
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as link:
        return str(link.execute("SELECT value FROM about").fetchone()[0])


def test_there_is_a_step_from_every_schema() -> None:
    """No release leaves a record behind."""
    assert sorted(STEPS) == list(range(1, SCHEMA))


@pytest.mark.parametrize("write", [True, False])
def test_a_record_of_schema_1_is_brought_up(tmp_path: Path, write: bool) -> None:
    """All readings are there, and the entries are those of a new record."""
    path = tmp_path / "r.sqlite"
    write_schema_1(path, READINGS)
    with open_store(path, write=write) as store:
        assert set(store.readings()) == set(READINGS)
        assert store.record() == merge_readings(READINGS)
        assert len(store.search(["Denmark"]).items) == 1
    assert schema(path) == str(SCHEMA)
    with closing(sqlite3.connect(path)) as link:
        assert not link.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name LIKE '%\\_1' ESCAPE '\\'"
        ).fetchall()
        assert link.execute("PRAGMA foreign_key_check").fetchall() == []


def test_what_cannot_be_brought_up_is_left_as_it_was(tmp_path: Path) -> None:
    """A row that no reading can be made of: a clear error, and the old record is whole."""
    path = tmp_path / "r.sqlite"
    write_schema_1(path, READINGS)
    with closing(sqlite3.connect(path)) as link, link:
        link.execute("UPDATE act SET spans = 'no json'")
    with pytest.raises(RecordError, match=r"r\.sqlite"):
        open_store(path, write=True)
    assert schema(path) == "1"
    with closing(sqlite3.connect(path)) as link:
        assert link.execute("SELECT count(*) FROM report").fetchone() == (2,)


def test_a_locked_old_record_is_read_from_a_copy(tmp_path: Path) -> None:
    """While somebody else writes to it, a reader sees what it holds, brought up in memory."""
    path = tmp_path / "r.sqlite"
    write_schema_1(path, READINGS)
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with open_store(path, wait=0.05) as store:
            assert store.record() == merge_readings(READINGS)
        other.execute("ROLLBACK")
    assert schema(path) == "1"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_an_old_record_that_may_not_be_written(tmp_path: Path) -> None:
    """It is brought up in memory, and the file keeps its bytes."""
    path = tmp_path / "r.sqlite"
    write_schema_1(path, READINGS)
    before = path.read_bytes()
    path.chmod(0o444)
    tmp_path.chmod(0o555)
    try:
        with open_store(path) as store:
            assert store.record() == merge_readings(READINGS)
    finally:
        tmp_path.chmod(0o755)
    assert path.read_bytes() == before


def test_a_large_old_record_must_be_brought_up_by_a_writer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is too large for memory is an error that says what to do."""
    path = tmp_path / "r.sqlite"
    write_schema_1(path, READINGS)
    monkeypatch.setattr("aidememoire.store.engine.MOST_COPIED", 1)
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(RecordError, match="aidememoire read"):
            open_store(path, wait=0.05)
        other.execute("ROLLBACK")
