"""In: the verb (or noun) that states an act, parsed. Out: done, ongoing, planned, conditional, possible or denied."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

from aidememoire.rules import load_toml

LASTING = frozenset({"state", "stance"})
RAISED = frozenset({"xcomp", "pcomp", "conj", "prep", "dobj", "pobj", "acl", "advcl", "ccomp", "nsubj", "nsubjpass", "oprd"})


def find_status(head: Any, nature: str, conditional: bool, future: bool) -> str:
    """The status of the act that `head` states.

    `nature` is the kind's (event, position, commitment, state), `conditional` whether the sentence makes the act depend
    on something, `future` whether its time lies after the report's date.
    """
    if head.pos_ in ("NOUN", "PROPN"):
        beside = _beside(head)
        if beside:
            return beside
    chain = list(_chain(head))
    negatable = [verb for verb in chain[:2] if verb.pos_ in ("VERB", "AUX", "ADJ")]
    if any(_negated(verb) for verb in negatable if verb is head or head.dep_ != "conj"):
        return "denied"
    if conditional:
        return "conditional"
    for below, verb in zip([None, *chain], chain, strict=False):
        told = _told(verb, below is not None and below.dep_ != "conj")
        if told:
            return told
    return _by_tense(next((v for v in chain if v.pos_ in ("VERB", "AUX")), head), nature, future)


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(load_toml("langs/en/acts.toml")["mood"][name].split())


def _chain(head: Any) -> Iterator[Any]:
    """The head and the words that govern it in one clause: of "plans to hold talks" at `talks`: talks, hold, plans."""
    yield head
    for _ in range(4):
        above = head.head
        if above.i == head.i or head.dep_ not in RAISED:
            return
        if head.dep_ in ("ccomp", "advcl") and any(c.dep_ in ("nsubj", "nsubjpass", "mark") for c in head.children):
            return
        head = above
        if head.pos_ in ("VERB", "AUX", "ADJ", "NOUN"):
            yield head


def _negated(token: Any) -> bool:
    if any(c.dep_ == "neg" or (c.dep_ == "preconj" and c.lower_ == "neither") for c in token.children):
        return True
    objects = [c for c in token.children if c.dep_ in ("dobj", "nsubj", "nsubjpass", "attr")]
    return any(d.lower_ in ("no", "neither") for o in objects for d in [o, *o.children] if d.i <= o.i)


def _told(verb: Any, governs: bool) -> str | None:
    """What an auxiliary, or the verb as governor of the act, says of it."""
    for child in verb.children:
        if child.dep_ in ("aux", "auxpass"):
            word = child.lower_
            if word in _words("planned_aux"):
                return "planned"
            if word in _words("possible_aux"):
                return "possible"
            if word in _words("would_aux"):
                return "planned"
            if word in _words("should_aux"):
                return "possible"
    if not governs:
        return None
    lemma = verb.lemma_.lower()
    for status in ("denied", "planned", "possible", "ongoing"):
        if lemma in _words(status) or verb.lower_ in _words(status):
            return status
    return None


def _by_tense(verb: Any, nature: str, future: bool) -> str:
    auxiliaries = {c.lemma_.lower() for c in verb.children if c.dep_ in ("aux", "auxpass")}
    if future and verb.tag_ != "VBD":
        return "planned"
    if nature in LASTING and "have" in auxiliaries and verb.tag_ in ("VBN", "VBD"):
        return "ongoing"
    if verb.tag_ == "VBG" and "be" in auxiliaries:
        return "ongoing"
    if verb.tag_ in ("VBZ", "VBP") and nature in ("position", "state", "stance"):
        return "ongoing"
    if verb.tag_ == "VB" and not auxiliaries & {"do", "have"}:
        return "planned"
    return "done"


def _beside(noun: Any) -> str | None:
    words = {w for c in noun.children if c.dep_ in ("amod", "det", "compound", "nmod") for w in (c.lower_, c.lemma_)}
    for status in ("denied", "planned", "possible"):
        if words & _words(f"{status}_beside"):
            return status
    return None
