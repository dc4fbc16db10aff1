"""In: the candidate acts of a sentence. Out: those to keep: no act inside what another promises, no act twice."""

from __future__ import annotations

from collections.abc import Sequence

from aidememoire.acts.cues import Hit
from aidememoire.acts.scene import Scene
from aidememoire.model import Act

# what these speak of is their content, not a second act
CONTENT = frozenset({"agree", "promise", "demand", "propose", "reject", "threaten", "maintain", "accuse", "support"})


def choose(scene: Scene, candidates: Sequence[tuple[Hit, Act | None]]) -> list[Act]:
    """The acts of a sentence, in the order of the text."""
    made = [(hit, act) for hit, act in candidates if act is not None]
    kept = [(hit, act) for hit, act in made if not any(_contains(other, hit) for other, _ in made)]
    seen: dict[tuple[object, ...], Act] = {}
    for _, act in kept:
        seen.setdefault((act.kind, act.actors, act.recipients, act.status), act)
    return sorted(seen.values(), key=lambda act: (act.words.start, act.words.end, act.kind))


def _contains(other: Hit, hit: Hit) -> bool:
    """Whether the other's infinitive, object or clause holds this one: of "agreed to withdraw", the withdrawal."""
    if other.head.i == hit.head.i:
        return other is not hit and len(other.tokens) > len(hit.tokens)
    if other.cue.kind not in CONTENT:
        return False
    token, last = hit.head, None
    while token.head.i != token.i:
        last, token = token, token.head
        if token.i == other.head.i:
            return last.dep_ in ("xcomp", "dobj", "prep", "acl", "pcomp", "pobj", "oprd", "agent") or (
                last.dep_ == "ccomp" and other.cue.kind in ("demand", "propose", "agree", "promise")
            )
        if token.dep_ in ("relcl", "parataxis"):
            return False
    return False
