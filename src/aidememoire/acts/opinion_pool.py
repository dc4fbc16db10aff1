"""In: a parsed scene. Out: the words a second opinion is asked about: each cue's head, other verbs and nouns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from aidememoire.acts.cues import Hit
from aidememoire.acts.kinds import Cue, load_kinds
from aidememoire.acts.scene import Scene, is_titled
from aidememoire.find.mood import find_status
from aidememoire.model import Mention, Span

OPEN = frozenset({"VERB", "NOUN"})
MODIFIERS = frozenset({"compound", "nmod", "npadvmod"})
SUFFIX = "+opinion"  # an act whose kind, or whose being one, is the opinion's, says so in its rule
POS = {"VERB": "verb", "AUX": "verb", "NOUN": "noun", "PROPN": "noun", "ADJ": "adj"}


@dataclass(frozen=True, slots=True)
class Question:
    """A word of a sentence, asked about: is it an act, of which kind, with which status?"""

    text: str  # the sentence
    span: Span  # the word, in the sentence
    kind: str | None  # what the cue says; None: no cue stands here
    status: str  # what the rules say
    parties: tuple[Span, ...] = ()  # who is named in the sentence


def questions(scene: Scene, hits: Sequence[Hit]) -> tuple[list[Question], list[Hit]]:
    """What is asked of one sentence, cues first, and beside each question the hit it is about.

    A word without a cue gets a hit whose cue has no kind yet: `as_kind` gives it one.
    """
    taken = {t.i for hit in hits for t in hit.tokens}
    bare = [Hit(_bare(t), t, (t,)) for t in scene.doc if t.i not in taken and _can_act(t) and not is_titled(scene, t)]
    everything = [*hits, *bare]
    named = tuple(Span(m.span.start - scene.start, m.span.end - scene.start) for m in named_parties(scene))
    return [replace(_question(scene, hit), parties=named) for hit in everything], everything


def named_parties(scene: Scene) -> list[Mention]:
    """Who is named in the sentence, once a place, in the order of the text."""
    found = {m.span: m for i in sorted(scene.parties_at) for m in scene.parties_at[i][:1] if m.actors}
    return [found[span] for span in sorted(found) if scene.sentence.span.holds(span)]


def _can_act(token: Any) -> bool:
    return token.pos_ in OPEN and token.is_alpha and token.dep_ not in MODIFIERS


def _question(scene: Scene, hit: Hit) -> Question:
    head, text = hit.head, scene.sentence.span.of(scene.findings.report.text)
    status = hit.cue.status or find_status(head, hit.tokens, hit.cue.kind or "agree", False, False)
    return Question(text, Span(head.idx, head.idx + len(head)), hit.cue.kind or None, status)


def signed(hit: Hit) -> Hit:
    """The hit with the opinion's name in its rule, once."""
    if hit.cue.text.endswith(SUFFIX):
        return hit
    return replace(hit, cue=replace(hit.cue, text=hit.cue.text + SUFFIX))


def as_kind(hit: Hit, kind: str) -> Hit:
    """The same words as a cue of another kind, with that kind's frame and codes."""
    if hit.cue.kind == kind:
        return signed(hit)
    pattern = _pattern(kind, hit.cue.pos)
    frame = replace(pattern.frame, who=tuple(dict.fromkeys((*hit.cue.frame.who, *pattern.frame.who))))
    return signed(replace(hit, cue=replace(hit.cue, kind=kind, frame=frame, cameo=load_kinds()[kind].cameo)))


@cache
def _pattern(kind: str, pos: str) -> Cue:
    """The first cue of a kind with this part of speech, else its first: it lends its frame."""
    cues = load_kinds()[kind].cues
    return next((c for c in cues if c.pos == pos), cues[0])


def _bare(token: Any) -> Cue:
    pos = POS.get(token.pos_, "noun")
    frame = replace(_pattern("meet", pos).frame, who=(), whom=(), matter=(), mutual=False)
    return Cue("", pos, ((token.lemma_.lower(),),), frame, None, frozenset(), None, token.lemma_.lower())
