"""The tables of a record. What stands in `report`, `finding` and `act` was read; all else is worked out from it.

A commitment and a position depend on the day that is asked for: they are views, and have no table.
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
)
from sqlalchemy.types import TypeEngine

from aidememoire.store.seals import Sealed

SCHEMA = 3  # raised by one with every change of a table; store/migrations.py has the step to it
# Named apart from the keys of schema 1, whose tables may still be there while it is brought up.
NAMES = {"pk": "pk_%(table_name)s", "fk": "fk_%(table_name)s_%(column_0_name)s", "ix": "ix_%(column_0_label)s"}
metadata = MetaData(naming_convention=NAMES)
# Compared and sorted by code points everywhere, whatever the language of a database.
WORDS: TypeEngine[str] = Text().with_variant(Text(collation="C"), "postgresql")


def _key(name: str) -> Column[str]:
    return Column(name, WORDS, primary_key=True)


def _needed(name: str) -> Column[str]:
    return Column(name, WORDS, nullable=False)


def _told(name: str) -> Column[str]:
    return Column(name, WORDS)  # NULL: the text does not say


def _of(table: str, *, key: bool = True) -> Column[str]:
    return Column(table, WORDS, ForeignKey(f"{table}.id", ondelete="CASCADE"), primary_key=key, nullable=False)


about = Table("about", metadata, _key("name"), Column("value", Text, nullable=False))

report = Table(
    "report",
    metadata,
    _key("id"),
    Column("number", Integer, nullable=False),  # in the order of reading: a short name for the indexes of words
    Column("key", BigInteger, nullable=False),  # its day, then its number: see store/keys.py
    _needed("name"),
    _needed("text"),
    _told("title"),
    _told("outlet"),
    _told("url"),
    _told("published"),
    _needed("language"),
    Column("seal", BigInteger),  # of all that was read: see store/seals.py
    Index("report_number", "number", unique=True),
    Index("report_key", "key", unique=True),
)

# What stands in a report, layer by layer: JSON, packed by zlib.
finding = Table("finding", metadata, _of("report"), Column("layers", LargeBinary, nullable=False))

act = Table(
    "act",
    metadata,
    _of("report"),
    Column("n", Integer, primary_key=True),  # its place among the acts of the report
    _needed("id"),
    _needed("kind"),
    _needed("bucket"),  # acts of one entry are in one bucket
    _told("entry"),  # NULL: not settled yet
    Column("rank", Integer),  # its place among the acts of the entry
    _needed("said"),  # its sentence
    Column("data", Sealed, nullable=False),
    Index("act_id", "id"),
    Index("act_bucket", "bucket"),
    Index("act_entry", "entry", "rank"),
)

# Which places and instruments are named where, once a sentence.
named = Table(
    "named",
    metadata,
    _key("layer"),
    _key("name"),
    _of("report"),
    Column("sentence", Integer, primary_key=True),  # where it starts; -1: in none
    Index("named_report", "report"),
)

entry = Table(
    "entry",
    metadata,
    _key("id"),
    Column("key", BigInteger, nullable=False),  # the day it is sorted by, then its id: see store/keys.py
    _needed("bucket"),
    _needed("kind"),
    _needed("status"),
    Column("negated", Boolean, nullable=False),
    _told("told"),
    _told("place"),
    _told("instrument"),
    _told("first_due"),
    _told("last_due"),
    Column("sure", Float, nullable=False),  # of the surest act
    Column("copies", Integer, nullable=False),
    Column("data", Sealed, nullable=False),
    Index("entry_key", "key", unique=True),
    Index("entry_bucket", "bucket"),
    Index("entry_kind", "kind", "key"),
    Index("entry_place", "place", "key"),
    Index("entry_instrument", "instrument", "key"),
    Index("entry_due", "last_due"),
)

party = Table(
    "party",
    metadata,
    _of("entry"),
    _key("name"),
    _needed("role"),  # actor | recipient | person
    Column("key", BigInteger, nullable=False),  # of the entry
    Index("party_name", "name", "key"),
)

# Reports that print one text: the first print of each, itself where it stands alone.
print_of = Table("print", metadata, _of("report"), _needed("first"), Index("print_first", "first"))

# What a report is compared by, its keys (record/reprints/), and which reports have enough text in common.
print_key = Table(
    "print_key",
    metadata,
    Column("key", BigInteger, primary_key=True, autoincrement=False),
    Column("number", Integer, primary_key=True, autoincrement=False),  # of the report
    sqlite_with_rowid=False,
)
print_link = Table(
    "print_link",
    metadata,
    _key("one"),
    _key("other"),
    Column("of_one", Float, nullable=False),
    Column("of_other", Float, nullable=False),
    Index("print_link_other", "other"),
)

# What is to be settled again: buckets with new acts or sources, reports not yet compared with the others.
dirty = Table("dirty", metadata, _key("bucket"))
unlinked = Table("unlinked", metadata, _of("report"))

READ = (report, finding, act, named)
SETTLED = (entry, party, print_of, print_key, print_link, dirty, unlinked)
