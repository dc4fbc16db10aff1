"""In: sentences and scores of our own. Out: a failure where the PLOVER bench would count or fold wrongly."""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).parents[2] / "bench"))
import plover_learn
import plover_raw
import plover_signs
from aidememoire.find.parse import load_parser

CLASSES = {"06": {"plover": "COOPERATE"}, "08": {"plover": "CONCEDE|RETREAT"}, "081": {"plover": "CONCEDE"}}


@given(st.lists(st.tuples(st.sampled_from("abcdefgh"), st.sampled_from(["AID", "REJECT"])), max_size=30))
def test_equal_texts_share_a_fold(pairs: list[tuple[str, str]]) -> None:
    """A sentence that stands twice is never learnt from and asked about at once, in whatever order it comes."""
    texts, labels = [t for t, _ in pairs], [label for _, label in pairs]
    folds = plover_learn.folds_of(texts, labels, 5)
    assert len(set(zip(texts, folds, strict=True))) == len(set(texts))


def test_a_class_is_learnt_from_the_other_folds_only() -> None:
    """Words seen with a class tell it elsewhere; a class that stands in one fold only is never named there."""
    bags = [("sign", "pact")] * 4 + [("fire", "shell")] * 4 + [("march",)] * 2
    labels = ["AGREE"] * 4 + ["ASSAULT"] * 4 + ["PROTEST"] * 2
    said = plover_learn.cross_checked(plover_learn.bag_kernel(bags), labels, [0, 0, 1, 1] * 2 + [0, 0], 1.0)
    assert said[:8] == labels[:8]
    assert "PROTEST" not in said[8:]


def test_macro_f1_weighs_classes_alike() -> None:
    """A rare class counts as much as a common one; a sentence without an answer is wrong."""
    scores = plover_learn.summary(["AID", "AID", "AID", "COERCE"], ["AID", "AID", None, "AID"])
    assert scores == {"macro_f1": pytest.approx(2 * 2 / 6 / 2), "right": 0.5}


@pytest.mark.parametrize(("code", "name"), [("064", "COOPERATE"), ("0811", "YIELD"), ("904", None), (None, None)])
def test_class_of_a_code(code: str | None, name: str | None) -> None:
    """The longest known beginning of a code gives its class; a made-up code has none."""
    assert plover_raw.class_of(code, CLASSES) == name


@pytest.mark.parametrize(
    ("code", "names", "same"),
    [("ARNGOV", ("Arnor",), True), ("PRK", ("North Korea",), True), ("---GOV", ("Arnor",), True), ("GON", (), False)],
)
def test_actor_of_a_code(code: str, names: tuple[str, ...], same: bool) -> None:
    """A code stands for the actor it begins with; one without a state goes with any."""
    assert plover_raw.same_actor(code, names) == same


@pytest.mark.parametrize(
    ("drawn", "rule"),
    [
        ("[Norway] condemned {Sweden} over the raid.", "ACCUSE"),
        ("[Norway] will not sign a treaty with {Sweden}.", "REJECT"),
        ("[Norway] withdrew its troops from {Sweden}.", "YIELD"),
    ],
)
def test_the_rule_between_two(drawn: str, rule: str) -> None:
    """The cue that ties source and target names the class; what is told not to be done is a rejection."""
    text = drawn.translate(str.maketrans("", "", "[]{}"))
    source = (0, drawn.index("]") - 1)
    target = (drawn.index("{") - 2, drawn.index("}") - 3)
    marked = plover_signs.Marked("x", text, (source,), (target,), rule)
    doc = next(load_parser().parse([text]))
    signs = plover_signs.signs_of(marked, doc, None)
    assert signs.rule == rule
    assert not any("norway" in shape or "sweden" in shape for shape in signs.shapes)


def test_masking_keeps_places() -> None:
    """Every letter that stays knows where it stood, so that states can be laid upon the parse."""
    marked = plover_signs.Marked("x", "Peru warned Chile.", ((0, 4),), ((12, 17),), "THREATEN")
    text, places = plover_signs.masked(marked)
    assert text == "they warned them."
    assert all(place < 0 or marked.text[place] == letter for letter, place in zip(text, places, strict=True))
    assert np.count_nonzero(np.array(places) < 0) == len("theythem")
