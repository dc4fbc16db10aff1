"""Sentences in, cues and candidate acts out: what opens a sentence, what a cue asks for, and what is no second act."""

from __future__ import annotations

import pytest

from aidememoire.acts import score
from aidememoire.acts.cues import match_cues
from aidememoire.acts.screen import candidates
from aidememoire.find.parse import load_parser
from aidememoire.model import Report
from aidememoire.pipeline import find, find_layers


def kinds(text: str) -> list[str]:
    """The kinds of the acts of a one-sentence report, by the rules alone."""
    return [act.kind for act in find(Report("r", "r.txt", text), load_parser()).acts]


def cued(text: str) -> set[tuple[str, str]]:
    """Each cue of a sentence: its kind, and its head as written."""
    (doc,) = load_parser().parse([text])
    return {(hit.cue.kind, hit.head.text) for hit in match_cues(doc)}


@pytest.mark.parametrize(
    ("text", "parsed"),
    [
        ("Chile will not hold any more talks with Peru.", True),
        ("Chile withdrew its ships.", True),
        ("Peru is a republic on the coast, and its ministry said so again.", False),  # be, say: only with more words
        ("Chile makes good wine and has long beaches.", False),
        ("The minister of Norway arrived with an armful of books.", False),  # neither "mine" nor "arm", and no place
        ("They withdrew their ships.", False),  # nobody is named
    ],
)
def test_a_sentence_is_parsed_where_all_words_of_a_cue_and_a_party_stand(text: str, parsed: bool) -> None:
    """Common heads alone open no sentence, nor does a cue's word inside another word, nor a cue without a party."""
    assert bool(candidates(find_layers(Report("r", "r.txt", text)))) is parsed


def test_a_partys_quotation_is_parsed_though_it_names_nobody() -> None:
    """What a known party says in quotation marks is read on in its next sentences: "we" is that party."""
    text = "“The pass is closed,” Chile's foreign minister, Ana Rios, said. “We reject the plan,” she said."
    sentences = candidates(find_layers(Report("r", "r.txt", text)))
    assert any("We reject" in s.span.of(text) for s in sentences)


@pytest.mark.parametrize(
    ("text", "has", "not_has"),
    [
        ("Chile wants Peru to leave the strait.", ("demand", "wants"), ("maintain", "wants")),
        ("Chile wants to leave the strait.", ("maintain", "wants"), ("demand", "wants")),
        ("Norway called on Denmark to leave.", ("demand", "called"), ("meet", "called")),
        ("Norway's president called his counterpart on Monday.", ("meet", "called"), ("demand", "called")),
        ("The navy struck Danish-backed fighters.", ("assault", "struck"), ("threaten", "struck")),
        ("Officials in Lima gave no reason.", ("", ""), ("concede", "gave")),
        ("Norway said the base would remain neutral.", ("maintain", "neutral"), ("promise", "said")),
        ("Denmark must close the port.", ("demand", "close"), ("", "")),
        ("The bridge must be painted in May.", ("", ""), ("demand", "painted")),
    ],
)
def test_a_cue_is_more_than_its_words(text: str, has: tuple[str, str], not_has: tuple[str, str]) -> None:
    """Who is to do it, which word a preposition hangs from, and a day behind "on" tell one cue from another."""
    found = cued(text)
    assert has == ("", "") or has in found
    assert not_has not in found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Norway's premier flew to Copenhagen for talks with Denmark.", ["meet"]),
        ("Norway and Denmark met on Monday and will meet in Oslo in June.", ["meet", "meet"]),
        ("After the talks, Norway condemned the plan.", ["accuse"]),
        ("After talks with Denmark on Monday, Norway condemned the plan.", ["meet", "accuse"]),
    ],
)
def test_a_meeting_is_told_once(monkeypatch: pytest.MonkeyPatch, text: str, expected: list[str]) -> None:
    """A meeting told by two words is one act; told with another time it is another; "the talks" alone are none."""
    monkeypatch.setattr(score, "load_weights", dict)
    assert kinds(text) == expected
