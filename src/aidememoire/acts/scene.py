"""In: findings and one parsed sentence. Out: a scene, which answers who, when and where at a token."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from aidememoire.acts.syntax import children, prepositional, with_conjuncts
from aidememoire.find.names.tables import tables
from aidememoire.model import Findings, Mention, Sentence, Span, Time
from aidememoire.rules import load_toml

AND_PERSON = re.compile(r"(?: of(?: [A-Z][\w-]+)+)?,? and (?:(?:the|its|his|her) )?(?:[A-Za-z'’-]+ ){0,3}")
AND_ACTOR = re.compile(r"(?:,? and|,) (?:the )?")
PARTY_KINDS = frozenset({"actor", "person", "source"})


@dataclass(slots=True)
class Scene:
    """One sentence, parsed, with all that was found in it."""

    findings: Findings
    sentence: Sentence
    doc: Any
    times: tuple[Time, ...]
    places: tuple[Mention, ...]
    instruments: tuple[Mention, ...]
    parties_at: dict[int, list[Mention]] = field(default_factory=dict)  # token index → who is named there
    joined: dict[Mention, list[Mention]] = field(default_factory=dict)  # a mention → those told with it: "A and B"

    @property
    def start(self) -> int:
        """Where the sentence begins in the report."""
        return self.sentence.span.start

    def span(self, first: Any, last: Any) -> Span:
        """From the first token to the last, in the report."""
        return Span(self.start + first.idx, self.start + last.idx + len(last))

    def subtree(self, token: Any) -> Span:
        """All that hangs from a token."""
        return self.span(self.doc[token.left_edge.i], self.doc[token.right_edge.i])

    def tokens(self, span: Span) -> list[Any]:
        """The tokens that a span of the report touches."""
        low, high = span.start - self.start, span.end - self.start
        return [t for t in self.doc if t.idx < high and t.idx + len(t) > low]

    def root(self, span: Span) -> Any | None:
        """The token of a span that the others hang from."""
        tokens = self.tokens(span)
        inside = {t.i for t in tokens}
        return next((t for t in tokens if t.head.i not in inside or t.head.i == t.i), None)


def make_scene(findings: Findings, sentence: Sentence, doc: Any) -> Scene:
    """The scene of a sentence."""

    def within(found: tuple[Any, ...]) -> tuple[Any, ...]:
        return tuple(x for x in found if sentence.span.holds(x.span))

    scene = Scene(
        findings, sentence, doc, within(findings.times), within(findings.places), within(findings.instruments)
    )
    at: dict[int, list[Mention]] = defaultdict(list)
    for mention in within(findings.actors):
        if mention.kind in PARTY_KINDS:
            for token in scene.tokens(mention.span):
                at[token.i].append(mention)
    scene.parties_at = {i: sorted(found, key=_weight) for i, found in at.items()}
    scene.joined = _joined(scene, findings.report.text, [m for m in within(findings.actors) if m.kind in PARTY_KINDS])
    for token in doc:
        if token.lower_ in _first_person() and token.i not in scene.parties_at:
            scene.parties_at[token.i] = speaker(scene, token, direct=True)
    return scene


def is_titled(scene: Scene, token: Any) -> bool:
    """Whether a token stands in the quoted title of another text: `an article "Chile agrees to talks"`."""
    place = scene.start + int(token.idx)
    text = scene.findings.report.text
    return any(m.start(1) <= place < m.end(1) for m in _titles().finditer(text, scene.start, scene.sentence.span.end))


@cache
def _titles() -> re.Pattern[str]:
    words = load_toml("langs/en/sentences.toml")["titles"]
    return re.compile(rf"\b(?:{words}),?:? [\"“«]([^\"”»]+)[\"”»]")


def speaker(scene: Scene, token: Any, direct: bool = False) -> list[Mention]:
    """Whose words a token stands in (in quotation marks, if `direct`), if a known party; the innermost voice."""
    findings, span = scene.findings, scene.span(token, token)
    around = [
        q for q in findings.quotes if q.voice and any(c.holds(span) for c in q.content) and (q.direct or not direct)
    ]
    for quote in reversed(around):
        named = [m for m in findings.actors if m.actors and any(s.meets(m.span) for s in quote.source)]
        named += [m for m in findings.actors if quote.voice and m.actors and m.name == quote.voice.name]
        if named:
            return [min(named, key=_weight)]
    return []


@cache
def _first_person() -> frozenset[str]:
    return frozenset(load_toml("langs/en/acts.toml")["first_person"].split())


def _joined(scene: Scene, text: str, mentions: list[Mention]) -> dict[Mention, list[Mention]]:
    """Names that the text joins by "and" or in a list, whatever the parse makes of them."""
    chains: list[list[Mention]] = []
    for persons in (True, False):
        for mention in sorted((m for m in mentions if bool(m.persons) == persons), key=lambda m: m.span):
            last = chains[-1][-1] if chains and bool(chains[-1][-1].persons) == persons else None
            if last and _joins(text[last.span.end : mention.span.start], mention) and not _opens(scene, mention, last):
                chains[-1].append(mention)
            else:
                chains.append([mention])
    return {m: chain for chain in chains if len(chain) > 1 for m in chain}


def _joins(between: str, mention: Mention) -> bool:
    return bool((AND_PERSON if mention.persons else AND_ACTOR).fullmatch(between))


def _opens(scene: Scene, mention: Mention, last: Mention) -> bool:
    """Whether the name opens a clause of its own: "under a truce brokered by A, and B freed ..."."""
    here, there = scene.root(mention.span), scene.root(last.span)
    if here is None or there is None or here.dep_ not in ("nsubj", "nsubjpass"):
        return False
    return bool(there.dep_ in ("pobj", "dobj", "attr") and there.i not in {t.i for t in here.subtree})


def _weight(mention: Mention) -> tuple[int, int]:
    """Persons before actors, longer before shorter: what a token most likely stands for."""
    return (0 if mention.persons else 1, mention.span.start - mention.span.end)


def parties(scene: Scene, token: Any) -> list[Mention]:
    """Whom a noun phrase stands for, what is coordinated with it included; empty where that cannot be known."""
    found = [m for t in with_conjuncts(token) for m in _party(scene, t)]
    return list(dict.fromkeys(other for m in found for other in scene.joined.get(m, [m])))


def _party(scene: Scene, token: Any) -> list[Mention]:
    own = scene.parties_at.get(token.i)
    if own:
        return own[:1]
    if token.lemma_.lower() in agent_words() or token.lower_ in agent_words():
        return next((found for found in _beside(scene, token) if found), []) or _last_state(scene, token)
    for child in children(token, "appos"):
        if scene.parties_at.get(child.i):
            return scene.parties_at[child.i][:1]
    return []


def _beside(scene: Scene, token: Any) -> Iterator[list[Mention]]:
    """Who stands beside a word such as "government": its modifiers, possessor, apposition, or what it is of."""
    for dep in ("poss", "amod", "compound", "nmod", "appos"):
        yield [
            m
            for child in children(token, dep)
            for t in with_conjuncts(child)
            for m in scene.parties_at.get(t.i, [])[:1]
        ]
    for name in ("of", "from", "for", "in", "at"):
        yield [m for t in prepositional(token, name) for m in parties(scene, t)]


def _last_state(scene: Scene, token: Any) -> list[Mention]:
    """For "the army" and such, with nobody beside it: the state named last, in this sentence or the two before."""
    plain = {child.lower_ for child in children(token, "amod", "compound", "nmod", "poss")}
    if token.lower_ not in _words("organs") or not plain <= _words("beside_organs"):
        return []
    findings, place = scene.findings, scene.start + int(token.idx)
    number = findings.sentences.index(scene.sentence)
    since = findings.sentences[max(0, number - 2)].span.start
    states = [m for m in findings.actors if since <= m.span.start and m.span.end <= place and len(m.actors) == 1]
    states = [m for m in states if m.actors[0] in tables().states]
    return [max(states, key=lambda m: m.span)] if states else []


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(load_toml("langs/en/acts.toml")[name].split())


@cache
def agent_words() -> frozenset[str]:
    """The nouns that act for the state or body beside them: government, officials, troops."""
    return frozenset(load_toml("langs/en/acts.toml")["agents"].split())
