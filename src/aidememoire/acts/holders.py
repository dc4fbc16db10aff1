"""In: a nominal hand-over of a disputed place. Out: its holder and claimants, who are meant where nobody is named."""

from __future__ import annotations

import datetime as dt
from functools import cache

from aidememoire.acts.cues import Hit
from aidememoire.acts.scene import Scene
from aidememoire.acts.syntax import children, prepositional, with_conjuncts
from aidememoire.find.names.tables import COLUMNS
from aidememoire.model import Mention
from aidememoire.rules import load_tsv, several

Sides = tuple[str, tuple[str, ...]]


def handed_over(scene: Scene, hit: Hit) -> tuple[tuple[Mention, ...], tuple[Mention, ...]] | None:
    """ "The return of the islet": by who holds it to who claims it, if the table knows one claimant."""
    if (
        hit.cue.kind != "concede"
        or hit.cue.pos != "noun"
        or children(hit.head, "poss")
        or prepositional(hit.head, "by")
    ):
        return None
    below = {t.i for inner in prepositional(hit.head, "of") for t in with_conjuncts(inner)}
    for place in scene.places:
        root = scene.root(place.span)
        sides = _holder(place.name, scene.findings.report.published) if root is not None and root.i in below else None
        if sides and len(sides[1]) == 1:
            return (_side(place, sides[0]),), (_side(place, sides[1][0]),)
    return None


def is_disputed(place: str) -> bool:
    """Whether the table of disputed places knows a place of this name."""
    return place in _rows()


def _side(place: Mention, name: str) -> Mention:
    return Mention(place.span, "actor", name, (name,), via="holder")


def _holder(place: str, day: dt.date | None) -> Sides | None:
    """Who holds and who claims the place that day, or None where it is not disputed or the day is unknown."""
    if day is None:
        return None
    rows = (
        row for row in _rows().get(place, ()) if row[0] <= day.isoformat() and (not row[1] or day.isoformat() <= row[1])
    )
    return next(((holder, claimants) for _, _, holder, claimants in rows), None)


@cache
def _rows() -> dict[str, list[tuple[str, str, str, tuple[str, ...]]]]:
    found: dict[str, list[tuple[str, str, str, tuple[str, ...]]]] = {}
    for name, _, _, holder, claimants, since, until, *_ in load_tsv("lexicons/places.tsv", COLUMNS["places"].split()):
        found.setdefault(name, []).append((since, until, holder, several(claimants)))
    return found
