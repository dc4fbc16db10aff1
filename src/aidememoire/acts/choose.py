"""In: the candidate acts of a sentence. Out: those to keep: no act inside what another promises, no act twice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from typing import Any

from aidememoire.acts.cues import Hit
from aidememoire.acts.roles import light_verb
from aidememoire.acts.scene import Scene
from aidememoire.acts.score import confidence, threshold
from aidememoire.model import Act
from aidememoire.rules import group, load_toml

BESIDE = frozenset({"at", "in", "during", "after", "before", "following", "since", "by", "from", "despite", "amid"})
INSIDE = frozenset({"xcomp", "dobj", "prep", "acl", "pcomp", "pobj", "oprd", "agent"})


def choose(scene: Scene, candidates: Sequence[tuple[Hit, Act | None]]) -> list[Act]:
    """The acts of a sentence that are sure enough, in the order of the text, each with its confidence."""
    scored = [replace(act, confidence=round(confidence(scene, hit, act), 3)) for hit, act in distinct(candidates)]
    return [act for act in scored if act.confidence >= threshold()]


def distinct(candidates: Sequence[tuple[Hit, Act | None]]) -> list[tuple[Hit, Act]]:
    """The candidates without those that another contains, or says with the same kind, sides and status."""
    made = [(hit, act) for hit, act in candidates if act is not None and not _is_mention(hit, act)]
    heads = {hit.head.i for hit, _ in made}
    made = [
        (hit, act) for hit, act in made if not (_unsaid(act) and hit.cue.pos == "verb" and _below_another(hit, heads))
    ]
    made = [(hit, act) for hit, act in made if not any(_announces(hit, other) for other, _ in made)]
    kept = [
        (hit, act)
        for hit, act in made
        if not any(_contains(other, hit) and _same_agent(hit, act, held) for other, held in made)
    ]
    seen: dict[tuple[object, ...], tuple[Hit, Act]] = {}
    for hit, act in _once(kept):
        seen.setdefault((act.kind, act.actors, act.recipients, act.status), (hit, act))
    return sorted(seen.values(), key=lambda pair: (pair[1].words.start, pair[1].words.end, pair[1].kind))


def _is_mention(hit: Hit, act: Act) -> bool:
    """Whether a noun is part of a name ("the Cooperation Council"), or only names "the talks" spoken of before."""
    if hit.cue.pos != "noun":
        return False
    named = any(role in ("actors", "instrument") and span.holds(act.words) for role, span in act.spans)
    bare = hit.cue.kind in group("once") and _is_definite(hit.head) and light_verb(hit.head) is None
    return named or bare


def _is_definite(noun: Any) -> bool:
    """Whether a noun has "the" or "its" and nothing else: no measure or date before it, no side or matter behind it."""
    known = any(c.dep_ in ("det", "poss") and c.lower_ in _definite() for c in noun.children)
    return known and not any(c.dep_ in ("prep", "relcl", "acl", "npadvmod") and c.i > noun.i for c in noun.children)


@cache
def _definite() -> frozenset[str]:
    return frozenset(load_toml("langs/en/acts.toml")["definite"].split())


def _once(made: Sequence[tuple[Hit, Act]]) -> list[tuple[Hit, Act]]:
    """Without a meeting that another of the sentence already is: "flew to Oslo for talks", "met to discuss"."""
    kept: list[tuple[Hit, Act]] = []
    for hit, act in sorted(made, key=lambda pair: (pair[0].cue.pos != "verb", _depth(pair[0].head), pair[0].head.i)):
        if act.kind not in group("once") or not any(_same_event(hit, act, *other) for other in kept):
            kept.append((hit, act))
    return sorted(kept, key=lambda pair: pair[0].head.i)


def _same_event(hit: Hit, act: Act, other: Hit, told: Act) -> bool:
    """Whether two acts of one kind share a side and neither a time of its own nor "and" sets them apart."""
    if act.kind != told.kind or not set(act.actors) & set(told.actors):
        return False
    apart = hit.head.dep_ == "conj" and hit.head.head.i == other.head.i and hit.cue.pos == "verb"
    return not apart and (act.when == told.when or None in (act.when, told.when))


def _depth(token: Any) -> int:
    return sum(1 for _ in token.ancestors)


def _announces(hit: Hit, other: Hit) -> bool:
    """Whether this one only says that the other will be: of "plans to visit", the visit is the act."""
    if other.cue.kind not in group("events") or hit.head.lemma_.lower() not in _wishes():
        return False
    return bool(other.head.dep_ == "xcomp" and other.head.head.i == hit.head.i)


@cache
def _wishes() -> frozenset[str]:
    return frozenset(load_toml("langs/en/acts.toml")["wishes"].split())


def _same_agent(hit: Hit, act: Act, other: Act) -> bool:
    """A noun inside another act is an act of its own where somebody else does it: "rebuffed demands by the Council"."""
    return hit.cue.pos != "noun" or set(act.actors) <= set(other.actors)


def _unsaid(act: Act) -> bool:
    """Whether nobody in the sentence is said to do it: the sides were filled in from the report."""
    return not any(role.startswith("actors") for role, _ in act.spans)


def _below_another(hit: Hit, heads: set[int]) -> bool:
    """Whether the verb is a clause or infinitive of another word, or has a thing for its subject."""
    verb = hit.head
    return (
        verb.dep_ in ("xcomp", "ccomp", "advcl", "pcomp")
        or verb.head.i in heads - {verb.i}
        or any(c.dep_ == "nsubj" for c in verb.children)
    )


def _contains(other: Hit, hit: Hit) -> bool:
    """Whether the other's infinitive, object or clause holds this one: of "agreed to withdraw", the withdrawal."""
    if other.head.i == hit.head.i:
        return other is not hit and len(other.tokens) > len(hit.tokens)
    if other.cue.kind == hit.cue.kind and hit.cue.pos == "noun" and other.cue.pos == "verb":
        return _hangs_from(hit.head, other.head)
    if other.cue.kind not in group("content") and not (other.cue.kind == "meet" and hit.cue.pos == "noun"):
        return False
    token, last = hit.head, None
    while token.head.i != token.i:
        last, token = token, token.head
        if last.dep_ == "prep" and last.lower_ in BESIDE:
            return False
        if token.i == other.head.i:
            return last.dep_ in INSIDE or (last.dep_ == "ccomp" and other.cue.kind in group("asking"))
        if token.dep_ in ("relcl", "parataxis"):
            return False
    return False


def _hangs_from(noun: Any, verb: Any) -> bool:
    """Whether the noun stands in the verb's own clause: "visited for talks" is one meeting."""
    token = noun
    while token.dep_ in ("pobj", "prep", "dobj", "conj", "compound", "attr", "npadvmod") and token.head.i != token.i:
        token = token.head
        if token.i == verb.i:
            return True
    return False
