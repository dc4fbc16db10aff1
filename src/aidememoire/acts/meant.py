"""In: a scene and a cue at whose own places nobody is named. Out: who is meant, where the sentence leaves no other."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from aidememoire.acts.cues import Hit
from aidememoire.acts.scene import Scene, parties
from aidememoire.acts.syntax import children, governors, is_passive, objects, outer_subjects, stated, subjects
from aidememoire.model import Mention, Span
from aidememoire.rules import group

PRONOUNS = {"they": "they", "their": "they", "he": "he", "she": "he", "his": "he", "her": "he", "it": "it", "its": "it"}
PLURAL = ("NNS", "NNPS")


def meant(scene: Scene, hit: Hit, verb: Any | None, subject: list[Any]) -> list[Mention]:
    """Who does what `verb` says, whose subject names nobody: the clause around it, or whoever announces or owns it.

    A noun of a deed is done by whom its possessive pronoun stands for.
    """
    if hit.cue.pos == "noun" and "possessor" in hit.cue.frame.who:
        return next((found for owner in children(hit.head, "poss") if (found := _pronoun(scene, owner))), [])
    if verb is None or "subject" not in hit.cue.frame.who:
        return []
    around = [_named(scene, tokens) for tokens in outer_subjects(verb)] + [_pronoun(scene, token) for token in subject]
    found = next((mentions for mentions in around if mentions), [])
    if found or hit.cue.pos != "verb" or not is_passive(verb):
        return found
    return _owner_of_forces(scene, hit, verb) or _announcer(scene, hit, verb)


def _named(scene: Scene, tokens: Iterable[Any]) -> list[Mention]:
    return list(dict.fromkeys(m for token in tokens for m in parties(scene, token)))


def _pronoun(scene: Scene, token: Any) -> list[Mention]:
    """ "The envoys left when they had signed": the subject of a clause around it that fits the pronoun."""
    if token.lower_ not in PRONOUNS:
        return []
    for above in governors(token.head if token.dep_ != "poss" else token):
        for noun in stated(above):
            found = parties(scene, noun)
            if (
                noun.i < token.i
                and _fits(PRONOUNS[token.lower_], noun, found)
                and not _quoted_apart(scene, token, noun)
            ):
                return found
    return []


def _fits(pronoun: str, noun: Any, found: list[Mention]) -> bool:
    persons = any(m.persons for m in found)
    if pronoun == "they":
        return len(found) > 1 or (bool(found) and noun.tag_ in PLURAL)
    return len(found) == 1 and persons == (pronoun != "it") and noun.tag_ not in PLURAL


def _quoted_apart(scene: Scene, token: Any, noun: Any) -> bool:
    """Whether the two stand on different sides of a quotation mark: who speaks is not who is spoken of."""

    def inside(span: Span) -> bool:
        return any(q.direct and any(c.holds(span) for c in q.content) for q in scene.findings.quotes)

    return inside(scene.span(token, token)) != inside(scene.span(noun, noun))


def _owner_of_forces(scene: Scene, hit: Hit, verb: Any) -> list[Mention]:
    """ "Peruvian troops will be withdrawn": by Peru."""
    if hit.cue.kind not in group("forces"):
        return []
    return next((found[:1] for found in (parties(scene, thing) for thing in objects(verb)) if found), [])


def _announcer(scene: Scene, hit: Hit, verb: Any) -> list[Mention]:
    """ "Peru said the tariffs would be lifted": a passive without an agent is the deed of the side that tells it."""
    if hit.cue.kind not in group("announced") or verb.dep_ != "ccomp":
        return []
    return _named(scene, subjects(verb.head))
