"""Treaties, declarations and resolutions are found by their form, and what refers back to them where it is certain."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aidememoire.find.instruments import find_instruments
from aidememoire.find.sentences import find_sentences
from aidememoire.model import Mention, Report
from aidememoire.rules import load_toml

EXAMPLES = load_toml("langs/en/instruments.toml")["example"]


def instruments(text: str) -> tuple[Mention, ...]:
    """The instruments of a text."""
    report = Report("", "", text)
    return find_instruments(report, find_sentences(report), ())


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda e: str(e["text"])[:30])
def test_the_examples_name_what_they_say(example: dict[str, object]) -> None:
    """Every example of the word file gives these names, in order; a treaty that is only wished for gives none."""
    found = instruments(str(example["text"]))
    assert [m.name for m in found] == example["found"]
    if "words" in example:
        assert [m.span.of(str(example["text"])) for m in found] == example["words"]


WORDS = st.sampled_from(
    [
        "the",
        "The",
        "1956",
        "joint",
        "declaration",
        "treaty",
        "Bodo",
        "of",
        "and",
        "a",
        "signed",
        "deal",
        "Treaty",
        ".",
        "UN",
        "resolution",
        "425",
    ]
)


@given(st.lists(WORDS, max_size=25).map(" ".join))
def test_instruments_never_overlap(text: str) -> None:
    """Whatever the words, the spans are in order and no two meet."""
    found = instruments(text)
    assert all(a.span.end <= b.span.start for a, b in pairwise(found))
