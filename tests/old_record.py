"""Readings in, a record of schema 1 out, as older programs wrote it."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

from aidememoire.model import Reading, Span, Voice

TABLES = Path(__file__).with_name("schema_1.sql")


def write_schema_1(path: Path, readings: Iterable[Reading]) -> None:
    """Makes the record in this file."""
    with closing(sqlite3.connect(path)) as link, link:
        link.executescript(TABLES.read_text("utf-8"))
        _put(link, "about", {"name": "schema", "value": "1"})
        for reading in readings:
            for table, row in _rows(reading):
                _put(link, table, row)


def _put(link: sqlite3.Connection, table: str, row: dict[str, Any]) -> None:
    values = {n: json.dumps(v) if isinstance(v, list | tuple) else v for n, v in row.items()}
    names = ", ".join(f'"{name}"' for name in values)
    link.execute(f"INSERT INTO {table} ({names}) VALUES ({', '.join('?' * len(values))})", list(values.values()))


def _rows(reading: Reading) -> Iterable[tuple[str, dict[str, Any]]]:
    one, found = reading.report, reading.findings
    report = {n: getattr(one, n) for n in ("id", "name", "text", "title", "outlet", "url", "language")}
    yield "report", report | {"published": str(one.published) if one.published else None}
    layers: dict[str, list[dict[str, Any]]] = {
        "sentence": [_span(s.span) | {"part": s.part, "paragraph": s.paragraph} for s in found.sentences],
        "time": [
            _span(t.span) | {"type": t.type, "value": t.value, "edtf": t.edtf, "anchor": t.anchor} for t in found.times
        ],
        "mention": [
            _span(m.span) | {n: getattr(m, n) for n in ("kind", "name", "via", "actors", "persons")} | {"layer": layer}
            for layer in ("actors", "places", "instruments")
            for m in getattr(found, layer)
        ],
        "quote": [
            {n: _pairs(getattr(q, n)) for n in ("source", "cue", "content")}
            | {"direct": q.direct, "voice": _voice(q.voice) if q.voice else None}
            for q in found.quotes
        ],
        "act": [_act(reading, n) for n in range(len(reading.acts))],
    }
    for table, rows in layers.items():
        for n, row in enumerate(rows):
            yield table, row | {"report": one.id, "n": n}


def _act(reading: Reading, n: int) -> dict[str, Any]:
    act = reading.acts[n]
    lists = {"said_by", "spans", "sentence", "words", "report"}
    return (
        {name: getattr(act, name) for name in act.__slots__ if name not in lists}
        | {"said_by": [_voice(voice) for voice in act.said_by]}
        | {"spans": [[role, span.start, span.end] for role, span in act.spans]}
        | _span(act.sentence, "sentence_")
        | _span(act.words, "words_")
    )


def _span(span: Span, name: str = "") -> dict[str, Any]:
    return {f"{name}start": span.start, f"{name}end": span.end}


def _pairs(spans: Sequence[Span]) -> list[list[int]]:
    return [[span.start, span.end] for span in spans]


def _voice(voice: Voice) -> list[Any]:
    return [voice.name, voice.kind, voice.direct, voice.span and [voice.span.start, voice.span.end]]
