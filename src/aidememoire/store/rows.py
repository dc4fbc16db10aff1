"""In: a reading. Out: its rows: the report, what stands in it packed, its acts; and from them the same reading."""

from __future__ import annotations

import datetime as dt
import json
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from aidememoire.model import Act, Attribution, Findings, Mention, Report, Sentence, Span, Time, Voice
from aidememoire.store.keys import sentence_key
from aidememoire.store.seals import DamagedError, seal_of

Row = Mapping[Any, Any]
MENTIONS = ("actors", "places", "instruments")
LISTS = ("actors", "persons", "recipients")
PLAIN = (
    *("id", "kind", "plover", "cameo", "status", "when", "when_words", "due", "due_words", "where", "matter"),
    *("instrument", "condition", "negated", "rule", "confidence"),
)
REPORT = ("id", "name", "text", "title", "outlet", "url", "language")
NAMED = ("places", "instruments")  # the layers whose names are looked for
NOWHERE = -1
QUICK = 3  # of zlib's levels: half the time of the usual one, and a tenth larger


def report_row(report: Report, number: int) -> dict[str, Any]:
    """The row of a report."""
    plain = {name: getattr(report, name) for name in REPORT} | {"published": day_text(report.published)}
    key = sentence_key(report.published, number, 0)
    return plain | {"number": number, "key": key, "seal": report_seal(plain)}


def report_seal(row: Row) -> int:
    """The seal of a row of the report."""
    return seal_of([row[name] for name in (*REPORT, "published")])


def make_report(row: Row) -> Report:
    """The report of a row; those of schema 1 bear no seal."""
    if "seal" in row and row["seal"] != report_seal(row):
        raise DamagedError("a report that does not fit its seal")
    return Report(**{name: row[name] for name in REPORT}, published=make_day(row["published"]))


def day_text(day: dt.date | None) -> str | None:
    """A day as it is kept."""
    return day.isoformat() if day else None


def make_day(text: str | None) -> dt.date | None:
    """A day as it was kept."""
    return dt.date.fromisoformat(text) if text else None


def packed(found: Findings) -> bytes:
    """What stands in a report, as one value."""
    layers: dict[str, list[list[Any]]] = {
        "sentences": [[*_pair(s.span), s.part, s.paragraph] for s in found.sentences],
        "times": [[*_pair(t.span), t.type, t.value, t.edtf, t.anchor] for t in found.times],
        "quotes": [_quote(quote) for quote in found.quotes],
    }
    layers |= {layer: [_mention(mention) for mention in getattr(found, layer)] for layer in MENTIONS}
    return zlib.compress(json.dumps(layers, ensure_ascii=False, separators=(",", ":")).encode(), QUICK)


def unpacked(report: Report, value: bytes | None) -> Findings:
    """What stands in a report, from the value it is kept as."""
    if not value:
        raise DamagedError("a report without its findings")
    layers = json.loads(zlib.decompress(value))
    mentions = {layer: tuple(_make_mention(told) for told in layers[layer]) for layer in MENTIONS}
    return Findings(
        report=report,
        sentences=tuple(Sentence(Span(a, b), part, paragraph) for a, b, part, paragraph in layers["sentences"]),
        times=tuple(Time(Span(a, b), *told) for a, b, *told in layers["times"]),
        **mentions,
        quotes=tuple(_make_quote(told) for told in layers["quotes"]),
    )


def named_rows(found: Findings) -> list[dict[str, Any]]:
    """Each place and instrument, once for each sentence that names it."""
    starts = {
        (layer, mention.name, _sentence_start(found.sentences, mention.span))
        for layer in NAMED
        for mention in getattr(found, layer)
    }
    return [
        {"layer": layer, "name": name, "report": found.report.id, "sentence": start}
        for layer, name, start in sorted(starts)
    ]


def _sentence_start(sentences: Sequence[Sentence], span: Span) -> int:
    return next((s.span.start for s in sentences if s.span.holds(span)), NOWHERE)


def act_data(act: Act) -> dict[str, Any]:
    """All fields of an act but its report."""
    return (
        {name: getattr(act, name) for name in PLAIN}
        | {name: list(getattr(act, name)) for name in LISTS}
        | {"said_by": voices(act.said_by), "spans": [[role, *_pair(span)] for role, span in act.spans]}
        | {"sentence": _pair(act.sentence), "words": _pair(act.words)}
    )


def make_act(report: str, data: Row) -> Act:
    """The act of a report that was kept as this."""
    told: dict[str, Any] = {name: data[name] for name in PLAIN} | {name: tuple(data[name]) for name in LISTS}
    return Act(
        **told,
        report=report,
        said_by=make_voices(data["said_by"]),
        sentence=Span(*data["sentence"]),
        words=Span(*data["words"]),
        spans=tuple((role, Span(start, end)) for role, start, end in data["spans"]),
    )


def voices(said_by: Iterable[Voice]) -> list[list[Any]]:
    """A chain of voices as it is kept."""
    return [_voice(voice) for voice in said_by]


def make_voices(told: Iterable[Sequence[Any]]) -> tuple[Voice, ...]:
    """A chain of voices as it was kept."""
    return tuple(_make_voice(voice) for voice in told)


def _pair(span: Span) -> list[int]:
    return [span.start, span.end]


def _mention(mention: Mention) -> list[Any]:
    return [
        *_pair(mention.span), mention.kind, mention.name, list(mention.actors), list(mention.persons), mention.via
    ]  # fmt: skip


def _make_mention(told: Sequence[Any]) -> Mention:
    start, end, kind, name, actors, persons, via = told
    return Mention(Span(start, end), kind, name, tuple(actors), tuple(persons), via)


def _quote(quote: Attribution) -> list[Any]:
    pieces = [[_pair(span) for span in spans] for spans in (quote.source, quote.cue, quote.content)]
    return [*pieces, quote.direct, quote.voice and _voice(quote.voice)]


def _make_quote(told: Sequence[Any]) -> Attribution:
    *pieces, direct, voice = told
    source, cue, content = (tuple(_spans(pairs)) for pairs in pieces)
    return Attribution(source, cue, content, direct, _make_voice(voice) if voice else None)


def _spans(pairs: Iterable[Sequence[int]]) -> Iterator[Span]:
    return (Span(start, end) for start, end in pairs)


def _voice(voice: Voice) -> list[Any]:
    return [voice.name, voice.kind, voice.direct, voice.span and _pair(voice.span)]


def _make_voice(told: Sequence[Any]) -> Voice:
    name, kind, direct, span = told
    return Voice(name, kind, direct, Span(*span) if span else None)
