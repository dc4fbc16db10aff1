"""In: lines of words under a key; words looked for. Out: the keys that hold them all, in order. SQLite and PostgreSQL.

Both are given words already cut and folded (record/words.py), so that both find the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import BigInteger, Column, ColumnElement, Connection, MetaData, Table, Text, cast, literal_column, text
from sqlalchemy.dialects.postgresql import TSQUERY

from aidememoire.record.words import Phrase

SENTENCES, ENTRIES = "sentence_words", "entry_words"
INDEXES = (SENTENCES, ENTRIES)
FARTHEST = 16_383  # of the places of a word that PostgreSQL can tell apart


def make_indexes(link: Connection) -> None:
    """The empty indexes of a new record."""
    for name in INDEXES:
        if link.dialect.name == "sqlite":
            # The tokenizer takes every sign beyond ASCII as part of a word, and blanks as ends: as we cut them.
            link.exec_driver_sql(f"CREATE VIRTUAL TABLE {name} USING fts5(words, tokenize = 'ascii', columnsize = 0)")
        else:
            link.exec_driver_sql(f"CREATE TABLE {name} (rowid BIGINT PRIMARY KEY, words TSVECTOR NOT NULL)")
            link.exec_driver_sql(f"CREATE INDEX {name}_words ON {name} USING gin (words)")


def put(link: Connection, name: str, lines: Iterable[tuple[int, str]]) -> None:
    """Takes lines of words in, each under its key."""
    sqlite = link.dialect.name == "sqlite"
    rows = [{"key": key, "words": line if sqlite else _vector(line)} for key, line in lines]
    value = ":words" if sqlite else "CAST(:words AS tsvector)"
    if rows:
        link.execute(text(f"INSERT INTO {name} (rowid, words) VALUES (:key, {value})"), rows)


def drop(link: Connection, name: str, keys: Iterable[int]) -> None:
    """Takes the lines of these keys out."""
    rows = [{"key": key} for key in keys]
    if rows:
        link.execute(text(f"DELETE FROM {name} WHERE rowid = :key"), rows)


def index_table(name: str) -> Table:
    """An index as a table to be joined: `rowid` is the key."""
    return Table(name, MetaData(), Column("rowid", BigInteger, primary_key=True), Column("words", Text))


def holding(dialect: str, index: Table, wanted: Sequence[Phrase]) -> ColumnElement[bool]:
    """That a line of the index holds all of these."""
    if dialect == "sqlite":
        return literal_column(index.name).op("MATCH", is_comparison=True)(_fts_query(wanted))
    return index.c.words.op("@@", is_comparison=True)(cast(_ts_query(wanted), TSQUERY))


def _fts_query(wanted: Sequence[Phrase]) -> str:
    return " AND ".join(f'"{" ".join(phrase.pieces)}"{" *" * phrase.open}' for phrase in wanted)


def _ts_query(wanted: Sequence[Phrase]) -> str:
    return " & ".join(f"({_ts_phrase(phrase)})" for phrase in wanted)


def _ts_phrase(phrase: Phrase) -> str:
    return " <-> ".join(_quoted(piece) for piece in phrase.pieces) + ":*" * phrase.open


def _vector(line: str) -> str:
    words = enumerate(line.split(" "), 1) if line else ()
    return " ".join(f"{_quoted(word)}:{min(place, FARTHEST)}" for place, word in words)


def _quoted(word: str) -> str:
    return "'" + word.replace("\\", "\\\\").replace("'", "''") + "'"
