"""In: Findings and a parser. Out: the acts that the report tells, in the order of the text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from aidememoire.acts.assemble import make_act
from aidememoire.acts.carry import carry_answers, carry_places
from aidememoire.acts.choose import choose
from aidememoire.acts.cues import match_cues
from aidememoire.acts.opinion import Opinion, review
from aidememoire.acts.repeats import without_repeats
from aidememoire.acts.scene import is_titled, make_scene
from aidememoire.acts.screen import candidates
from aidememoire.find.parse import Parser
from aidememoire.model import Act, Findings, Sentence


def find_acts(findings: Findings, parser: Parser, opinion: Opinion | None = None) -> tuple[Act, ...]:
    """The acts of a report; only sentences that can hold one are parsed. Where an opinion is given, it decides."""
    sentences = candidates(findings)
    return acts_of(findings, sentences, parser.parse(texts_of(findings, sentences)), opinion)


def texts_of(findings: Findings, sentences: Sequence[Sentence]) -> list[str]:
    """What is to be parsed."""
    return [s.span.of(findings.report.text) for s in sentences]


def acts_of(
    findings: Findings, sentences: Sequence[Sentence], docs: Iterable[Any], opinion: Opinion | None = None
) -> tuple[Act, ...]:
    """The acts of a report's candidate sentences, of which these are the parses."""
    scenes = [make_scene(findings, sentence, doc) for sentence, doc in zip(sentences, docs, strict=True)]
    found = [(scene, [hit for hit in match_cues(scene.doc) if not is_titled(scene, hit.head)]) for scene in scenes]
    if opinion is not None:
        acts = review(found, opinion)
    else:
        acts = [act for scene, hits in found for act in choose(scene, [(hit, make_act(scene, hit)) for hit in hits])]
    return tuple(without_repeats(carry_places(carry_answers(acts))))
