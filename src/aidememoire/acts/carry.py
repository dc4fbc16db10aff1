"""In: the acts of a report. Out: the same, with the place of a meeting carried to what was done at it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from aidememoire.model import Act
from aidememoire.rules import group, load_toml

TOLD = frozenset({"done", "ongoing"})


def carry_places(acts: Sequence[Act]) -> list[Act]:
    """A meeting's place holds for the meetings, agreements and signings of the same day and sides that name none."""
    venues = [act for act in acts if act.kind in group("at_a_table") and act.where and act.when and act.status in TOLD]
    return [_at(act, venues) for act in acts]


def carry_answers(acts: Sequence[Act]) -> list[Act]:
    """ "A rejected the proposal": an answer that names no day of its own is of the day of the proposal it answers."""
    found: list[Act] = []
    for act in acts:
        asked = next(
            (a for a in reversed(found) if a.kind in group("asked") and set(a.actors) & set(act.recipients)), None
        )
        answers = act.kind in group("answers") and _asked_again(act.matter) and "when" not in dict(act.spans)
        if asked and answers:
            act = replace(act, when=asked.when, when_words=asked.when_words, matter=asked.matter)
        found.append(act)
    return found


def _asked_again(matter: str | None) -> bool:
    return matter is not None and matter.lower() in load_toml("langs/en/acts.toml")["asked"].split()


def _at(act: Act, venues: Sequence[Act]) -> Act:
    if (
        act.kind not in group("at_a_table")
        or act.where
        or not act.when
        or act.status not in TOLD
        or len(act.actors) < 2
    ):
        return act
    found = {v.where for v in venues if v.when == act.when and set(v.actors) & set(act.actors)}
    return replace(act, where=found.pop()) if len(found) == 1 else act
