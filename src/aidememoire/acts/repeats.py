"""In: the acts of a report. Out: each once, at the sentence that states it most fully."""

from __future__ import annotations

import re
from collections.abc import Sequence

from aidememoire.model import Act

SHORT_WORDS = 3
FIELDS = ("when", "due", "where", "matter", "instrument", "condition")


def without_repeats(acts: Sequence[Act]) -> list[Act]:
    """The acts without those that only say another again: same kind, sides, status and time, and nothing new."""
    kept: list[Act] = []
    for act in sorted(acts, key=lambda a: (-_fullness(a), a.words.start)):
        if not any(_repeats(act, other) for other in kept):
            kept.append(act)
    return sorted(kept, key=lambda a: (a.sentence.start, a.words.start, a.words.end, a.kind))


def _fullness(act: Act) -> int:
    verbal = 0 if _is_nominal(act) else 2
    return verbal + sum(getattr(act, name) is not None for name in FIELDS) + (not act.said_by) + bool(act.recipients)


def _is_nominal(act: Act) -> bool:
    return "/noun:" in act.rule


def _repeats(act: Act, other: Act) -> bool:
    same = (act.kind, act.status) == (other.kind, other.status) and _sides(act) == _sides(other)
    if not same or (act.when and act.when != other.when) or (act.where and act.where != other.where):
        return False
    if _is_nominal(act):
        return act.matter is None or other.matter is None or bool(_content(act.matter) & _content(other.matter))
    if act.instrument and act.instrument != other.instrument:
        return False
    return act.sentence == other.sentence or bool(_content(act.matter) & _content(other.matter))


def _sides(act: Act) -> frozenset[str]:
    return frozenset(act.actors + act.recipients)


def _content(words: str | None) -> set[str]:
    return {w for w in re.findall(r"\w+", (words or "").lower()) if len(w) > SHORT_WORDS}
