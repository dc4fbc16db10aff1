"""Records to test with: a file, and a database of a PostgreSQL server that is started for these tests alone."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest

NOBODY = 65_534  # whom the server runs as where we are root, which it refuses
NUMBERS = count(1)


def _program(name: str) -> str | None:
    found = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), reverse=True)
    return str(found[0]) if found else shutil.which(name)


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The folder of a running server's socket."""
    initdb, server = _program("initdb"), _program("postgres")
    if not initdb or not server:
        pytest.skip("PostgreSQL is not installed here: apt-get install postgresql")
    pytest.importorskip("psycopg", reason="psycopg is not installed here: pip install 'aidememoire[postgres]'")
    root = os.geteuid() == 0
    who = {"user": NOBODY, "group": NOBODY, "extra_groups": []} if root else {}
    folder = Path(tempfile.mkdtemp(prefix="aide-pg-"))
    if root:
        os.chown(folder, NOBODY, NOBODY)
    made = [initdb, "-D", f"{folder}/data", "-U", "tester", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync"]
    subprocess.run(made, check=True, capture_output=True, cwd=folder, **who)
    quick = [f"-c{name}=off" for name in ("fsync", "synchronous_commit", "full_page_writes")]
    started = [server, "-D", f"{folder}/data", "-k", str(folder), "-c", "listen_addresses=", *quick]
    with (folder / "log").open("w") as log:
        process = subprocess.Popen(started, cwd=folder, stdout=log, stderr=log, **who)
    try:
        _wait(folder)
        yield str(folder)
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(20)
        shutil.rmtree(folder, ignore_errors=True)


def _wait(folder: Path) -> None:
    import psycopg

    for _ in range(200):
        try:
            psycopg.connect(f"host={folder} user=tester dbname=postgres").close()
            return
        except psycopg.OperationalError:
            time.sleep(0.05)
    pytest.fail(f"the PostgreSQL server did not start: {(folder / 'log').read_text()[-500:]}")


@pytest.fixture(scope="session")
def new_database(postgres: str) -> Callable[[], str]:
    """Makes an empty database, and says its URL."""
    import psycopg

    def make() -> str:
        name = f"record_{next(NUMBERS)}"
        with psycopg.connect(f"host={postgres} user=tester dbname=postgres", autocommit=True) as link:
            link.execute(f"CREATE DATABASE {name}")
        return f"postgresql://tester@/{name}?host={postgres}"

    return make


@pytest.fixture(params=["sqlite", "postgresql"])
def target(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A record that does not exist yet, in a file and on a server."""
    if request.param == "sqlite":
        return str(tmp_path / "r.sqlite")
    url: str = request.getfixturevalue("new_database")()
    return url
