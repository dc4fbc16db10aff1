"""In: a token of a parse. Out: its subject, objects and governors, as the sentence means them: passives, relative
clauses, infinitives and coordination undone."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

SUBJECTS = ("nsubj", "csubj", "expl")
OBJECTS = ("dobj", "dative", "attr", "oprd")
RELATIVES = frozenset({"who", "which", "that", "whom"})
COMPLEMENTS = frozenset({"acomp", "attr", "oprd"})
OF_OBJECT = frozenset({"of", "from", "for", "into"})  # "accused Chile of seizing": Chile seized
CHAINED = frozenset({"xcomp", "conj", "advcl", "pcomp", "ccomp"})


def children(token: Any, *deps: str) -> list[Any]:
    """The children with one of these dependency labels, in order of the text."""
    return [c for c in token.children if c.dep_ in deps]


def with_conjuncts(token: Any) -> Iterator[Any]:
    """The token and what is coordinated with it: "Abe and Putin"."""
    yield token
    for child in children(token, "conj"):
        yield from with_conjuncts(child)


def is_passive(verb: Any) -> bool:
    """Whether the verb is a passive, or a participle after its noun ("islands seized in 1945")."""
    if any(c.dep_ in ("nsubjpass", "auxpass") for c in verb.children):
        return True
    if verb.dep_ == "acl" and verb.tag_ == "VBN":
        return True
    bare = not children(verb, "nsubj", "aux")  # "was seized and has protested": the second has a voice of its own
    return bool(
        verb.dep_ == "conj" and bare and verb.tag_ == "VBN" and verb.head.tag_ == "VBN" and is_passive(verb.head)
    )


def subjects(verb: Any) -> list[Any]:
    """Who does it: the subject, the agent of a passive, or what a clause inherits from its governor."""
    if is_passive(verb):
        return [p for agent in children(verb, "agent") for p in children(agent, "pobj")]
    if verb.dep_ == "amod" and verb.tag_ == "VBN":  # "the Norwegian-held islands"
        return children(verb, "npadvmod", "compound", "nmod", "amod", "nsubj")
    return _surface_subjects(verb)


def objects(verb: Any) -> list[Any]:
    """To what or whom: the object, or the subject of a passive."""
    if is_passive(verb):
        found = children(verb, "nsubjpass")
        if not found and verb.dep_ == "acl":
            return [verb.head]
        if not found and verb.dep_ == "conj":
            found = objects(verb.head)
        return [_antecedent(t, verb) for t in found] + children(verb, "dobj", "oprd")
    return [_antecedent(t, verb) for t in children(verb, *OBJECTS)]


def prepositional(token: Any, name: str) -> list[Any]:
    """The objects of this preposition below the token (`between A and B` gives A; its conjuncts follow)."""
    found = []
    for child in token.children:
        if child.dep_ in ("prep", "agent", "dative", "prt", "advmod") and child.lower_ == name:
            found += children(child, "pobj", "pcomp")
            found += [p for inner in children(child, "prep") for p in children(inner, "pobj")]
    return found


def governors(token: Any) -> Iterator[Any]:
    """The verbs above, from the nearest: of "plans to meet" at `meet`, `plans`."""
    while token.dep_ != "ROOT" and token.head.i != token.i:
        token = token.head
        if token.pos_ in ("VERB", "AUX", "ADJ"):
            yield token


def _surface_subjects(verb: Any) -> list[Any]:
    own = [t for t in children(verb, *SUBJECTS) if t.dep_ != "expl"]
    if own:
        return [_antecedent(t, verb) for t in own]
    head = verb.head
    if verb.dep_ == "acl":
        return _whose(head) if _has_to(verb) else [head]  # "Chile's decision to leave": Chile leaves
    if verb.dep_ == "relcl":
        return [head]
    if verb.dep_ in CHAINED and head.i != verb.i:
        return _inherited(verb, head)
    if verb.dep_ in COMPLEMENTS and head.pos_ in ("VERB", "AUX"):
        return stated(head)  # "is due to sign", "is opposed to": who is
    return []


def _inherited(verb: Any, head: Any) -> list[Any]:
    """ "urged Iran to sign": Iran signs; "plans to sign", "came after signing": the governor's subject does."""
    if verb.dep_ == "pcomp":
        above = next(governors(verb), None)
        if any(t.pos_ != "PRON" for t in children(head.head, "poss")):  # "Chile's timetable for leaving"
            return _whose(head.head)
        if above is None:
            return []
        told = [t for t in children(above, "dobj", "nsubjpass") if t.i < head.i and head.head.i == above.i]
        return told[:1] if told and head.lower_ in OF_OBJECT else stated(above)
    if verb.dep_ == "xcomp" and head.pos_ in ("VERB", "AUX"):
        told = [t for t in children(head, "dobj", "nsubjpass") if t.i < verb.i]
        if told:
            return told
    if verb.dep_ == "ccomp":
        return []
    return stated(head)


def _whose(noun: Any) -> list[Any]:
    """ "Chile's plan", "a Chilean plan": who stands before the noun."""
    return children(noun, "poss") or children(noun, "compound", "amod", "nmod")


def stated(verb: Any) -> list[Any]:
    """Whom a clause is about: its subject, that of a passive too ("Chile was praised for signing")."""
    return _surface_subjects(verb) or (children(verb, "nsubjpass") if is_passive(verb) else [])


def outer_subjects(verb: Any) -> Iterator[list[Any]]:
    """Who else may do it, where the subject that a clause inherits is a thing; the nearest first."""
    if is_passive(verb) or children(verb, *SUBJECTS):
        return
    if verb.dep_ == "xcomp":  # "took steps to withdraw"
        yield _surface_subjects(verb.head)
    if verb.dep_ == "conj":  # "said the mood was grave but warned"
        first = verb
        while first.dep_ == "conj" and first.head.i != first.i:
            first = first.head
        if first.dep_ == "ccomp":
            yield _surface_subjects(first.head)
    if verb.dep_ == "advcl":
        for above in governors(verb):
            yield stated(above)
            if children(above, "nsubj"):
                return


def _antecedent(token: Any, verb: Any) -> Any:
    """For "which", "who", "that": the noun that the relative clause is about."""
    if token.lower_ in RELATIVES and verb.dep_ == "relcl":
        return verb.head
    return token


def _has_to(verb: Any) -> bool:
    return any(c.tag_ == "TO" for c in verb.children)
