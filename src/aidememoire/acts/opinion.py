"""In: the scenes of a report with their cues. Out: its acts, kept, dropped or changed by a second opinion."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from aidememoire.acts.assemble import make_act
from aidememoire.acts.choose import distinct
from aidememoire.acts.cues import Hit
from aidememoire.acts.opinion_model import Judgement, Opinion, load
from aidememoire.acts.opinion_pool import Party, as_kind, named_parties, questions, signed
from aidememoire.acts.roles import Roles, fill_roles
from aidememoire.acts.scene import Scene
from aidememoire.acts.score import confidence
from aidememoire.model import Act, Mention

__all__ = ["Cuts", "Judgement", "Opinion", "decide", "load", "review", "told", "weigh"]

ACTOR, RECIPIENT = 0, 1  # where they stand in a judgement's roles
HARDLY = 0.05  # a cue whose word is less likely than this an act is not looked at further


@dataclass(frozen=True, slots=True)
class Cuts:
    """How sure the opinion must be; chosen on folds of articles, written beside the weights."""

    keep: float = 0.27  # an act is kept at this probability, all signs weighed together
    change: float = 0.5  # its kind is changed at this probability of another kind
    status: float = 0.8  # the status is changed at this probability
    actor: float = 0.4  # where the rules find no agent, a party this likely is the actor
    recipient: float = 0.5  # and one this likely the recipient
    instead: float = 0.6  # a party this likely takes the place of the rules' agents
    doubt: float = 0.2  # where each of them is less likely than this

    @classmethod
    def of(cls, settings: Mapping[str, Any]) -> Cuts:
        """The cuts written beside the weights."""
        return cls(**settings.get("cuts", {}))


@dataclass(frozen=True, slots=True)
class Candidate:
    """An act with what speaks for it."""

    hit: Hit
    act: Act
    judgement: Judgement
    signs: Mapping[str, float]


def review(scenes: Sequence[tuple[Scene, Sequence[Hit]]], opinion: Opinion) -> list[Act]:
    """The acts of a report's scenes, in their order, each with the probability that it is one."""
    asked = [(scene, hits, *questions(scene, hits)) for scene, hits in scenes]
    judged = iter(opinion.judge([q for _, _, qs, _ in asked for q in qs]))
    cuts, weights = Cuts.of(opinion.settings), opinion.settings.get("weights", {})
    return [
        act
        for scene, hits, qs, roles in asked
        for act in decide(scene, hits, roles, [next(judged) for _ in qs], cuts, weights)
    ]


def decide(
    scene: Scene,
    hits: Sequence[Hit],
    roles: Sequence[Roles],
    judged: Sequence[Judgement],
    cuts: Cuts,
    weights: Mapping[str, float],
) -> list[Act]:
    """The acts of one sentence that the opinion lets stand, the surest first where two say the same."""
    return chosen(weigh(scene, hits, roles, judged, cuts), cuts, weights)


def chosen(candidates: Sequence[Candidate], cuts: Cuts, weights: Mapping[str, float]) -> list[Act]:
    """Those sure enough, none inside or beside a surer one that says the same."""
    sure = [(one.hit, told(one, cuts, weights)) for one in candidates]
    kept = sorted(((h, a) for h, a in sure if a.confidence >= cuts.keep), key=lambda pair: -pair[1].confidence)
    return [act for _, act in distinct(kept)]


def weigh(
    scene: Scene,
    hits: Sequence[Hit],
    roles: Sequence[Roles],
    judged: Sequence[Judgement],
    cuts: Cuts,
    linear: Any = confidence,
) -> list[Candidate]:
    """The candidates of one sentence with their signs; `linear` gives the rules' own score."""
    named, found = named_parties(scene), []
    for hit, ruled, judgement in zip(hits, roles, judged, strict=True):
        if judgement.act < HARDLY:
            continue
        settled = _settle(hit, judgement, cuts)
        ours = ruled if settled.cue.kind == hit.cue.kind else fill_roles(scene, settled)
        sides = _sides(named, ours, judgement, cuts)
        final = settled if sides is None else signed(settled)
        act = make_act(scene, final, sides or ours)
        if act is not None:
            signs = _signs(named, hit, act, judgement, sides is not None)
            odds = _odds(linear(scene, hit, act))
            found.append(Candidate(final, act, judgement, signs | {"linear": odds}))
    return found


def _settle(hit: Hit, judgement: Judgement, cuts: Cuts) -> Hit:
    """The hit with the kind it shall have."""
    kind, sure = judgement.kind
    return as_kind(hit, kind) if kind != hit.cue.kind and sure >= cuts.change else hit


def _sides(named: Sequence[Party], ruled: Roles, judgement: Judgement, cuts: Cuts) -> Roles | None:
    """The sides where the opinion mends them; None where the rules' own stand, or nobody can be named."""
    odds = {party.mention: one for party, one in zip(named, judgement.roles, strict=False)}
    best = max((one[ACTOR] for one in odds.values()), default=0.0)
    if not any(m.actors for m in ruled.who):
        return _guessed(odds, ruled, cuts) if best >= cuts.actor else None
    if best >= cuts.instead and all(odds[m][ACTOR] < cuts.doubt for m in ruled.who if m in odds):
        who = tuple(m for m, one in odds.items() if one[ACTOR] >= cuts.instead)
        return replace(ruled, who=who, whom=tuple(m for m in ruled.whom if m not in who))
    return None


def _guessed(odds: Mapping[Mention, Sequence[float]], ruled: Roles, cuts: Cuts) -> Roles:
    """Both sides by the opinion alone."""
    who = tuple(m for m, one in odds.items() if one[ACTOR] >= cuts.actor)
    whom = tuple(m for m, one in odds.items() if one[RECIPIENT] >= cuts.recipient and m not in who)
    return replace(ruled, who=who, whom=whom)


def _signs(named: Sequence[Party], hit: Hit, act: Act, judgement: Judgement, alone: bool) -> dict[str, float]:
    """What speaks for a candidate, as log-odds or 0 and 1."""
    names = set(act.actors)
    who = [
        odds[ACTOR] for party, odds in zip(named, judgement.roles, strict=False) if names & set(party.mention.actors)
    ]
    return {
        "always": 1.0,
        "act": _odds(judgement.act),
        "kind": _odds(judgement.of(act.kind) / max(judgement.act, 1e-3)),
        "actor": _odds(max(who)) if who else 0.0,
        "unnamed": float(not who),
        "sides": float(alone),
        "noun": float(hit.cue.pos == "noun"),
    }


def told(candidate: Candidate, cuts: Cuts, weights: Mapping[str, float]) -> Act:
    """The act with its status and its probability."""
    act, (status, sure) = candidate.act, candidate.judgement.status
    status = status if sure >= cuts.status else act.status
    odds = sum(weights.get(name, 0.0) * value for name, value in candidate.signs.items())
    confidence = round(1.0 / (1.0 + math.exp(-odds)), 3)
    return replace(act, status=status, negated=status == "denied", confidence=confidence)


def _odds(probability: float) -> float:
    kept = min(max(probability, 1e-4), 1.0 - 1e-4)
    return math.log(kept / (1.0 - kept))
