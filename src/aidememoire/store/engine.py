"""In: a file or database URL. Out: an SQLAlchemy engine: writers lock when they begin, readers only read."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing, suppress
from os import PathLike
from pathlib import Path
from urllib.parse import quote

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError
from sqlalchemy.pool import QueuePool, StaticPool

from aidememoire.errors import RecordError

WAIT = 10.0  # seconds a writer waits for another
WRITERS = 0x61696465  # the lock of PostgreSQL that writers of a record take
MOST_COPIED = 512 * 1024 * 1024  # bytes of a file that is brought up in memory


def make_engine(target: str | PathLike[str], write: bool, wait: float = WAIT) -> Engine:
    """The engine of a record; nothing is opened yet."""
    name = str(target)
    if "://" in name and not name.startswith("sqlite:"):
        return _server_engine(name, write, wait)
    path = _sqlite_path(name)
    if not write and not path.exists():
        raise RecordError(name, "there is no record here", "Read reports into it first: aidememoire read PATH...")
    if path.is_dir():
        raise RecordError(name, "is a folder, not a record", "Name a file, such as aidememoire.sqlite.")
    if not path.parent.is_dir():
        raise RecordError(name, f"there is no folder {path.parent}", "Make it first, or name another file.")
    return _sqlite_engine(path, write, wait)


def _sqlite_path(name: str) -> Path:
    if not name.startswith("sqlite:"):
        return Path(name)
    database = _url_database(name)
    if not database or database == ":memory:":
        raise RecordError(name, "names no file", "Write sqlite:///aidememoire.sqlite, or give the file alone.")
    return Path(database)


def _url_database(name: str) -> str | None:
    try:
        return make_url(name).database
    except ArgumentError as error:
        raise RecordError(name, "is no database URL", "Write sqlite:///aidememoire.sqlite, or a file.") from error


def _server_engine(name: str, write: bool, wait: float) -> Engine:
    try:
        engine = create_engine(_with_driver(name), poolclass=QueuePool, pool_size=1, json_serializer=_json)
    except (ArgumentError, ImportError) as error:  # no such dialect, or its driver is not installed
        what = str(error).splitlines()[0].rstrip(".")
        remedy = "Name a file, or install the driver: pip install 'aidememoire[postgres]'."
        raise RecordError(without_password(name), what, remedy) from error
    if engine.dialect.name != "postgresql":
        raise RecordError(without_password(name), "is neither SQLite nor PostgreSQL", "Name a file, or such a URL.")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        if write:  # writers take turns, as in a file
            connection.exec_driver_sql(f"SET LOCAL lock_timeout = {max(1, int(wait * 1000))}")
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({WRITERS})")
        else:
            connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")

    return engine


def _with_driver(name: str) -> str:
    """The URL with the driver we use: postgres://, postgresql:// and postgresql+psycopg:// are one."""
    scheme, _, rest = name.partition("://")
    return f"postgresql+psycopg://{rest}" if scheme in ("postgres", "postgresql") else name


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def without_password(name: str) -> str:
    """A record's name as it may be shown."""
    if "://" not in name:
        return name
    try:
        return make_url(name).render_as_string(hide_password=True)
    except ArgumentError:
        return name.split("://")[0] + "://..."


def _sqlite_engine(path: Path, write: bool, wait: float) -> Engine:
    def connect() -> sqlite3.Connection:
        link = _link(path, write, wait)
        link.execute("PRAGMA foreign_keys = ON")
        link.execute("PRAGMA synchronous = NORMAL")  # with a log, what is committed outlives any end of the program
        return link

    engine = create_engine("sqlite://", creator=connect, poolclass=QueuePool, pool_size=1, json_serializer=_json)

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE" if write else "BEGIN")

    return engine


def memory_copy(name: str) -> Engine:
    """A record of a file in memory, to be changed there where the file may not be."""
    path = _sqlite_path(name)
    if path.stat().st_size > MOST_COPIED:
        remedy = "Let somebody who may write to it run `aidememoire read` on it once."
        raise RecordError(name, "must be brought up to this release first, and may not be written here", remedy)
    copy = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
    with closing(_link(path, False, WAIT)) as link:
        link.backup(copy)
    return create_engine("sqlite://", creator=lambda: copy, poolclass=StaticPool, json_serializer=_json)


def log_ahead(engine: Engine) -> None:
    """Lets readers read while somebody writes; only for a database known to be ours, for the file remembers it."""
    if engine.dialect.name == "sqlite":
        # Where another program is just busy, that program or the next one that writes does it.
        with closing(engine.raw_connection()) as link, suppress(sqlite3.OperationalError):
            link.cursor().execute("PRAGMA journal_mode = WAL")


def _link(path: Path, write: bool, wait: float) -> sqlite3.Connection:
    if write:
        return _open(str(path), wait, uri=False)
    address = "file:" + quote(str(path.absolute()))
    link = _open(f"{address}?mode=ro", wait, uri=True)
    try:
        link.execute("SELECT count(*) FROM sqlite_master")
    except sqlite3.OperationalError as error:
        link.close()
        if "unable to open" not in str(error) and "readonly" not in str(error):
            raise
        return _open(f"{address}?immutable=1", wait, uri=True)  # a folder where no lock file can be made: nobody writes
    return link


def _open(address: str, wait: float, *, uri: bool) -> sqlite3.Connection:
    return sqlite3.connect(address, timeout=wait, isolation_level=None, uri=uri)  # we begin transactions ourselves
