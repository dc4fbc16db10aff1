"""In: the shipped cases. Out: a failure where a mark stands nowhere or says what the record cannot say."""

from __future__ import annotations

import importlib.util
import json
import sys
from pathlib import Path
from typing import Any

import pytest

from aidememoire.model import KINDS, STATUSES, Act, Findings, Reading, Report, Span

ROOT = Path(__file__).parents[2]
CASES = sorted(path.parent for path in (ROOT / "tests" / "cases").glob("*/expected.jsonl"))
SPEC = importlib.util.spec_from_file_location("bench_cases", ROOT / "bench" / "cases.py")
assert SPEC and SPEC.loader
bench = importlib.util.module_from_spec(SPEC)
sys.modules["bench_cases"] = bench
SPEC.loader.exec_module(bench)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_marks_stand_in_their_reports(case: Path) -> None:
    """Each mark's words stand exactly once in the report it names, so that it marks one sentence."""
    texts = {name: report.text for report in bench.case_reports(case) for name in (report.name, report.url) if name}
    assert [m["words"] for m in bench.marks(case) if texts.get(m["report"], "").count(m["words"]) != 1] == []


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_marks_say_what_the_record_can_say(case: Path) -> None:
    """Each mark has a kind and a status that exist."""
    said = {(m["kind"], m["status"]) for m in bench.marks(case)}
    assert {kind for kind, _ in said} <= set(KINDS)
    assert {status for _, status in said} <= set(STATUSES)


TEXT = "Peru met Chile. Peru refused."


def _act(number: int, sentence: tuple[int, int], kind: str, actor: str, status: str = "done") -> Act:
    """An act in one of the two sentences."""
    span = Span(*sentence)
    nothing: dict[str, Any] = dict.fromkeys(
        ["cameo", "when", "when_words", "due", "due_words", "where", "matter", "instrument", "condition"]
    )
    return Act(
        id=str(number), report="r", kind=kind, plover="NONE", actors=(actor,), persons=(), recipients=(), status=status,
        said_by=(), negated=False, sentence=span, words=span, **nothing,
    )  # fmt: skip


def _mark(words: str, kind: str, **more: Any) -> dict[str, Any]:
    row = {"report": "r", "words": words, "kind": kind, "actors": ["Peru"], "status": "done", "when": None}
    return json.loads(json.dumps(row | more))  # type: ignore[no-any-return]


FIRST, SECOND = (0, 15), (16, 29)


@pytest.mark.parametrize(
    ("acts", "found", "kind", "said"),
    [
        ([_act(1, FIRST, "meet", "Peru"), _act(2, SECOND, "reject", "Peru")], 2, 2, 2),
        ([_act(1, FIRST, "agree", "Peru")], 1, 0, 1),
        ([_act(1, FIRST, "agree", "Peru"), _act(2, FIRST, "meet", "Peru")], 1, 1, 2),
        ([_act(1, FIRST, "meet", "Bolivia")], 0, 0, 1),
        ([_act(1, SECOND, "reject", "Peru"), _act(2, SECOND, "maintain", "Peru")], 1, 1, 1),
        ([], 0, 0, 0),
    ],
)
def test_acts_are_counted_once(acts: list[Act], found: int, kind: int, said: int) -> None:
    """A pair needs the sentence and an actor, the right kind goes first, and an optional act counts for nothing."""
    report = Report("0", "r", TEXT)
    reading = Reading(Findings(report, (), (), (), (), (), ()), tuple(acts))
    marks = [_mark("met", "meet"), _mark("refused", "reject"), _mark("Peru refused", "maintain", optional=True)]
    count, _ = bench.score(marks, reading)
    assert (count.marked, count.found, count.kind, count.said) == (2, found, kind, said)
