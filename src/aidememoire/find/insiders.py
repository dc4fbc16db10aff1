"""In: a stage and words such as "the rebels". Out: who of which state they are; None where that is not certain."""

from __future__ import annotations

from aidememoire.find.antecedents import Stage
from aidememoire.find.names.factions import called, of_states, one
from aidememoire.find.names.tables import tables
from aidememoire.model import Mention, Span
from aidememoire.rules import load_toml


def faction(stage: Stage, span: Span, words: str) -> Mention | None:
    """Which rebels "the rebels" are: those named in the report, else those of the state that the report is about."""
    last = words.split()[-1]
    noun = one().get(last, last)
    named = [name for name in of_states(stage.total) if name.endswith(" " + noun)]
    state = home(stage) if not named else None
    if len(named) > 1 or not (named or state):
        return None
    name = named[0] if named else called(str(state), noun)
    return Mention(span, "actor", name, (name,), (), "group")


def home(stage: Stage) -> str | None:
    """The state the report is about: named often, and twice as often as any other."""
    states = [(count, name) for name, count in stage.total.items() if name in tables().states]
    least: int = load_toml("langs/en/coreference.toml")["factions"]["home"]
    counts = sorted(states, reverse=True)
    if not counts or counts[0][0] < least or (len(counts) > 1 and counts[1][0] * 2 > counts[0][0]):
        return None
    return counts[0][1]
