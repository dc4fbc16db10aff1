"""The attribute ruler asked once for each kind of token."""

from __future__ import annotations

import random
from typing import Any

import pytest
import spacy

from aidememoire.find.attributes import NAME, RULER, ask_once
from aidememoire.find.parse import DEFAULT_MODEL, Parser, load_parser

SENTENCES = [
    "Norway agreed to withdraw its troops from Chile.",
    "There is no way back, the minister said.",
    "He ain't going to tell y'all what they're gonna sign.",
    "Let's not say nothin' of it; that's what they got ta do.",
    "They agreed that that treaty, which had been signed, would hold.",
    "Peru's three envoys, to whom it had been read,   refused  .",
    "",
    " ",
]


def _shown(doc: Any) -> list[tuple[str, ...]]:
    return [(t.text, t.tag_, t.pos_, t.dep_, t.lemma_, str(t.morph), str(t.head.i)) for t in doc]


def test_no_token_differs_from_the_parse_with_the_ruler_itself() -> None:
    """Whatever was asked before, in any order, and for rules of several tokens."""
    plain = Parser(spacy.load(DEFAULT_MODEL, exclude=["ner", "senter"]), DEFAULT_MODEL)
    wanted = {text: _shown(doc) for text, doc in zip(SENTENCES, plain.parse(SENTENCES), strict=True)}
    texts = SENTENCES * 3
    random.Random(7).shuffle(texts)
    assert NAME in load_parser().pipeline.pipe_names
    for text, doc in zip(texts, load_parser().parse(texts), strict=True):
        assert _shown(doc) == wanted[text]


@pytest.mark.parametrize("pattern", [[{"SHAPE": "Xxx"}], [{"ENT_TYPE": "GPE"}, {"LENGTH": 3}]])
def test_a_ruler_that_looks_at_more_is_left_as_it_is(pattern: list[dict[str, Any]]) -> None:
    """Only what is known to depend on a token alone is remembered."""
    pipeline = spacy.blank("en")
    pipeline.add_pipe(RULER).add(patterns=[pattern], attrs={"POS": "X"})  # type: ignore[attr-defined]
    ask_once(pipeline)
    assert pipeline.pipe_names == [RULER]


def test_a_pipeline_without_a_ruler_is_left_as_it_is() -> None:
    """Nothing is added to it."""
    pipeline = spacy.blank("en")
    ask_once(pipeline)
    assert pipeline.pipe_names == []
