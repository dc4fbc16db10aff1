"""In: the scenes of a report with their cues. Out: its acts, kept, dropped, changed or opened by a second opinion."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from aidememoire.acts.assemble import make_act
from aidememoire.acts.choose import distinct
from aidememoire.acts.cues import Hit
from aidememoire.acts.opinion_model import Judgement, Opinion, load
from aidememoire.acts.opinion_pool import as_kind, named_parties, questions, signed
from aidememoire.acts.roles import Roles, fill_roles
from aidememoire.acts.scene import Scene
from aidememoire.acts.score import confidence
from aidememoire.model import Act, Span

__all__ = ["Cuts", "Judgement", "Opinion", "decide", "load", "review", "told", "weigh"]

ACTOR, RECIPIENT = 0, 1  # where they stand in a judgement's roles
HARDLY = 0.02  # a cue whose word is less likely than this an act is not looked at further


@dataclass(frozen=True, slots=True)
class Cuts:
    """How sure the opinion must be; chosen on folds of articles, written beside the weights."""

    keep: float = 0.35  # an act is kept at this probability, all signs weighed together
    change: float = 0.5  # its kind is changed at this probability of another kind
    open: float = 0.5  # a word without a cue becomes an act at this probability of a kind
    status: float = 0.8  # the status is changed at this probability
    actor: float = 0.4  # where the rules find no agent, a party this likely is the actor
    recipient: float = 0.5  # and one this likely the recipient

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
    asked = [(scene, *questions(scene, hits)) for scene, hits in scenes]
    judged = iter(opinion.judge([q for _, qs, _ in asked for q in qs]))
    cuts, weights = Cuts.of(opinion.settings), opinion.settings.get("weights", {})
    return [act for scene, qs, hits in asked for act in decide(scene, hits, [next(judged) for _ in qs], cuts, weights)]


def decide(
    scene: Scene, hits: Sequence[Hit], judged: Sequence[Judgement], cuts: Cuts, weights: Mapping[str, float]
) -> list[Act]:
    """The acts of one sentence that the opinion lets stand."""
    weighed = [told(one, cuts, weights) for one in weigh(scene, hits, judged, cuts)]
    return [act for act in weighed if act.confidence >= cuts.keep]


def weigh(
    scene: Scene, hits: Sequence[Hit], judged: Sequence[Judgement], cuts: Cuts, linear: Any = confidence
) -> list[Candidate]:
    """The candidates of one sentence, none inside another, with their signs; `linear` gives the rules' own score."""
    made: list[tuple[Hit, Act | None]] = []
    of_hit: dict[int, tuple[Judgement, bool]] = {}
    for hit, judgement in zip(hits, judged, strict=True):
        settled = _settle(hit, judgement, cuts)
        if settled is not None:
            roles = fill_roles(scene, settled)
            guessed = None if any(m.actors for m in roles.who) else _sides(scene, roles, judgement, cuts)
            final = settled if guessed is None else signed(settled)
            made.append((final, make_act(scene, final, guessed)))
            of_hit[id(final)] = (judgement, guessed is not None)
    found = []
    for hit, act in distinct(made):
        judgement, alone = of_hit[id(hit)]
        signs = _signs(scene, hit, act, judgement, alone) | {"linear": _odds(linear(scene, hit, act))}
        found.append(Candidate(hit, act, judgement, signs))
    return found


def _settle(hit: Hit, judgement: Judgement, cuts: Cuts) -> Hit | None:
    """The hit with the kind it shall have, or None where it is no act."""
    kind, sure = judgement.kind
    if not hit.cue.kind:
        return as_kind(hit, kind) if sure >= cuts.open else None
    if judgement.act < HARDLY:
        return None
    return as_kind(hit, kind) if kind != hit.cue.kind and sure >= cuts.change else hit


def _sides(scene: Scene, roles: Roles, judgement: Judgement, cuts: Cuts) -> Roles | None:
    """The sides of an act whose agent the rules do not find; None where the opinion finds none either."""
    if not judgement.roles:
        return None
    named = list(zip(named_parties(scene), judgement.roles, strict=True))
    who = tuple(party for party, odds in named if odds[ACTOR] >= cuts.actor)
    whom = tuple(party for party, odds in named if odds[RECIPIENT] >= cuts.recipient)
    return replace(roles, who=who, whom=whom) if who else None


def _signs(scene: Scene, hit: Hit, act: Act, judgement: Judgement, alone: bool) -> dict[str, float]:
    """What speaks for a candidate, as log-odds or 0 and 1."""
    odds_of = {party.span: odds[ACTOR] for party, odds in zip(named_parties(scene), judgement.roles, strict=False)}
    who = [odds_of[span] for span in _actors(act) if span in odds_of]
    return {
        "always": 1.0,
        "act": _odds(judgement.act),
        "kind": _odds(judgement.of(act.kind) / max(judgement.act, 1e-3)),
        "actor": _odds(max(who)) if who else 0.0,
        "unnamed": float(not who),
        "sides": float(alone),
        "noun": float(hit.cue.pos == "noun"),
    }


def _actors(act: Act) -> list[Span]:
    return [span for role, span in act.spans if role.startswith("actors")]


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
