"""The tables of a record. A commitment and a position are views over acts, so they have no table."""

from __future__ import annotations

from sqlalchemy import JSON, Boolean, Column, Float, ForeignKey, Integer, MetaData, String, Table, Text

SCHEMA = 1  # raised by one with every change of a table
metadata = MetaData()


def _in_report(layer: str, *columns: Column[object]) -> Table:
    """A table of what stands in reports, each row at its place `n` in the layer."""
    report = Column("report", String(64), ForeignKey("report.id", ondelete="CASCADE"), primary_key=True)
    place: Column[int] = Column("n", Integer, primary_key=True)
    return Table(layer, metadata, report, place, *columns)


def _span(name: str = "") -> list[Column[object]]:
    return [Column(f"{name}start", Integer, nullable=False), Column(f"{name}end", Integer, nullable=False)]


def _needed(name: str) -> Column[object]:
    return Column(name, Text, nullable=False)


def _told(name: str) -> Column[object]:
    return Column(name, Text)  # NULL: the text does not say


def _list(name: str) -> Column[object]:
    return Column(name, JSON, nullable=False)


about = Table("about", metadata, Column("name", String(32), primary_key=True), Column("value", Text, nullable=False))

report = Table(
    "report",
    metadata,
    Column("id", String(64), primary_key=True),
    _needed("name"),
    _needed("text"),
    _told("title"),
    _told("outlet"),
    _told("url"),
    _told("published"),
    _needed("language"),
)

sentence = _in_report("sentence", *_span(), _needed("part"), Column("paragraph", Integer, nullable=False))
time = _in_report("time", *_span(), _needed("type"), _told("value"), _told("edtf"), _needed("anchor"))
mention = _in_report(
    "mention",
    *_span(),
    *[_needed(name) for name in ("layer", "kind", "name", "via")],
    *[_list(name) for name in ("actors", "persons")],
)
quote = _in_report(
    "quote",
    *[_list(name) for name in ("source", "cue", "content")],
    Column("direct", Boolean, nullable=False),
    Column("voice", JSON(none_as_null=True)),
)
act = _in_report(
    "act",
    _needed("id"),
    _needed("kind"),
    _needed("plover"),
    _told("cameo"),
    *[_list(name) for name in ("actors", "persons", "recipients")],
    _needed("status"),
    *[_told(n) for n in ("when", "when_words", "due", "due_words", "where", "matter", "instrument", "condition")],
    _list("said_by"),
    Column("negated", Boolean, nullable=False),
    *_span("sentence_"),
    *_span("words_"),
    _list("spans"),
    _needed("rule"),
    Column("confidence", Float, nullable=False),
)
LAYERS = (sentence, time, mention, quote, act)
