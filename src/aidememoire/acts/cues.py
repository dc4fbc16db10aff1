"""In: the parse of a sentence. Out: the cues that stand in it, each a candidate act."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from aidememoire.acts.kinds import PARTS_OF_SPEECH, Cue, all_cues, load_kinds
from aidememoire.rules import load_toml

REACH = 2  # how many steps below its head a cue's further word may stand
PARTICLES = frozenset({"back", "down", "up", "out"})
CLAUSES = frozenset({"relcl", "advcl", "ccomp", "csubj", "parataxis", "appos"})


@dataclass(frozen=True, slots=True)
class Hit:
    """A cue found: `head` is the token that states the act, `tokens` all of the cue's words, in order of the text."""

    cue: Cue
    head: Any
    tokens: tuple[Any, ...]


def match_cues(doc: Any) -> list[Hit]:
    """The cues of a parsed sentence, in order; at each head the longest, and none inside a longer one."""
    hits = [hit for token in doc for hit in _best(token)]
    heads = {hit.head.i for hit in hits}
    hits = [h for h in hits if not (h.cue.yields and any(t.i in heads for t in h.tokens if t.i != h.head.i))]
    inside = {t.i for hit in hits for t in hit.tokens if t.i != hit.head.i}
    return [hit for hit in hits if hit.head.i not in inside or len(hit.tokens) > 2]


@cache
def _index() -> dict[tuple[str, str], tuple[Cue, ...]]:
    found: dict[tuple[str, str], list[Cue]] = defaultdict(list)
    for cue in all_cues(load_kinds().values()):
        for word in cue.words[0]:
            found[cue.pos, word].append(cue)
    return {key: tuple(sorted(cues, key=lambda c: (-len(c.words), c.id))) for key, cues in found.items()}


def _best(token: Any) -> Iterator[Hit]:
    """The longest cue at this token, of each part of speech that fits; a verb's goes before an adjective's."""
    if token.dep_ == "aux" and token.tag_ == "MD":
        yield from _modal(token)
    if token.dep_ == "amod" and token.i > 1 and token.nbor(-1).text == "-":
        yield from (
            Hit(cue, token, (token,))
            for form in dict.fromkeys((token.lemma_.lower(), token.lower_))
            for cue in _index().get(("hyphen", form), ())[:1]
        )
        return
    order = ("adj", "verb", "noun") if token.dep_ in ("acomp", "oprd") else ("verb", "noun", "adj")
    for pos in order:
        if token.pos_ not in PARTS_OF_SPEECH[pos]:
            continue
        forms = (token.lower_, token.lemma_.lower()) if pos == "adj" else (token.lemma_.lower(),)
        cues = [cue for form in dict.fromkeys(forms) for cue in _index().get((pos, form), ())]
        below = list(_below(token, REACH)) if cues else []
        words = {form for t in below for form in (t.lower_, t.lemma_.lower())}
        for cue in cues:
            if any(words.isdisjoint(word) for word in cue.words[1:]):
                continue
            tokens = _match(cue, token, below)
            if tokens is not None:
                yield Hit(cue, token, tokens)
                return


def _modal(token: Any) -> Iterator[Hit]:
    """ "Chile must withdraw": the modal asks, the verb it carries is the head; nobody is asked by a passive."""
    if not any(c.dep_ == "nsubj" and c.i < token.i for c in token.head.children):
        return
    for cue in _index().get(("modal", token.lower_), ()):
        yield Hit(cue, token.head, (token, token.head))


def _match(cue: Cue, head: Any, below: Sequence[Any]) -> tuple[Any, ...] | None:
    """The tokens of a cue at this head, its further words among those below; None where it does not stand there."""
    if cue.unless and any(t.lemma_.lower() in cue.unless for t in below if abs(t.i - head.i) <= 6):
        return None
    if cue.clause and cue.clause != _clause(head):
        return None
    tokens = [head]
    for word in cue.words[1:]:
        found = next((t for t in below if t not in tokens and _is(t, word) and _belongs(t, head, tokens)), None)
        if found is None:
            return None
        tokens.append(found)
    if any(c.dep_ == "neg" and c not in tokens for t in tokens[1:] if t.pos_ == "VERB" for c in t.children):
        return None  # "said it would not help" is no "say would help"
    return tuple(sorted(tokens, key=lambda t: int(t.i)))


def _belongs(token: Any, head: Any, tokens: list[Any]) -> bool:
    """Whether a small word is the cue's: a verb's own "to" ("to speak") is not the one it takes ("speak to"), and the
    "in" of "officials in Lima gave" is the officials'."""
    if token.tag_ == "TO" and token.i < head.i:
        return False
    return token.dep_ not in ("prep", "prt") or token.lower_ == "as" or token.head in tokens


def _clause(verb: Any) -> str | None:
    """Who is to do what a verb speaks of: its own subject ("wants to go"), another ("wants Chile to go"), or nobody."""
    inner = next((c for c in verb.children if c.dep_ in ("xcomp", "ccomp") and c.i > verb.i), None)
    if inner is None:
        return None
    named = any(c.dep_ in ("nsubj", "nsubjpass") for c in inner.children)
    named |= any(c.dep_ in ("dobj", "nsubjpass") and c.i < inner.i for c in verb.children)
    return "other" if named else "own"


def _is(token: Any, word: Sequence[str]) -> bool:
    if token.dep_ in ("aux", "auxpass") and token.lemma_.lower() in ("do", "have", "be"):
        return False  # "did not say" does nothing
    if token.dep_ == "prep" and any(c.dep_ == "pobj" and c.lemma_.lower() in _calendar() for c in token.children):
        return False  # "called Denmark on Monday" is no call on Denmark
    if token.pos_ == "VERB" and token.lemma_.lower() in PARTICLES:
        return token.lower_ in word  # "the Danish-backed plan struck them" strikes nobody back
    return token.lemma_.lower() in word or token.lower_ in word


@cache
def _calendar() -> frozenset[str]:
    return frozenset(load_toml("langs/en/acts.toml")["calendar"].split())


def _below(head: Any, steps: int) -> Iterator[Any]:
    """The tokens at most so many steps below, nearest level first, not across another clause.

    A measure word takes no step: "held three rounds of talks" is held talks.
    """
    level = [head]
    for step in range(steps):
        level = [c for t in level for c in t.children if c.dep_ not in CLAUSES or step == 0]
        level += [
            o
            for t in level
            if t.lemma_.lower() in _measures()
            for p in t.children
            if p.lower_ == "of"
            for o in p.children
        ]
        yield from level


@cache
def _measures() -> frozenset[str]:
    return frozenset(load_toml("langs/en/acts.toml")["measures"].split())
