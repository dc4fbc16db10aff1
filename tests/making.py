"""Acts and readings made by hand."""

from __future__ import annotations

import datetime as dt
from typing import Any

from aidememoire.ids import content_id
from aidememoire.model import Act, Findings, Reading, Report, Sentence, Span


def make_report(text: str, outlet: str | None = "The Example Post", day: str | None = "2019-05-10") -> Report:
    """A report with this text."""
    published = dt.date.fromisoformat(day) if day else None
    return Report(content_id(text, outlet, day), f"{outlet}.txt", text, None, outlet, None, published)


def make_act(report: Report, sentence: str, kind: str = "meet", **told: Any) -> Act:
    """An act told by a sentence of the report, whose words are the whole sentence."""
    start = report.text.index(sentence)
    span = Span(start, start + len(sentence))
    fields: dict[str, Any] = {
        "plover": "NONE", "cameo": None, "actors": ("Norway",), "persons": (), "recipients": (), "status": "done",
        "when": None, "when_words": None, "due": None, "due_words": None, "where": None, "matter": None,
        "instrument": None, "condition": None, "said_by": (), "negated": False, "rule": f"{kind}/test",
    }  # fmt: skip
    number = content_id(report.id, kind, str(span.start), str(sorted(told.items(), key=str)))
    return Act(id=number, report=report.id, kind=kind, sentence=span, words=span, **(fields | told))


def make_reading(report: Report, *acts: Act) -> Reading:
    """The reading of a report: one sentence a line."""
    sentences, at = [], 0
    for line in report.text.splitlines(keepends=True):
        sentences.append(Sentence(Span(at, at + len(line.rstrip("\n")))))
        at += len(line)
    return Reading(Findings(report, tuple(sentences), (), (), (), (), ()), acts)


def read_one(
    sentence: str, *, outlet: str = "The Example Post", day: str | None = "2019-05-10", **told: Any
) -> Reading:
    """A report of one sentence that tells one act."""
    report = make_report(sentence, outlet, day)
    return make_reading(report, make_act(report, sentence, **told))
