"""The public forms as JSON Lines."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aidememoire.export.jsonl import act_row, layer_row, line
from aidememoire.model import Attribution, Span, Time, Voice
from making import make_act, make_report


@given(st.dictionaries(st.text(max_size=5), st.text(max_size=30), max_size=3))
def test_a_row_is_one_line_however_lines_are_cut(row: dict[str, str]) -> None:
    """No character of a text can be taken for the end of a line, and reading it back gives the row."""
    written = line(row)
    assert written.splitlines() == [written]
    assert json.loads(written) == row


def test_the_chain_of_voices_and_the_spans_of_roles_are_told() -> None:
    """Voices by name, outermost first; a role that stands in two places has two spans; unknown is null."""
    report = make_report("Norway and Chile met.", day=None)
    voices = (Voice("The Example Herald", "outlet", False), Voice("Anna Holt", "person", True))
    spans = (("actors", Span(0, 6)), ("actors", Span(11, 16)))
    row = act_row(make_act(report, report.text, said_by=voices, spans=spans), report)
    assert row["said_by"] == ["The Example Herald", "Anna Holt"]
    assert row["spans"] == {"actors": [[0, 6], [11, 16]]}
    assert row["sentence"] == {"start": 0, "end": 21, "text": "Norway and Chile met."}
    assert [row[key] for key in ("published", "when", "due", "condition")] == [None] * 4


@pytest.mark.parametrize(
    ("layer", "item", "told"),
    [
        (
            "times",
            Time(Span(0, 6), "DATE", None, None),
            {"timexes": [{"start": 0, "end": 6, "text": "Norway", "type": "DATE", "value": None, "edtf": None}]},
        ),
        (
            "quotes",
            Attribution((), (Span(7, 11),), (Span(0, 6), Span(11, 16)), True),
            {
                "attributions": [
                    {"source": [], "cue": [[7, 11]], "content": [[0, 6], [11, 16]], "direct": True, "speaker": None}
                ]
            },
        ),
    ],
)
def test_a_layer_is_told_under_its_key(layer: str, item: Time | Attribution, told: dict[str, object]) -> None:
    """Times are timexes and quotes are attributions; what the text does not say is empty or null."""
    report = make_report("Norway and Chile met.")
    assert layer_row(report, layer, [item]) == {"id": report.name, **told}
