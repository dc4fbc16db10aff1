"""In: a cue found in a scene. Out: who acts, towards whom, and about what."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from aidememoire.acts.counterpart import counterpart, main_pair
from aidememoire.acts.cues import Hit
from aidememoire.acts.holders import handed_over
from aidememoire.acts.meant import meant
from aidememoire.acts.scene import Scene, parties, speaker
from aidememoire.acts.syntax import children, governors, objects, prepositional, subjects
from aidememoire.model import Mention, Span
from aidememoire.rules import group, load_toml

MATTER_WORDS = 10
AGENTS = ("between", "by")  # where an agent stands when its own place is empty: "talks between A and B"
NOMINAL = ("NOUN", "PROPN")


@dataclass(frozen=True, slots=True)
class Roles:
    """Who did it, towards whom, about what: mentions in the order of the text."""

    who: tuple[Mention, ...]
    whom: tuple[Mention, ...]
    matter: Span | None


def fill_roles(scene: Scene, hit: Hit) -> Roles:
    """The roles of a cue, each from the first place of its frame that is filled; empty where none is."""
    frame = hit.cue.frame
    handed = handed_over(scene, hit)
    if handed:
        return Roles(*handed, _matter(scene, hit, ()))
    who = (
        _first(scene, hit, (*frame.who, *AGENTS))
        or meant(scene, hit, _stating(hit), fetch(hit, "subject"))
        or _governing(scene, hit)
        or _before_relative(scene, hit)
    )
    if not who and frame.mutual:
        who = main_pair(scene.findings)
    taken = frozenset(who)
    whom = _first(scene, hit, frame.whom, taken) or _owner(scene, hit, taken)
    matter = _matter(scene, hit, whom)
    if frame.mutual:
        who, whom = [*who, *whom], []
        who += _in_content(scene, hit, taken, ("with",))
    whom = whom or _in_content(scene, hit, frozenset(who), ("to", "with", "against", "from"))
    if who and not whom and not frame.mutual:
        whom = counterpart(scene, hit, who)
    return Roles(tuple(who), tuple(whom), matter)


def _in_content(scene: Scene, hit: Hit, taken: frozenset[Mention], names: Sequence[str]) -> list[Mention]:
    """The other side named inside what is promised: "agreed to hand the islands over to Japan"."""
    for clause in fetch(hit, "clause"):
        if clause.dep_ not in ("xcomp", "ccomp"):
            continue
        for name in names:
            places = [clause, *objects(clause)]
            found = [
                m for p in places for token in prepositional(p, name) for m in parties(scene, token) if m not in taken
            ]
            if found:
                return list(dict.fromkeys(found))
    return []


def _governing(scene: Scene, hit: Hit) -> list[Mention]:
    """Of a noun that names no agent: the subject of the verb above it ("Chile left the talks")."""
    if hit.cue.pos != "noun" or hit.cue.kind in group("apart"):
        return []
    for verb in governors(hit.head):
        found = [m for token in subjects(verb) for m in parties(scene, token)]
        if found:
            return list(dict.fromkeys(found))
    return []


def _before_relative(scene: Scene, hit: Hit) -> list[Mention]:
    """ "relations between A and B, which fought": who stands right before the pronoun."""
    if hit.head.dep_ != "relcl":
        return []
    pronoun = next((t for t in hit.head.children if t.lower_ in ("which", "who") and t.dep_ == "nsubj"), None)
    if pronoun is None:
        return []
    before = [scene.doc[i] for i in (pronoun.i - 1, pronoun.i - 2) if i >= 0]
    name = next((t for t in before if t.pos_ == "PROPN"), None)
    if name is None:
        return []
    return parties(scene, name.head) if name.dep_ == "conj" else parties(scene, name)


def _owner(scene: Scene, hit: Hit, taken: frozenset[Mention]) -> list[Mention]:
    """Whose thing it is that is acted on: "rejected Denmark's offer", "welcomed a plan put forward by Chile"."""
    for thing in fetch(hit, "object"):
        near = [
            *_beside(thing, "possessor"),
            *_beside(thing, "modifier"),
            *prepositional(thing, "by"),
            *prepositional(thing, "from"),
        ]
        found = [m for token in near for m in parties(scene, token) if m not in taken]
        if found:
            return list(dict.fromkeys(found))
    return []


def _first(scene: Scene, hit: Hit, places: Sequence[str], taken: frozenset[Mention] = frozenset()) -> list[Mention]:
    for place in places:
        named = (
            [speaker(scene, hit.head)] if place == "speaker" else [parties(scene, token) for token in fetch(hit, place)]
        )
        found = [m for mentions in named for m in mentions if m not in taken]
        if found:
            return list(dict.fromkeys(found))
    return []


def fetch(hit: Hit, place: str) -> list[Any]:
    """The tokens that stand at one place of a cue's frame."""
    head = hit.head
    if head.pos_ in NOMINAL and hit.cue.pos == "noun":
        return _fetch_noun(hit, place)
    verb = _stating(hit)
    if place == "subject":
        return subjects(verb) or (subjects(head) if verb is not head else [])
    if place == "object":
        return [t for t in objects(verb) if t not in hit.tokens] or [
            o for t in hit.tokens if t is not head for o in objects(t)
        ]
    if place == "clause":
        return children(head, "xcomp", "ccomp", "advcl")
    if place == "owner":
        return [t for o in subjects(verb) for t in [*children(o, "poss"), *prepositional(o, "of")]]
    if place == "rival":
        return [
            t for c in head.head.children if c.i != head.i and c.dep_ == "amod" and c.tag_ == "VBN" for t in subjects(c)
        ]
    if place in ("possessor", "modifier"):
        return [t for o in objects(verb) for t in _beside(o, place)]
    return _below(hit, place, [head, verb, *(t for t in hit.tokens if t is not head), *objects(verb)])


