"""In: a sentence with its source and target marked. Out: its signs: words, the rules' cues, and states of a MiniLM.

Nothing here looks at the names of source and target: they are replaced before words are counted or states made.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from aidememoire.acts.cues import Hit, match_cues
from aidememoire.acts.kinds import load_kinds
from aidememoire.find.mood import find_status
from minilm import Array, MiniLM, mean

YIELDS = frozenset({"CONCEDE", "RETREAT"})  # one class in the marked sentences
TURNED = frozenset({"denied"})
SOURCE, TARGET = "they", "them"
NEAR = 2  # steps below a word of the path that still say what it means
SAID = ("aux", "neg", "prt", "dobj", "xcomp", "ccomp", "prep", "pobj", "acomp", "attr", "oprd", "amod", "compound")

Spans = Sequence[Sequence[int]]


@dataclass(frozen=True, slots=True)
class Marked:
    """A sentence, who does it and to whom, as offsets, and the class it was given."""

    id: str
    text: str
    source: tuple[tuple[int, int], ...]
    target: tuple[tuple[int, int], ...]
    label: str


@dataclass(frozen=True, slots=True)
class Signs:
    """What is told of one sentence."""

    words: tuple[str, ...]  # a plain bag: words and pairs of words as they stand
    shapes: tuple[str, ...]  # what the parse and the rules say
    states: tuple[Array, ...]  # of the sentence, of the words between the two, of those words alone
    rule: str | None  # the class of the cue that governs the two


def signs_of(marked: Marked, doc: Any, model: MiniLM | None) -> Signs:
    """All signs of one sentence; no states without a model."""
    path = path_of(marked, doc)
    hits = match_cues(doc)
    states = _states(marked, doc, path, model) if model else ()
    rule = next(iter(_ranked(hits, path)), None)
    shapes = tuple(sorted(set(_shapes(marked, path, hits))))
    return Signs(tuple(plain_words(marked.text)), shapes, states, plover_of(rule) if rule else None)


def plain_words(text: str) -> Iterator[str]:
    """Words and pairs of neighbours, in lower case."""
    words = re.findall(r"\w\w+", text.lower())
    yield from words
    yield from (f"{a} {b}" for a, b in pairwise(words))


def plover_of(hit: Hit) -> str:
    """The class of a cue, as the marked sentences name it: what is refused or has failed is a rejection."""
    name = load_kinds()[hit.cue.kind].plover
    friendly = name in ("AGREE", "CONSULT", "SUPPORT", "COOPERATE", "AID", *YIELDS)
    if friendly and _status(hit) in TURNED:
        return "REJECT"
    return "YIELD" if name in YIELDS else name


def path_of(marked: Marked, doc: Any) -> list[Any]:
    """The words that tie source and target in the parse, without both: up from each to where they meet."""
    ends = [_root(doc, spans) for spans in (marked.source, marked.target)]
    chains = [[t, *governors_of(t)] for t in ends if t is not None]
    inside = {t.i for t in doc if _within(t, marked.source) or _within(t, marked.target)}
    if len(chains) == 2:
        met = next((t.i for t in chains[0] if t.i in {u.i for u in chains[1]}), None)
        chains = [c[: [t.i for t in c].index(met) + 1] if met is not None else c for c in chains]
    found = {t.i for chain in chains for t in chain} - inside
    if not any(doc[i].pos_ in ("VERB", "NOUN") for i in found):  # "A of B did": what both stand below
        found |= {t.i for end in ends[:1] if end is not None for t in governors_of(end)} - inside
    return [doc[i] for i in sorted(found)]


def governors_of(token: Any) -> list[Any]:
    """All words above a word, to the root."""
    return list(token.ancestors)


def _root(doc: Any, spans: Spans) -> Any:
    for start, end in spans[:1]:
        span = doc.char_span(start, end, alignment_mode="expand")
        if span is not None:
            return span.root
    return None


def _within(token: Any, spans: Spans) -> bool:
    return any(start <= token.idx < end for start, end in spans)


def _said(path: Sequence[Any]) -> list[Any]:
    """The words of the path with what completes them."""
    found = {t.i: t for t in path}
    level = list(path)
    for _ in range(NEAR):
        level = [c for t in level for c in t.children if c.dep_ in SAID and c.i not in found]
        found.update({c.i: c for c in level})
    return [found[i] for i in sorted(found)]


def _ranked(hits: Sequence[Hit], path: Sequence[Any]) -> list[Hit]:
    """The cues, those on the path first, the highest in the parse first of these."""
    on = {t.i for t in path}
    some = [h for h in hits if load_kinds()[h.cue.kind].plover != "NONE"]
    return sorted(some, key=lambda h: (h.head.i not in on, len(list(h.head.ancestors)), h.head.i))


def _status(hit: Hit) -> str:
    return find_status(hit.head, hit.tokens, hit.cue.kind, False, False)


def _shapes(marked: Marked, path: Sequence[Any], hits: Sequence[Hit]) -> Iterator[str]:
    on = {t.i for t in path}
    for token in _said(path):
        if _within(token, marked.source) or _within(token, marked.target):
            continue
        yield f"said={token.lemma_.lower()}"
    for token in path:
        yield f"path={token.lemma_.lower()}:{token.dep_}"
        yield from (f"not={token.lemma_.lower()}" for c in token.children if c.dep_ == "neg")
        yield from (f"aux={c.lower_}" for c in token.children if c.dep_ == "aux")
    for hit in hits:
        place = "on" if hit.head.i in on else "off"
        yield f"cue-{place}={plover_of(hit)}"
        yield f"kind-{place}={hit.cue.kind}"
        yield f"rule={hit.cue.id}"
        yield f"kind-status={hit.cue.kind}:{_status(hit)}"
    for hit in _ranked(hits, path)[:1]:
        yield f"first={plover_of(hit)}"


def masked(marked: Marked) -> tuple[str, list[int]]:
    """The sentence with pronouns for source and target, and where each letter stood, -1 for new ones."""
    spans = sorted([(*s, SOURCE) for s in marked.source] + [(*t, TARGET) for t in marked.target])
    text, places, at = "", [], 0
    for start, end, name in spans:
        if start < at:
            continue
        text += marked.text[at:start] + name
        places += [*range(at, start), *[-1] * len(name)]
        at = end
    return text + marked.text[at:], [*places, *range(at, len(marked.text))]


def _states(marked: Marked, doc: Any, path: Sequence[Any], model: MiniLM) -> tuple[Array, ...]:
    text, places = masked(marked)
    offsets, states = model.states(text)
    wanted = {i for t in path for i in range(t.idx, t.idx + len(t))}
    on = [float(b > a and places[a] in wanted) for a, b in offsets]
    alone_offsets, alone = model.states(_alone(marked, doc, path))
    return (
        mean(states, [1.0] * len(offsets)),
        mean(states, on),
        mean(alone, [1.0] * len(alone_offsets)),
    )


def _alone(marked: Marked, doc: Any, path: Sequence[Any]) -> str:
    """The shortest sentence that still says it: "they condemned them"."""
    kept = {t.i: t.text for t in _said(path) if not (_within(t, marked.source) or _within(t, marked.target))}
    for spans, name in ((marked.source, SOURCE), (marked.target, TARGET)):
        root = _root(doc, spans)
        if root is not None:
            kept[root.i] = name
    return " ".join(kept[i] for i in sorted(kept))
