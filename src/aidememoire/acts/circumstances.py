"""In: a cue found in a scene. Out: the act's circumstances: status, times, place, instrument, condition."""

from __future__ import annotations

from dataclasses import dataclass

from aidememoire.acts.cues import Hit
from aidememoire.acts.roles import carrier
from aidememoire.acts.scene import Scene
from aidememoire.acts.when import find_due, find_when, instrument_year, narrative_day, news_days
from aidememoire.acts.where import find_where
from aidememoire.find.conditions import find_condition
from aidememoire.find.mood import find_status
from aidememoire.find.times import bounds
from aidememoire.model import Mention, Span, Time
from aidememoire.rules import group


@dataclass(frozen=True, slots=True)
class Circumstances:
    """All that is told of an act besides its sides and its matter; None where it is not told."""

    status: str
    when: Time | None
    due: Time | None
    place: Mention | None
    instrument: Mention | None
    condition: Span | None
    days: str | None  # EDTF: where no time is told, the days that the news are of


def find_circumstances(scene: Scene, hit: Hit, matter: Span | None) -> Circumstances:
    """The circumstances of the act that the cue states."""
    kind = hit.cue.kind
    when = find_when(scene, hit, kind in group("speech"))
    due = find_due(scene, hit, when) if kind in group("due") else None
    condition = _condition(scene, hit)
    status = hit.cue.status or find_status(hit.head, hit.tokens, kind, condition is not None, _ahead(scene, when))
    when = when or instrument_year(scene, hit) or narrative_day(scene, hit, status)
    days = None if when else news_days(scene, hit, status)
    due = None if due is when else due
    near = matter or scene.span(hit.tokens[0], hit.tokens[-1])
    return Circumstances(status, when, due, find_where(scene, hit), _instrument(scene, near), condition, days)


def _condition(scene: Scene, hit: Hit) -> Span | None:
    """The words of the condition; what is told as past waits for none, but a promise once made can."""
    if hit.cue.kind not in group("binding") and carrier(hit.head).tag_ == "VBD":
        return None
    found = find_condition(scene.doc, hit.head)
    return scene.span(scene.doc[found[0]], scene.doc[found[1]]) if found else None


def _ahead(scene: Scene, when: Time | None) -> bool:
    """Whether the time begins on the day of the report or later."""
    published = scene.findings.report.published
    if when is None or published is None or when.edtf is None:
        return False
    earliest, _ = bounds(when.edtf)
    return earliest is not None and earliest >= published


def _instrument(scene: Scene, near: Span) -> Mention | None:
    """The instrument named in the act's matter, else the only one of the sentence."""
    inside = [m for m in scene.instruments if near.meets(m.span)]
    return inside[0] if inside else scene.instruments[0] if len(scene.instruments) == 1 else None
