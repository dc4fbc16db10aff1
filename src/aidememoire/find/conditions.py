"""In: a parsed sentence and the word that states an act. Out: the words of what must happen first, or None."""

from __future__ import annotations

from functools import cache
from typing import Any

from aidememoire.rules import load_toml


def find_condition(doc: Any, head: Any) -> tuple[int, int] | None:
    """First and last token of the condition of the act at `head`: "once a peace treaty was signed"."""
    near = {t.i for t in [head, *_above(head)]}
    for token in doc:
        if _holds(token, head) or not (token.head.i in near or token.head.head.i == head.i):
            continue
        mark = _mark(token) if token.dep_ == "advcl" else None
        if mark is not None:
            return mark.i, token.right_edge.i
        told = token.head.i in near and head.tag_ in ("VBD", "VBN")  # "agreed after the signing" only dates it
        if token.dep_ == "prep" and not told and _still_to_do(token):
            return token.i, token.right_edge.i
    return _phrase(doc, head)


def _mark(clause: Any) -> Any | None:
    """The word that makes a clause a condition: "if", or "after" before the present tense."""
    for child in clause.children:
        if child.dep_ in ("mark", "advmod") and child.lower_ in _set("marks"):
            return child
        if child.dep_ in ("mark", "advmod") and child.lower_ in _set("marks_ahead") and _is_present(clause):
            return child
    return None


def _is_present(clause: Any) -> bool:
    finite = [clause, *(c for c in clause.children if c.dep_ in ("aux", "auxpass"))]
    return any(t.tag_ in ("VBZ", "VBP") for t in finite)


def _still_to_do(preposition: Any) -> bool:
    things = [c.lemma_.lower() for c in preposition.children if c.dep_ == "pobj"]
    return preposition.lower_ in _set("behind") and any(thing in _set("still_to_do") for thing in things)


def _above(head: Any) -> list[Any]:
    found = []
    for _ in range(3):
        if head.head.i == head.i or head.dep_ not in ("xcomp", "ccomp", "dobj", "conj", "pobj", "prep", "acl"):
            break
        head = head.head
        found.append(head)
    return found


def _holds(clause: Any, head: Any) -> bool:
    return bool(clause.left_edge.i <= head.i <= clause.right_edge.i)


def _phrase(doc: Any, head: Any) -> tuple[int, int] | None:
    """A fixed phrase after the act, such as "in exchange for", with what hangs from it."""
    lower = [t.lower_ for t in doc]
    for words in _phrases():
        for i in range(head.i + 1, len(doc) - len(words)):
            if lower[i : i + len(words)] == list(words):
                last = max(t.right_edge.i for t in doc[i : i + len(words)])
                if not doc[i].left_edge.i <= head.i <= last and _belongs(doc[i], head):
                    return i, last
    return None


def _belongs(first: Any, head: Any) -> bool:
    """Whether the phrase hangs from the act's own clause, or from what the act promises."""
    token = first
    while token.head.i != token.i:
        token = token.head
        if token.i == head.i:
            return True
        if (
            token.pos_ in ("VERB", "AUX")
            and token.dep_ not in ("xcomp", "ccomp", "pcomp")
            and token.lower_ not in ("provided", "depending")
        ):
            return token.i in {t.i for t in _above(head)}
    return bool(token.i == head.i)


@cache
def _set(name: str) -> frozenset[str]:
    return frozenset(load_toml("langs/en/acts.toml")["conditions"][name].split())


@cache
def _phrases() -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(phrase.split()) for phrase in load_toml("langs/en/acts.toml")["conditions"]["phrases"])