def _stating(hit: Hit) -> Any | None:
    """The verb that states the act: the cue itself, the copula of an adjective, the verb that carries a noun."""
    if hit.head.pos_ in NOMINAL and hit.cue.pos == "noun":
        return light_verb(hit.head)
    return hit.head if hit.head.pos_ in ("VERB", "AUX") and hit.cue.pos != "adj" else _copula(hit.head)


def _fetch_noun(hit: Hit, place: str) -> list[Any]:
    head = hit.head
    carrier = light_verb(head)
    if place == "subject":
        return subjects(carrier) if carrier is not None else []
    if place in ("possessor", "modifier"):
        return _beside(head, place)
    if place == "object":
        return [t for t in objects(carrier) if t.i != head.i] if carrier is not None else []
    if place == "clause":
        return children(head, "acl", "ccomp", "relcl")
    if place == "in":
        return []  # "a meeting in Oslo": where, not with whom
    return _below(hit, place, [head, *([carrier] if carrier is not None else [])])


def _beside(noun: Any, place: str) -> list[Any]:
    return children(noun, "poss") if place == "possessor" else children(noun, "amod", "compound", "nmod")


def _below(hit: Hit, name: str, tokens: Sequence[Any]) -> list[Any]:
    found = [t for token in tokens for t in prepositional(token, name)]
    return [t for t in dict.fromkeys(found) if t not in hit.tokens]


def _copula(adjective: Any) -> Any:
    above = adjective.head
    return above if adjective.dep_ in ("acomp", "attr", "oprd", "prep") and above.pos_ in ("VERB", "AUX") else adjective


def light_verb(noun: Any) -> Any | None:
    """The verb that carries a noun's act ("made an offer", "talks were held"), or None."""
    above = noun.head
    if noun.dep_ in ("conj",) and above.pos_ in NOMINAL:
        return light_verb(above)
    carried = noun.dep_ in ("dobj", "nsubjpass", "attr") or (noun.dep_ == "pobj" and above.dep_ == "prep")
    verb = above.head if noun.dep_ == "pobj" else above
    if carried and verb.pos_ == "VERB" and verb.lemma_.lower() in _light():
        return verb
    return None


@cache
def _light() -> frozenset[str]:
    return frozenset(load_toml("langs/en/acts.toml")["light"].split())


def _matter(scene: Scene, hit: Hit, whom: Sequence[Mention]) -> Span | None:
    """What it is about: the words of the first place of the frame that is not merely the other side, at most ten."""
    others = [m.span for m in whom]
    for place in hit.cue.frame.matter:
        for token in fetch(hit, place):
            span = None if _is_empty(scene, token) else _trimmed(scene, token)
            if span and not any(o.holds(span) for o in others):
                return span
    thing = next((t for t in reversed(hit.tokens) if t is not hit.head and t.pos_ == "NOUN"), None)
    return _trimmed(scene, thing) if thing is not None and hit.cue.pos == "verb" and hit.cue.kind != "meet" else None


def _is_empty(scene: Scene, token: Any) -> bool:
    """Whether a word cannot be what an act is about: a pronoun, date, party, or an aside ("speaking on Monday")."""
    if token.pos_ == "PRON" or (token.dep_ == "advcl" and not (token.i > token.head.i and _is_infinitive(token))):
        return True
    dated = any(token.i in {t.i for t in scene.tokens(time.span)} for time in scene.times)
    return dated or (token.pos_ == "PROPN" and token.i in scene.parties_at)


def _is_infinitive(verb: Any) -> bool:
    return any(c.tag_ == "TO" for c in verb.children)


def _trimmed(scene: Scene, token: Any) -> Span | None:
    first, last = token.left_edge.i, token.right_edge.i
    tokens = list(scene.doc[first : last + 1])
    while tokens and (tokens[0].pos_ in ("ADP", "PART", "SCONJ", "PUNCT", "DET", "CCONJ") and tokens[0].i < token.i):
        tokens.pop(0)
    kept = list(_until_break(tokens, token))[:MATTER_WORDS]
    while kept and kept[-1].pos_ in ("PUNCT", "ADP", "DET", "CCONJ", "SCONJ", "PART"):
        kept.pop()
    return scene.span(kept[0], kept[-1]) if kept else None


def _until_break(tokens: Sequence[Any], root: Any) -> Iterator[Any]:
    """Up to the first comma or relative clause behind the root."""
    for token in tokens:
        if token.i > root.i and (token.lower_ in (",", ";", "--", "which", "who") or token.dep_ == "advcl"):
            return
        yield token


def carrier(head: Any) -> Any:
    """The verb that states the act: the head itself, or what governs a noun."""
    if head.pos_ in ("VERB", "AUX"):
        return head
    return light_verb(head) or next(governors(head), head)
