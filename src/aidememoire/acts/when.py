"""In: a cue found in a scene. Out: when the act was or will be, when what it speaks of falls due, and where."""

from __future__ import annotations

from typing import Any

from aidememoire.acts.cues import Hit
from aidememoire.acts.roles import carrier
from aidememoire.acts.scene import Scene
from aidememoire.acts.syntax import governors
from aidememoire.find.times import with_preposition
from aidememoire.model import Mention, Time

WHERE_PREPOSITIONS = frozenset({"in", "at", "on", "near", "off", "outside"})


def find_when(scene: Scene, hit: Hit, speech: bool) -> Time | None:
    """The time of the act itself: one that hangs from its verb; for an act of speech, from the verb that tells it."""
    verb = carrier(hit.head)
    own = [t for t in scene.times if t.type in ("DATE", "TIME") and t.edtf and hit.head.i not in _range(scene, t)]
    for time in own:
        if _verb_of(scene, time, hit) in (verb.i, hit.head.i):
            return time
    telling = [g.i for g in governors(verb)][:2] if speech else [g.i for g in governors(verb) if _raises(verb)][:1]
    return next((t for t in own if _verb_of(scene, t, hit) in telling), None)


def find_due(scene: Scene, hit: Hit, when: Time | None) -> Time | None:
    """The time inside what was promised, asked or threatened."""
    clause = {t.i for child in hit.head.children if child.dep_ in ("xcomp", "ccomp", "dobj", "prep") for t in child.subtree}
    for time in scene.times:
        if time is not when and time.edtf and time.type in ("DATE", "TIME", "DURATION"):
            root = scene.root(time.span)
            if root is not None and root.i in clause:
                return time
    return None


def edtf_of(scene: Scene, time: Time) -> str | None:
    """The EDTF value of a time with the preposition before it: "by year-end" is `../2018-12-31`."""
    return with_preposition(time, scene.findings.report.text) or time.edtf


def find_where(scene: Scene, hit: Hit) -> Mention | None:
    """The place of the act: one that hangs by a preposition of place from its verb or noun."""
    verb = carrier(hit.head)
    near = {verb.i, hit.head.i, *(t.i for t in hit.tokens)}
    for place in scene.places:
        root = scene.root(place.span)
        if root is None or root.dep_ != "pobj" or root.head.lower_ not in WHERE_PREPOSITIONS:
            continue
        if root.head.head.i in near or root.head.head.head.i in near and root.head.head.pos_ != "VERB":
            return place
    return None


def _range(scene: Scene, time: Time) -> set[int]:
    return {t.i for t in scene.tokens(time.span)}


def _raises(verb: Any) -> bool:
    return bool(verb.dep_ in ("xcomp", "conj"))


def _verb_of(scene: Scene, time: Time, hit: Hit) -> int | None:
    """The verb, or the cue's noun, that a time hangs from."""
    token = scene.root(time.span)
    if token is None:
        return None
    while token.head.i != token.i:
        token = token.head
        if token.pos_ in ("VERB", "AUX") or token.i == hit.head.i:
            return int(token.i)
    return int(token.i)
