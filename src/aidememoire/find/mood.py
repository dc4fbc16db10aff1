"""In: the verb (or noun) that states an act, parsed. Out: done, ongoing, planned, conditional, possible or denied."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from functools import cache
from typing import Any

from aidememoire.rules import group, load_toml

RAISED = frozenset(
    {
        "xcomp",
        "pcomp",
        "conj",
        "prep",
        "dobj",
        "pobj",
        "acl",
        "advcl",
        "ccomp",
        "nsubj",
        "nsubjpass",
        "oprd",
        "acomp",
        "csubj",
    }
)
CLAUSAL = frozenset({"xcomp", "acl", "oprd", "acomp"})  # a governor's own status passes down these
GOVERNING = frozenset({"for", "to", "on", "about", "of", "with"})  # prepositions through which a verb governs a noun
FINITE = frozenset({"VBD", "VBZ", "VBP"})
NOMINAL = frozenset({"dobj", "nsubj", "nsubjpass", "pobj", "prep", "csubj"})


def find_status(head: Any, words: Collection[Any], kind: str, conditional: bool, ahead: bool) -> str:
    """The status of the act that `head` states.

    `words` are the cue's tokens, `conditional` is whether the sentence makes the act depend on something, `ahead`
    whether its time lies on or after the day of the report.
    """
    status = _raw_status(head, words, kind, conditional, ahead)
    return str(load_toml("langs/en/acts.toml")["mood"]["instead"].get(kind, {}).get(status, status))


def _raw_status(head: Any, words: Collection[Any], kind: str, conditional: bool, ahead: bool) -> str:
    if head.pos_ in ("NOUN", "PROPN"):
        beside = _beside(head)
        if beside:
            return beside
    if _is_disowned(head):
        return "denied"
    chain = list(_chain(head))
    clause = [verb for below, verb in zip([None, *chain], chain, strict=False) if below is None or _one_clause(below)][
        :2
    ]
    if any(_negated(verb, words) for verb in clause):
        return "denied"
    if any(verb.lemma_.lower() == "have" and any(c.lower_ == "yet" for c in verb.children) for verb in clause):
        return "denied"  # "has yet to sign"
    if conditional:
        return "conditional"
    for below, verb in zip([None, *chain], chain, strict=False):
        if below is not None and below.dep_ == "conj" and below.tag_ in FINITE:
            break  # "would not accept it, and urged ...": the second verb has a tense of its own
        if below is not None and below.dep_ == "acl" and verb.lemma_.lower() in _words("decided_noun"):
            return "done"  # "Chile's decision to leave"
        told = _told(verb, below, words)
        if told:
            return told
    return _by_tense(next((v for v in chain if v.pos_ in ("VERB", "AUX")), head), kind, ahead)


def _is_disowned(head: Any) -> bool:
    """ "denied that it had agreed": somebody says of the whole clause that it is not so."""
    verb = next((t for t in (head, *head.ancestors) if t.pos_ in ("VERB", "AUX")), head)
    while verb.dep_ in ("xcomp", "conj") and verb.head.pos_ in ("VERB", "AUX"):
        verb = verb.head
    above = verb.head
    told = verb.dep_ in ("ccomp", "pcomp") or (verb.dep_ == "xcomp" and verb.tag_ == "VBG")
    return bool(told and above.lemma_.lower() in _words("disowning") and not _negated(above, ()))


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
        if head.dep_ == "prep" and head.lower_ not in GOVERNING:
            return  # "after talks, A demanded": the talks were not demanded
        head = above
        if head.pos_ in ("VERB", "AUX", "ADJ", "NOUN"):
            yield head


def _one_clause(below: Any) -> bool:
    return below.dep_ in ("xcomp", "dobj", "nsubj", "nsubjpass", "acomp", "attr", "oprd")


def _negated(token: Any, words: Collection[Any]) -> bool:
    """Whether the word is denied, by a negation that is not itself part of the cue ("will not accept")."""
    if any((c.dep_ == "neg" or c.lower_ == "neither") and c not in words for c in token.children):
        return True
    if token.pos_ not in ("VERB", "AUX"):
        return False
    objects = [c for c in token.children if c.dep_ in ("dobj", "nsubj", "nsubjpass", "attr")]
    return any(d.lower_ in ("no", "neither") and d not in words for o in objects for d in o.children if d.i <= o.i)


def _told(verb: Any, below: Any, words: Collection[Any]) -> str | None:
    """What an auxiliary, or the word as governor of the act, says of it."""
    auxiliaries = {c.lower_ for c in verb.children if c.dep_ in ("aux", "auxpass")}
    if below is None or below.dep_ in CLAUSAL | {"conj"} | NOMINAL:
        for name, status in (
            ("planned_aux", "planned"),
            ("possible_aux", "possible"),
            ("would_aux", "planned"),
            ("should_aux", "possible"),
        ):
            if auxiliaries & _words(name):
                return status
    if below is None or verb in words:
        return None
    suffix = "" if below.dep_ in CLAUSAL else "_noun" if below.dep_ in NOMINAL else None
    return _governed(verb, suffix) if suffix is not None else None


def _governed(verb: Any, suffix: str) -> str | None:
    forms = {verb.lemma_.lower(), verb.lower_}
    for status in ("denied", "planned", "possible"):
        if forms & _words(status + suffix):
            return status
    return "ongoing" if not suffix and forms & _words("ongoing") else None


def _by_tense(verb: Any, kind: str, ahead: bool) -> str:
    auxiliaries = {c.lemma_.lower() for c in verb.children if c.dep_ in ("aux", "auxpass")}
    present = verb.tag_ in ("VBZ", "VBP") and not auxiliaries
    if ahead and (
        (present and kind in group("dated"))
        or (verb.tag_ not in ("VBD", "VBN", "VBZ", "VBP") and kind in group("dated"))
    ):
        return "planned"
    if kind in group("lasting") and (present or "have" in auxiliaries):
        return "ongoing"
    if verb.tag_ == "VBG" and "be" in auxiliaries:
        return "ongoing"
    if present and kind in group("standing"):
        return "ongoing"
    if verb.tag_ == "VB" and not auxiliaries & {"do", "have"}:
        return "planned"
    return "done"


def _beside(noun: Any) -> str | None:
    words = {w for c in noun.children if c.dep_ in ("amod", "det", "compound", "nmod") for w in (c.lower_, c.lemma_)}
    if noun.dep_ == "pobj" and noun.head.head.pos_ == "NOUN":
        words |= {noun.head.head.lemma_.lower()} & {"risk", "threat", "prospect"}
    for status in ("denied", "planned", "possible"):
        if words & _words(f"{status}_beside"):
            return status
    return None
