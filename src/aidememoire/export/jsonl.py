"""In: acts, what a layer found, or reprints. Out: their public form, as JSON objects and as JSON Lines."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from aidememoire.model import Act, Attribution, Mention, Reading, Report, Sentence, Span, Time

Row = dict[str, Any]
LINE_ENDS = {ord(mark): f"\\u{ord(mark):04x}" for mark in "\x85\u2028\u2029"}
KEYS = {"times": "timexes", "quotes": "attributions"}  # of a layer's list; any other layer's is its own name


def act_row(act: Act, report: Report) -> Row:
    """The public form of an act."""
    return {
        "id": act.id,
        "report": report.name,
        "outlet": report.outlet,
        "published": report.published.isoformat() if report.published else None,
        "sentence": _span(act.sentence, report.text),
        "words": _span(act.words, report.text),
        "kind": act.kind,
        "plover": act.plover,
        "cameo": act.cameo,
        "actors": list(act.actors),
        "persons": list(act.persons),
        "recipients": list(act.recipients),
        "status": act.status,
        "when": act.when,
        "when_words": act.when_words,
        "due": act.due,
        "due_words": act.due_words,
        "where": act.where,
        "matter": act.matter,
        "instrument": act.instrument,
        "condition": act.condition,
        "said_by": [voice.name for voice in act.said_by],
        "negated": act.negated,
        "rule": act.rule,
        "confidence": round(act.confidence, 4),
        "spans": _roles(act),
    }


def act_rows(reading: Reading) -> list[Row]:
    """The public forms of all acts of a reading."""
    return [act_row(act, reading.report) for act in reading.acts]


def layer_row(report: Report, layer: str, found: Iterable[Sentence | Time | Mention | Attribution]) -> Row:
    """The public form of one layer of a report: its name, and under the layer's key what was found."""
    return {"id": report.name, KEYS.get(layer, layer): [_found(item, report.text) for item in found]}


def reprint_row(report: Report, first: Mapping[str, str]) -> Row:
    """The public form of a report's family: its name, and the id of the first print, one for all of a family."""
    return {"id": report.name, "cluster": first[report.id]}


def line(row: Row) -> str:
    """A row as one line of JSON, without its line end; whatever a reader could take for a line end is escaped."""
    return json.dumps(row, ensure_ascii=False).translate(LINE_ENDS)


def _roles(act: Act) -> dict[str, list[list[int]]]:
    """Where each role stands: several actors stand in several places."""
    roles: dict[str, list[list[int]]] = {}
    for role, span in act.spans:
        roles.setdefault(role, []).append([span.start, span.end])
    return roles


def _span(span: Span, text: str) -> Row:
    return {"start": span.start, "end": span.end, "text": span.of(text)}


def _found(item: Sentence | Time | Mention | Attribution, text: str) -> Row:
    if isinstance(item, Attribution):
        return _attribution(item)
    if isinstance(item, Sentence):
        return {**_span(item.span, text), "part": item.part}
    if isinstance(item, Time):
        return {**_span(item.span, text), "type": item.type, "value": item.value, "edtf": item.edtf}
    persons = {"actors": list(item.actors), "persons": list(item.persons), "via": item.via}
    return {**_span(item.span, text), "name": item.name, "kind": item.kind, **persons}


def _attribution(item: Attribution) -> Row:
    pieces = {"source": item.source, "cue": item.cue, "content": item.content}
    spans = {name: [[span.start, span.end] for span in part] for name, part in pieces.items()}
    return {**spans, "direct": item.direct, "speaker": item.voice.name if item.voice else None}
