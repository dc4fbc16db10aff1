"""Every rule file proves itself: its own examples, good and near-miss, are read and must come out as it says."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from aidememoire.acts import score
from aidememoire.find.parse import load_parser
from aidememoire.model import Act, Report
from aidememoire.pipeline import find
from aidememoire.rules import data_names, load_toml

EXAMPLES = [
    pytest.param(table["kind"], example, id=f"{table['kind']}-{number}")
    for table in map(load_toml, data_names("kinds", ".toml"))
    for number, example in enumerate(table.get("example", []))
]


def read(text: str, published: str | None = "2024-05-15") -> tuple[Act, ...]:
    """The acts of a one-sentence report."""
    date = dt.date.fromisoformat(published) if published else None
    return find(Report("example", "example", text, published=date), load_parser()).acts


@pytest.fixture(autouse=True)
def rules_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Rules prove themselves without the learned score: what it drops today it may keep tomorrow."""
    monkeypatch.setattr(score, "load_weights", dict)


@pytest.mark.parametrize(("kind", "example"), EXAMPLES)
def test_a_kind_finds_its_examples_and_leaves_its_near_misses(kind: str, example: dict[str, Any]) -> None:
    """The acts of this kind begin with the words the file names, and the first has the roles it names."""
    acts = [act for act in read(example["text"], example.get("published", "2024-05-15")) if act.kind == kind]
    firsts = [act.words.of(example["text"]).split()[0].strip(",.") for act in acts]
    assert firsts == example["found"]
    for role in ("actors", "recipients", "status", "when", "due", "where", "instrument", "condition"):
        if role in example:
            said = getattr(acts[0], role)
            assert (list(said) if isinstance(said, tuple) else said) == example[role]
