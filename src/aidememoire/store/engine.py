"""In: a file or database URL. Out: an SQLAlchemy engine: writers lock when they begin, readers only read."""

from __future__ import annotations

import sqlite3
from contextlib import closing, suppress
from os import PathLike
from pathlib import Path
from urllib.parse import quote

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError
from sqlalchemy.pool import NullPool, QueuePool

from aidememoire.errors import RecordError

WAIT = 10.0  # seconds a writer waits for another


def make_engine(target: str | PathLike[str], write: bool, wait: float = WAIT) -> Engine:
    """The engine of a record; nothing is opened yet."""
    name = str(target)
    if "://" in name and not name.startswith("sqlite:"):
        return _server_engine(name)
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


def _server_engine(name: str) -> Engine:
    try:
        return create_engine(name, poolclass=NullPool)
    except (ArgumentError, ImportError) as error:  # no such dialect, or its driver is not installed
        what = str(error).splitlines()[0].rstrip(".")
        remedy = "Name a file, or install the driver of that database."
        raise RecordError(_without_password(name), what, remedy) from error


def _without_password(name: str) -> str:
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

    engine = create_engine("sqlite://", creator=connect, poolclass=QueuePool, pool_size=1)

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE" if write else "BEGIN")

    return engine


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
