"""In: a parsed sentence and the word that states an act. Out: the words of what must happen first, or None."""

from __future__ import annotations

from functools import cache
from typing import Any

from aidememoire.rules import load_toml


def find_condition(doc: Any, head: Any) -> tuple[int, int] | None:
    """First and last token of the condition of the act at `head`: "once a peace treaty was signed"."""
    chain = [head, *_above(head)]
    near = {t.i for t in chain}
    for token in doc:
        if (token.dep_ == "advcl" and token.head.i in near) or (token.dep_ == "advcl" and token.head.head.i == head.i):
            mark = next((c for c in token.children if c.lower_ in _marks() and c.dep_ in ("mark", "advmod")), None)
            if mark is not None and not _holds(token, head):
                return mark.i, token.right_edge.i
    return _phrase(doc, head)


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
def _marks() -> frozenset[str]:
    return frozenset(load_toml("langs/en/acts.toml")["conditions"]["marks"].split())


@cache
def _phrases() -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(phrase.split()) for phrase in load_toml("langs/en/acts.toml")["conditions"]["phrases"])
