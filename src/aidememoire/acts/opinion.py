"""In: the scenes of a report with their cues. Out: its acts, kept, dropped, changed or opened by a second opinion."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from aidememoire.acts.assemble import make_act
from aidememoire.acts.choose import distinct
from aidememoire.acts.cues import Hit
from aidememoire.acts.opinion_model import Judgement, Opinion, load
from aidememoire.acts.opinion_pool import as_kind, questions
from aidememoire.acts.scene import Scene
from aidememoire.model import Act

__all__ = ["Cuts", "Judgement", "Opinion", "load", "review"]


@dataclass(frozen=True, slots=True)
class Cuts:
    """How sure the opinion must be; chosen on folds of articles by `scripts/train_opinion.py`."""

    keep: float = 0.4  # a cue's act is kept at this probability of being an act at all
    change: float = 0.6  # its kind is changed at this probability of the other kind
    open: float = 0.6  # a word without a cue becomes an act at this probability of a kind
    status: float = 0.7  # the status is changed at this probability

    @classmethod
    def of(cls, settings: dict[str, Any]) -> Cuts:
        """The cuts written beside the weights."""
        return cls(**settings.get("cuts", {}))


def review(scenes: Sequence[tuple[Scene, Sequence[Hit]]], opinion: Opinion) -> list[Act]:
    """The acts of a report's scenes, in their order, each with the opinion's probability as its confidence."""
    asked = [(scene, *questions(scene, hits)) for scene, hits in scenes]
    judged = iter(opinion.judge([q for _, qs, _ in asked for q in qs]))
    cuts = Cuts.of(opinion.settings)
    return [act for scene, qs, hits in asked for act in decide(scene, hits, [next(judged) for _ in qs], cuts)]


def decide(scene: Scene, hits: Sequence[Hit], judged: Sequence[Judgement], cuts: Cuts) -> list[Act]:
    """The acts of one sentence that the opinion lets stand."""
    settled = ((_settle(hit, judgement, cuts), judgement) for hit, judgement in zip(hits, judged, strict=True))
    pairs = [(hit, judgement) for hit, judgement in settled if hit is not None]
    of_hit = {id(hit): judgement for hit, judgement in pairs}
    made = [(hit, make_act(scene, hit)) for hit, _ in pairs]
    return [_with_status(act, of_hit[id(hit)], cuts) for hit, act in distinct(made)]


def _settle(hit: Hit, judgement: Judgement, cuts: Cuts) -> Hit | None:
    """The hit with the kind it shall have, or None where it is no act."""
    kind, sure = judgement.kind
    if not hit.cue.kind:
        return as_kind(hit, kind) if sure >= cuts.open else None
    if judgement.act < cuts.keep:
        return None
    return as_kind(hit, kind) if kind != hit.cue.kind and sure >= cuts.change else hit


def _with_status(act: Act, judgement: Judgement, cuts: Cuts) -> Act:
    status, sure = judgement.status
    changed = status if sure >= cuts.status else act.status
    confidence = round(min(max(judgement.act, 0.0), 1.0), 3)
    return replace(act, status=changed, negated=changed == "denied", confidence=confidence)
