"""Sentences end where they should, and the furniture of a page is no sentence."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aidememoire.find.sentences import find_sentences
from aidememoire.model import Report
from aidememoire.rules import load_toml

EXAMPLES = load_toml("langs/en/sentences.toml")["example"]


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda e: str(e["text"])[:30])
def test_sentences_are_cut_where_the_examples_draw_them(example: dict[str, object]) -> None:
    """Every example of the word file is cut as it says."""
    text = str(example["text"])
    assert [s.span.of(text) for s in find_sentences(Report("", "", text))] == example["cut"]


PARTS = [
    (
        "Talks end\n\nTalks end\n\nThe talks ended.\n\nThe Example\n\nin Tumblr",
        "headline boilerplate body boilerplate boilerplate",
    ),
    ("VLADIVOSTOK, Sept. 8 (Example) - The talks ended.", "dateline body"),
    ("OSLO (Example) -- The talks ended. All left.", "dateline body body"),
    (
        "TALKS END IN OSLO\n    The talks ended\nafter a day.\n    All left, they said. Reuter",
        "headline body body body",
    ),
    ("The talks ended.\n\nReporting by A. Holt", "body boilerplate"),
]


@pytest.mark.parametrize(("text", "parts"), PARTS)
def test_headline_dateline_and_furniture_are_kept_apart(text: str, parts: str) -> None:
    """A repeated headline, a dateline and share links are not body."""
    found = [s.part for s in find_sentences(Report("", "", text))]
    assert found == parts.split()[: len(found)]
    assert found.count("body") >= 1


@given(st.text(alphabet="aB .!?\"“”'\n(),1-", max_size=300))
def test_sentences_keep_every_word_once(text: str) -> None:
    """In order, without overlap, and only blank space is left out."""
    spans = [s.span for s in find_sentences(Report("", "", text))]
    assert spans == sorted(spans)
    assert all(a.end <= b.start for a, b in pairwise(spans))
    kept = "".join(span.of(text) for span in spans)
    assert "".join(kept.split()) == "".join(text.split())
