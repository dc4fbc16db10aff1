"""In: a candidate act. Out: how likely it is one, 0 to 1. A logistic regression whose weights are data.

The seam for a second opinion: what stands behind it (rules alone, this linear score, a larger model) is chosen here.
Weights are made by `scripts/train.py` from marked articles; without the file every candidate is kept.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from functools import cache
from typing import Any

from aidememoire.acts.cues import Hit
from aidememoire.acts.roles import carrier
from aidememoire.acts.scene import Scene
from aidememoire.acts.syntax import governors
from aidememoire.model import Act
from aidememoire.rules import DATA, load_tsv

WEIGHTS = "weights/act.tsv"
COLUMNS = ("feature", "weight")
BIAS, THRESHOLD = "(bias)", "(threshold)"


def confidence(scene: Scene, hit: Hit, act: Act) -> float:
    """The probability that a candidate is an act of its kind, by what surrounds it."""
    weights = load_weights()
    if not weights:
        return 1.0
    total = weights[BIAS] + sum(weights.get(feature, 0.0) for feature in features(scene, hit, act))
    return 1.0 / (1.0 + math.exp(-total))


def threshold() -> float:
    """The confidence below which a candidate is dropped."""
    return load_weights().get(THRESHOLD, 0.0)


@cache
def load_weights() -> dict[str, float]:
    """The learned weight of each feature; empty where none are shipped."""
    if not (DATA / "weights" / "act.tsv").is_file():
        return {}
    return {feature: float(weight) for feature, weight in load_tsv(WEIGHTS, COLUMNS)}


def features(scene: Scene, hit: Hit, act: Act) -> list[str]:
    """What is told of a candidate to the score, each a string: general shapes, never a name or a date."""
    return sorted(set(_of_cue(hit)) | set(_of_roles(scene, act)) | set(_of_place(scene, hit, act)))


def _of_cue(hit: Hit) -> Iterator[str]:
    head, verb = hit.head, carrier(hit.head)
    yield f"cue={hit.cue.id}"
    yield f"kind={hit.cue.kind}:{hit.cue.pos}"
    yield f"dep={head.dep_}:{hit.cue.pos}"
    yield f"kind-dep={hit.cue.kind}:{head.dep_}"
    yield f"tag={verb.tag_}:{hit.cue.pos}"
    yield f"words={min(len(hit.tokens), 3)}"
    yield f"light={hit.cue.pos == 'noun' and verb.i != head.i}"
    above = next(governors(verb), None)
    yield f"above={above.lemma_.lower() if above is not None else None}"
    for child in verb.children:
        if child.dep_ in ("aux", "neg", "mark"):
            yield f"aux={child.lower_}"


def _of_roles(scene: Scene, act: Act) -> Iterator[str]:
    yield f"kind-whom={act.kind}:{bool(act.recipients)}"
    yield f"actors={min(len(act.actors), 3)}"
    yield f"persons={bool(act.persons)}"
    yield f"status={act.status}"
    yield f"kind-status={act.kind}:{act.status}"
    for name in ("when", "due", "where", "matter", "instrument", "condition"):
        if getattr(act, name):
            yield f"has={name}"
    yield f"voices={min(len(act.said_by), 2)}"
    if any(voice.direct for voice in act.said_by):
        yield "direct"
    who = next((span for role, span in act.spans if role == "actors"), None)
    via = next((m.via for m in scene.findings.actors if m.span == who), None)
    yield f"via={via}"
    yield f"kind-outside={act.kind}:{who is None}"


def _of_place(scene: Scene, hit: Hit, act: Act) -> Iterator[str]:
    body = [s for s in scene.findings.sentences if s.part == "body"]
    number = body.index(scene.sentence) if scene.sentence in body else 0
    yield f"early={number < 3}"
    yield f"third={3 * number // max(len(body), 1)}"
    yield f"length={min(len(scene.doc) // 10, 5)}"
    yield f"depth={min(sum(1 for _ in governors(hit.head)), 4)}"
    first: Any = scene.doc[0]
    yield f"opens={hit.head.i - first.i < 3}"
