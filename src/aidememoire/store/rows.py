"""In: a reading. Out: its rows, table by table; and from rows the same reading again."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from aidememoire.model import Act, Attribution, Findings, Mention, Reading, Report, Sentence, Span, Time, Voice

Row = Mapping[str, Any]
MENTIONS = ("actors", "places", "instruments")
LISTS = ("actors", "persons", "recipients")
PLAIN = (
    *("id", "kind", "plover", "cameo", "status", "when", "when_words", "due", "due_words", "where", "matter"),
    *("instrument", "condition", "negated", "rule", "confidence"),
)


def report_row(report: Report) -> dict[str, Any]:
    """The row of a report."""
    names = ("id", "name", "text", "title", "outlet", "url", "language")
    published = report.published.isoformat() if report.published else None
    return {name: getattr(report, name) for name in names} | {"published": published}


def layer_rows(reading: Reading) -> dict[str, list[dict[str, Any]]]:
    """The rows of every layer, in the order of the text."""
    found = reading.findings
    rows: dict[str, list[dict[str, Any]]] = {
        "sentence": [_span(s.span) | {"part": s.part, "paragraph": s.paragraph} for s in found.sentences],
        "time": [
            _span(t.span) | {"type": t.type, "value": t.value, "edtf": t.edtf, "anchor": t.anchor} for t in found.times
        ],
        "mention": [_mention(layer, mention) for layer in MENTIONS for mention in getattr(found, layer)],
        "quote": [_quote(quote) for quote in found.quotes],
        "act": [_act(act) for act in reading.acts],
    }
    for layer in rows.values():
        for number, row in enumerate(layer):
            row |= {"report": reading.report.id, "n": number}
    return rows


def make_report(row: Row) -> Report:
    """The report of a row."""
    published = dt.date.fromisoformat(row["published"]) if row["published"] else None
    return Report(**{name: value for name, value in row.items() if name != "published"}, published=published)


def make_reading(report: Report, rows: Mapping[str, Sequence[Row]]) -> Reading:
    """The reading of a report and the rows of its layers, in their order."""
    mentions = {layer: tuple(_make_mention(r) for r in rows["mention"] if r["layer"] == layer) for layer in MENTIONS}
    findings = Findings(
        report=report,
        sentences=tuple(Sentence(_make_span(r), r["part"], r["paragraph"]) for r in rows["sentence"]),
        times=tuple(Time(_make_span(r), r["type"], r["value"], r["edtf"], r["anchor"]) for r in rows["time"]),
        **mentions,
        quotes=tuple(_make_quote(r) for r in rows["quote"]),
    )
    return Reading(findings, tuple(_make_act(r) for r in rows["act"]))


def _span(span: Span, name: str = "") -> dict[str, Any]:
    return {f"{name}start": span.start, f"{name}end": span.end}


def _make_span(row: Row, name: str = "") -> Span:
    return Span(row[f"{name}start"], row[f"{name}end"])


def _mention(layer: str, mention: Mention) -> dict[str, Any]:
    names = {name: getattr(mention, name) for name in ("kind", "name", "via")}
    return _span(mention.span) | names | {"layer": layer, "actors": [*mention.actors], "persons": [*mention.persons]}


def _make_mention(row: Row) -> Mention:
    return Mention(_make_span(row), row["kind"], row["name"], tuple(row["actors"]), tuple(row["persons"]), row["via"])


def _pieces(spans: Sequence[Span]) -> list[list[int]]:
    return [[span.start, span.end] for span in spans]


def _make_pieces(pairs: Sequence[Sequence[int]]) -> tuple[Span, ...]:
    return tuple(Span(start, end) for start, end in pairs)


def _quote(quote: Attribution) -> dict[str, Any]:
    pieces = {name: _pieces(getattr(quote, name)) for name in ("source", "cue", "content")}
    return pieces | {"direct": quote.direct, "voice": quote.voice and _voice(quote.voice)}


def _make_quote(row: Row) -> Attribution:
    source, cue, content = (_make_pieces(row[name]) for name in ("source", "cue", "content"))
    return Attribution(source, cue, content, row["direct"], _make_voice(row["voice"]) if row["voice"] else None)


def _voice(voice: Voice) -> list[Any]:
    return [voice.name, voice.kind, voice.direct, voice.span and [voice.span.start, voice.span.end]]


def _make_voice(told: Sequence[Any]) -> Voice:
    name, kind, direct, span = told
    return Voice(name, kind, direct, Span(*span) if span else None)


def _act(act: Act) -> dict[str, Any]:
    return (
        {name: getattr(act, name) for name in PLAIN}
        | {name: list(getattr(act, name)) for name in LISTS}
        | {"said_by": [_voice(voice) for voice in act.said_by]}
        | {"spans": [[role, span.start, span.end] for role, span in act.spans]}
        | _span(act.sentence, "sentence_")
        | _span(act.words, "words_")
    )


def _make_act(row: Row) -> Act:
    told: dict[str, Any] = {name: row[name] for name in PLAIN} | {name: tuple(row[name]) for name in LISTS}
    return Act(
        **told,
        report=row["report"],
        said_by=tuple(_make_voice(told) for told in row["said_by"]),
        sentence=_make_span(row, "sentence_"),
        words=_make_span(row, "words_"),
        spans=tuple((role, Span(start, end)) for role, start, end in row["spans"]),
    )
