"""In: a word of a parse and a party beside it. Out: how they hang together: the way through the parse, and the place in
the sentence, each as one of a few numbers. A second opinion on who acts starts from these and the rules' own view."""

from __future__ import annotations

from typing import Any

PREPOSITIONS = ("by", "to", "with", "from", "against", "between", "of", "for", "in", "on", "at", "over")
CLAUSES = frozenset({"ccomp", "xcomp", "advcl", "relcl", "acl", "pcomp", "csubj", "parataxis"})
NAMES = {
    "nsubj": "subject", "csubj": "subject", "nsubjpass": "passive", "dobj": "object", "dative": "dative",
    "attr": "object", "oprd": "object", "poss": "possessor", "compound": "modifier", "amod": "modifier",
    "nmod": "modifier", "npadvmod": "modifier", "appos": "beside", "conj": "joined",
}  # fmt: skip
BASE = ("subject", "passive", "object", "dative", "possessor", "modifier", "beside", "joined", "clause", "other")
WAYS = (
    "itself",
    *(f"below {name}" for name in (*BASE, *PREPOSITIONS)),
    *(f"across {name}" for name in (*BASE, *PREPOSITIONS)),
    "deep",
    "deep clause",
    "antecedent",
    "above",
    "apart",
)
RULED = ("actor", "recipient", "neither")  # in the order of a judgement's roles
PLACES = 6  # before or behind the word, near, further, far
NEAR, FAR = 4, 12  # tokens


def way(head: Any, party: Any) -> int:
    """The number of the way from a word to a party."""
    return WAYS.index(_way(head, party))


def place(head: Any, party: Any) -> int:
    """The number of where a party stands, seen from a word."""
    gap = abs(party.i - head.i)
    return (3 if party.i > head.i else 0) + (0 if gap <= NEAR else 1 if gap <= FAR else 2)


def _way(head: Any, party: Any) -> str:
    if head.i == party.i:
        return "itself"
    up = [party, *party.ancestors]
    numbers = [t.i for t in up]
    if head.i in numbers:
        return _below(up[: numbers.index(head.i)])
    above = [head, *head.ancestors]
    meeting = next((n for n, t in enumerate(above) if t.i in numbers), None)
    if meeting is None:
        return "apart"
    if above[meeting].i == party.i:
        return "antecedent" if above[meeting - 1].dep_ in ("relcl", "acl") else "above"
    return f"across {_name(up[: numbers.index(above[meeting].i)])}"


def _below(steps: list[Any]) -> str:
    """Of a party that hangs from the word."""
    if len(steps) == 1 or (len(steps) == 2 and steps[-1].dep_ in ("prep", "agent")):
        return f"below {_name(steps)}"
    if any(t.dep_ in CLAUSES for t in steps):
        return "deep clause"
    if steps[-1].dep_ in ("prep", "agent") or steps[-1].dep_ in ("nsubj", "nsubjpass"):
        return f"below {_name(steps)}"
    return "deep"


def _name(steps: list[Any]) -> str:
    """What the branch is called that a party stands in."""
    top = steps[-1]
    if top.dep_ in ("prep", "agent"):
        word = top.lower_ if top.dep_ == "prep" else "by"
        return word if word in PREPOSITIONS else "other"
    return "clause" if top.dep_ in CLAUSES else NAMES.get(top.dep_, "other")
