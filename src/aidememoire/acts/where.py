"""In: a cue found in a scene. Out: the place of the act: one that hangs from its clause by a preposition of place."""

from __future__ import annotations

from functools import cache
from typing import Any

from aidememoire.acts.cues import Hit
from aidememoire.acts.roles import carrier
from aidememoire.acts.scene import Scene
from aidememoire.model import Mention
from aidememoire.rules import group, load_toml

VERBS = frozenset({"VERB", "AUX"})
UP = frozenset({"pobj", "prep", "dobj", "conj", "attr", "npadvmod"})
SIDES = frozenset({"nsubj", "nsubjpass", "appos", "poss"})  # "officials in Oslo said" it somewhere


def find_where(scene: Scene, hit: Hit) -> Mention | None:
    """The place of the act: beside its verb; else farther down its clause; else where its forces or its visit go."""
    verb = carrier(hit.head)
    near = {verb.i, hit.head.i, *(t.i for t in hit.tokens)}
    placed = [(place, root) for place in scene.places if (root := scene.root(place.span)) is not None]
    for place, root in placed:
        if _at_the_verb(root, hit) and _clause_of(root) in near:
            return place
    for place, root in placed:
        if _hangs(root, _prepositions("at") - {"on"}) and _above(root) in near:
            return place
    for place, root in placed:
        below = _above(root) in near or any(t.i == hit.head.i for t in root.ancestors)
        if below and _hangs(root, _prepositions(hit.cue.kind)):
            return place
    return None


@cache
def _prepositions(name: str) -> frozenset[str]:
    return frozenset(load_toml("langs/en/acts.toml")["where"].get(name, "").split())


def _at_the_verb(root: Any, hit: Hit) -> bool:
    """Whether the place hangs by a preposition of place, or is where a visit goes; "talks on the dam" are about it."""
    if root.head.lower_ == "on" and hit.cue.kind in group("speech") | group("at_a_table"):
        return False
    goes = hit.cue.kind == "meet" and (root.dep_ == "dobj" or root.head.lower_ in _prepositions("meet"))
    return bool(goes or (root.dep_ == "pobj" and root.head.lower_ in _prepositions("at")))


def _clause_of(token: Any) -> int:
    """The verb whose clause a place stands in; a noun only where nothing but a preposition is between."""
    step = token.head.head if token.dep_ == "pobj" else token.head
    while step.pos_ not in VERBS and step.head.i != step.i and step.dep_ in UP:
        if step.pos_ in ("NOUN", "PROPN") and step.dep_ not in ("dobj", "attr", "pobj"):
            break
        step = step.head
    return int(step.i)


def _hangs(root: Any, prepositions: frozenset[str]) -> bool:
    return root.dep_ == "pobj" and root.head.lower_ in prepositions


def _above(root: Any) -> int:
    """The nearest verb above a place, or the noun that is a side of an act before it."""
    step = root.head.head
    while step.pos_ not in VERBS and step.head.i != step.i and step.dep_ not in SIDES:
        step = step.head
    return int(step.i)
