"""In: a parsed scene. Out: what a second opinion is asked: about each cue's head, and who of those named does it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from aidememoire.acts.cues import Hit
from aidememoire.acts.kinds import Cue, load_kinds
from aidememoire.acts.opinion_ties import RULED, place, way
from aidememoire.acts.roles import Roles, fill_roles
from aidememoire.acts.scene import Scene, is_titled
from aidememoire.find.mood import find_status
from aidememoire.model import Mention, Span

OPEN = frozenset({"VERB", "NOUN"})
MODIFIERS = frozenset({"compound", "nmod", "npadvmod"})
SUFFIX = "+opinion"  # an act whose kind, or whose being one, is the opinion's, says so in its rule
NOBODY = Roles((), (), None)
POS = {"VERB": "verb", "AUX": "verb", "NOUN": "noun", "PROPN": "noun", "ADJ": "adj"}


@dataclass(frozen=True, slots=True)
class Question:
    """A word of a sentence, asked about: is it an act, of which kind, with which status?"""

    text: str  # the sentence
    span: Span  # the word, in the sentence
    kind: str | None  # what the cue says; None: no cue stands here
    status: str  # what the rules say
    parties: tuple[Span, ...] = ()  # who is named in the sentence
    ties: tuple[tuple[int, int, int], ...] = ()  # of each party: what the rules take it for, its way, its place


@dataclass(frozen=True, slots=True)
class Party:
    """Who can act in a sentence: where the sentence names it (a "we" names its speaker), and who it is."""

    span: Span  # in the sentence
    mention: Mention
    root: Any


def questions(scene: Scene, hits: Sequence[Hit]) -> tuple[list[Question], list[Roles]]:
    """What is asked of one sentence, a question each cue found, and beside it the cue's roles by the rules."""
    named = named_parties(scene)
    roles = [fill_roles(scene, hit) for hit in hits]
    return [_question(scene, hit, named, ruled) for hit, ruled in zip(hits, roles, strict=True)], roles


def bare_questions(scene: Scene, hits: Sequence[Hit]) -> tuple[list[Question], list[Hit]]:
    """What can be asked of the other verbs and nouns: reading asks nothing of them, but they teach what words mean."""
    taken, named = {t.i for hit in hits for t in hit.tokens}, named_parties(scene)
    bare = [Hit(_bare(t), t, (t,)) for t in scene.doc if t.i not in taken and _can_act(t) and not is_titled(scene, t)]
    return [_question(scene, hit, named, NOBODY) for hit in bare], bare


def named_parties(scene: Scene) -> list[Party]:
    """Who can act in the sentence, once a place, in the order of the text."""
    found: dict[Span, Party] = {}
    for i in sorted(scene.parties_at):
        for mention in (m for m in scene.parties_at[i][:1] if m.actors):
            token = scene.doc[i]
            inside = scene.sentence.span.holds(mention.span)
            root = (scene.root(mention.span) if inside else None) or token
            at = Span(mention.span.start - scene.start, mention.span.end - scene.start) if inside else _at(token)
            found.setdefault(at, Party(at, mention, root))
    return [found[span] for span in sorted(found)]


def _at(token: Any) -> Span:
    return Span(token.idx, token.idx + len(token))


def _can_act(token: Any) -> bool:
    return token.pos_ in OPEN and token.is_alpha and token.dep_ not in MODIFIERS


def _question(scene: Scene, hit: Hit, named: Sequence[Party], ruled: Roles) -> Question:
    head, text = hit.head, scene.sentence.span.of(scene.findings.report.text)
    status = hit.cue.status or find_status(head, hit.tokens, hit.cue.kind or "agree", False, False)
    ties = tuple((_ruled(p.mention, ruled), way(head, p.root), place(head, p.root)) for p in named)
    return Question(text, _at(head), hit.cue.kind or None, status, tuple(p.span for p in named), ties)


def _ruled(mention: Mention, ruled: Roles) -> int:
    name = "actor" if mention in ruled.who else "recipient" if mention in ruled.whom else "neither"
    return RULED.index(name)


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
