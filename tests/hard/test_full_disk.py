"""A disk that is full, a folder nobody may write to: a clear error, and what was kept stays."""

from __future__ import annotations

import os
import resource
import shutil
import signal
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest

from aidememoire.errors import RecordError
from aidememoire.store import open_store
from hurting import contents, in_child, is_sound, make_record, some_readings, times

NOBODY = 65_534
READINGS = some_readings(40)
TOLD, ENDED = 3, 0


def filling(path: Path, log: Path, most: int) -> Callable[[], None]:
    """Adds reports to a record while no file may grow beyond this size."""

    def work() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        with log.open("a") as file:
            resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
            try:
                with open_store(path, write=True) as store:
                    for reading in READINGS:
                        store.add(reading)
                        print(reading.report.id, file=file, flush=True)
            except RecordError as error:
                os._exit(TOLD if "full" in str(error) or "cannot be used" in str(error) else 4)

    return work


def test_a_full_disk_is_told_and_loses_nothing(tmp_path: Path) -> None:
    """At every size the error is one of ours, the file is sound, and every acknowledged report is there."""
    full, sizes = 0, times(6, 20)
    for n in range(sizes):
        path, log = tmp_path / f"{n}.sqlite", tmp_path / f"{n}.log"
        most = 4_096 + n * (600_000 // sizes)
        log.touch()
        _, status = os.waitpid(in_child(filling(path, log, most)), 0)
        assert os.waitstatus_to_exitcode(status) in (TOLD, ENDED)
        full += os.waitstatus_to_exitcode(status) == TOLD
        if path.exists() and path.stat().st_size:
            assert is_sound(path)
        with open_store(path, write=True) as store:
            assert set(log.read_text().split()) <= {one.report.id for one in store.readings()}
            for reading in READINGS:
                store.add(reading)
            assert set(store.readings()) == set(READINGS)
    print(f"full disks: {full} of {sizes} told")
    assert full > 0


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become somebody who may not write; see tests/store")
def test_a_folder_that_may_not_be_written_is_told(tmp_path: Path) -> None:
    """There a record can be read in full, and whoever would write gets a clear error; the file keeps its bytes."""
    folder = Path(tempfile.mkdtemp(prefix="aide-read-only-", dir=tmp_path.parents[-2]))
    folder.chmod(0o755)
    path = folder / "r.sqlite"
    make_record(path, READINGS[:4])
    wanted, before = contents(path), path.read_bytes()
    path.with_name("r.sqlite-wal").unlink(missing_ok=True)
    path.with_name("r.sqlite-shm").unlink(missing_ok=True)

    def work() -> None:
        os.setuid(NOBODY)
        assert contents(path) == wanted
        with pytest.raises(RecordError, match="cannot be"):
            open_store(path, write=True).add(READINGS[5])

    _, status = os.waitpid(in_child(work), 0)
    assert os.waitstatus_to_exitcode(status) == 0
    assert path.read_bytes() == before
    shutil.rmtree(folder)
