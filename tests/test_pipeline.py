"""Reading is a pure function, and every span points at its words."""

from __future__ import annotations

import datetime as dt
import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from aidememoire.find.parse import load_parser
from aidememoire.model import Report, Span
from aidememoire.pipeline import find

EXAMPLES = Path(__file__).parent.parent / "examples" / "japan-russia"
PIECES = [
    "Norway's prime minister, Anna Holt, said on Tuesday she had agreed with Chile to sign a fishing accord by June.",
    "“We will never accept this,” Holt told reporters after talks in Geneva.",
    "The two leaders met last week and rejected a plan put forward by the United Nations.",
    "If Peru withdraws its troops, Chile will lift sanctions, a senior diplomat said on condition of anonymity.",
    "TALKS COLLAPSE", "\n\n", "GENEVA, Sept. 8 (Example) - ", " ", "—", "“", "\"", "’", "é\u0301", "\u200f",
    "🕊", "...", "1956",
    "Oslo Courier, quoting Example Agency, reported that Kenya expelled three envoys in the 1990s.",
]  # fmt: skip
WORLDS = [("0", "C", "UTC"), ("1", "C.UTF-8", "Asia/Tokyo"), ("2", "C", "America/New_York"),
          ("3", "C.UTF-8", "UTC"), ("4", "C", "Asia/Tokyo")]  # fmt: skip


@pytest.mark.slow
def test_reading_gives_the_same_bytes_in_every_world() -> None:
    """Five hash seeds, two locales and three time zones: one answer."""
    command = [sys.executable, "-m", "aidememoire", "acts", str(EXAMPLES), "--format", "jsonl"]
    answers = set()
    for seed, locale, zone in WORLDS:
        world = {**os.environ, "PYTHONHASHSEED": seed, "LC_ALL": locale, "TZ": zone, "PYTHONUTF8": "1"}
        answers.add(subprocess.run(command, env=world, check=True, capture_output=True).stdout)
    assert len(answers) == 1
    assert answers.pop().count(b"\n") > 20


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.sampled_from(PIECES), max_size=8).map(" ".join), st.sampled_from([None, dt.date(2019, 3, 5)]))
def test_every_span_points_into_its_report(text: str, published: dt.date | None) -> None:
    """Nothing found lies outside the text, is empty, or leaves its sentence."""
    reading = find(Report("r", "r", text, published=published), load_parser())
    findings = reading.findings
    layers = [findings.sentences, findings.times, findings.actors, findings.places, findings.instruments]
    for span in [found.span for layer in layers for found in layer]:
        assert 0 <= span.start < span.end <= len(text)
    for quote in findings.quotes:
        for span in quote.source + quote.cue + quote.content:
            assert 0 <= span.start < span.end <= len(text)
    for act in reading.acts:
        assert Span(0, len(text)).holds(act.sentence)
        assert act.sentence.holds(act.words)
        assert all(act.sentence.holds(span) for role, span in act.spans)
        assert act.when_words is None or act.when_words in text


def test_an_unknown_publication_date_leaves_relative_dates_unknown() -> None:
    """No guess: "on Tuesday" has no date where the report has none, a full date still has."""
    parser = load_parser()
    relative = find(Report("r", "r", "Norway rejected Denmark's offer on Tuesday."), parser)
    absolute = find(Report("r", "r", "Norway rejected Denmark's offer on 3 May 2019."), parser)
    assert [a.when for a in relative.acts if a.kind == "reject"] == [None]
    assert [a.when for a in absolute.acts if a.kind == "reject"] == ["2019-05-03"]
