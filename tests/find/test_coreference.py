"""Words that refer back mean somebody only where that is certain."""

from __future__ import annotations

from itertools import pairwise

import pytest

from aidememoire.find.coreference import resolve
from aidememoire.find.names import find_names
from aidememoire.find.sentences import find_sentences
from aidememoire.model import Mention, Report
from aidememoire.rules import load_toml

EXAMPLES = load_toml("langs/en/coreference.toml")["example"]


def resolved(text: str) -> tuple[Mention, ...]:
    """The mentions of a text, those that refer back included."""
    report = Report("", "", text)
    sentences = find_sentences(report)
    return resolve(report, sentences, find_names(report, sentences))


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda e: str(e["text"])[:30])
def test_the_examples_refer_back_as_they_say(example: dict[str, object]) -> None:
    """Every example of the word file gives the actors and persons it names, and a near miss gives none."""
    text, words = str(example["text"]), str(example["find"])
    found = [m for m in resolved(text) if m.span.start == text.rindex(words)]
    assert [list(m.actors) for m in found] == ([example["actors"]] if "actors" in example else [])
    assert [p for m in found for p in m.persons] == example.get("persons", [])


TEXTS = [
    ("Norwegian President Ohlmo Hagen spoke. She left.", "She", None),
    ("Norwegian President Anna Hagen spoke. She left.", "She", "Norway"),
    ('Norwegian President Ohlmo Hagen spoke. "He is late," Lund said.', "He", None),
    ("Norwegian President Ohlmo Hagen and Danish Premier Anna Lund met. She left.", "She", "Denmark"),
    ("After talks with the visiting Danish premier, Norwegian envoy Ohlmo Hagen spoke. He left.", "He", "Norway"),
    ("Norway said Denmark must open its ports.", "its", None),
    ("Hagen's office was shut. It is cold.", "It", None),
    ("A senior Norwegian official spoke. He declined to be named.", "He", "Norway"),
    ("Norway hosted the European Union. The bloc sent two envoys.", "The bloc", "European Union"),
    ("Norwegian President Ohlmo Hagen and Danish President Asger Lund met. The president left.", "The president", None),
    ("Norway, which closed its ports, paid.", "its", "Norway"),
    ("The west is silent.", "The west", "The West"),
]


@pytest.mark.parametrize(("text", "words", "actor"), TEXTS)
def test_only_the_certain_is_resolved(text: str, words: str, actor: str | None) -> None:
    """One antecedent in the right place is taken; a wrong sex, a quotation or two holders of an office give nothing."""
    found = [m for m in resolved(text) if m.span.start == text.index(words)]
    assert [m.actors for m in found] == ([(actor,)] if actor else [])


def test_given_mentions_are_kept_and_nothing_overlaps() -> None:
    """Resolving only adds, in the order of the text."""
    text = "Norway and Denmark met. The two sides agreed that they would meet again; both countries said so."
    report = Report("", "", text)
    sentences = find_sentences(report)
    given = find_names(report, sentences)
    found = resolve(report, sentences, given)
    assert set(given) < set(found)
    assert all(a.span.end <= b.span.start for a, b in pairwise(found))
