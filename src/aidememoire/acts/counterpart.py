"""In: a scene and who acts in it. Out: the other side, where the grammar of the sentence leaves it open."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator

from aidememoire.acts.cues import Hit
from aidememoire.acts.scene import Scene
from aidememoire.model import Findings, Mention
from aidememoire.rules import group

# no addressee stands behind these
ASIDE = frozenset({"in", "at", "near", "off", "outside", "around", "inside", "over", "about", "with", "for"})
MAIN_SHARE = 0.5  # the report's other main party is named at least half as often as its first
MAIN_COUNT = 5  # and so often, where a third is named too, that the report is about it


def counterpart(scene: Scene, hit: Hit, who: Collection[Mention]) -> list[Mention]:
    """The other party of the sentence, the nearest after the cue first; else the report's other main party."""
    if hit.cue.kind not in group("towards"):
        return []
    acting = {name for mention in who for name in mention.actors}
    place = scene.start + int(hit.head.idx)
    others = [m for m in _named(scene) if not acting & set(m.actors) and _in_clause(scene, m, hit)]
    others.sort(key=lambda m: (m.span.start < place, abs(m.span.start - place)))
    return others[:1] or list(_main(scene.findings, acting))


def _named(scene: Scene) -> Iterator[Mention]:
    seen = {m for found in scene.parties_at.values() for m in found if len(m.actors) == 1}
    yield from sorted((m for m in seen if not _is_place(scene, m)), key=lambda m: (m.span, m.name))


def _in_clause(scene: Scene, mention: Mention, hit: Hit) -> bool:
    """Whether a name stands in the act's own clause or below it; the subject of another verb acts for itself."""
    token = scene.root(mention.span) if scene.sentence.span.holds(mention.span) else None
    if token is None:
        return True  # told in quotation marks by "we", or in another sentence
    if token.dep_ == "nsubj" and token.head.dep_ != "ccomp":
        return False
    above = {g.i for g in hit.head.ancestors}
    while token.head.i != token.i and token.i != hit.head.i:
        if token.dep_ == "conj" and token.pos_ == "VERB" and token.i not in above:
            return False  # "A seized it, and B asked C for help": C is B's affair
        token = token.head
    return True


def _is_place(scene: Scene, mention: Mention) -> bool:
    """Whether a name stands where a place does ("at the Forum"), or only says whose a person is ("Premier A of B")."""
    token = scene.root(mention.span) if scene.sentence.span.holds(mention.span) else None
    if token is None or token.dep_ != "pobj":
        return False
    of_a_person = token.head.lower_ == "of" and any(m.persons for m in scene.parties_at.get(token.head.head.i, []))
    return token.head.lower_ in ASIDE or of_a_person


def _main(findings: Findings, acting: set[str]) -> Iterator[Mention]:
    """The party named most often, if it is not the actor and no third comes near it."""
    counts = Counter(m.actors[0] for m in findings.actors if len(m.actors) == 1)
    ranked = [(name, n) for name, n in counts.most_common() if name not in acting]
    if not ranked or not counts[max(acting, key=lambda a: counts[a], default="")]:
        return
    first, n = ranked[0]
    if len(ranked) == 1 or (n >= MAIN_COUNT and ranked[1][1] <= n * MAIN_SHARE):
        yield next(m for m in findings.actors if m.actors == (first,))


def main_pair(findings: Findings) -> list[Mention]:
    """The two parties the report is about, where it is about two: both named often, no third near them."""
    counts = Counter(m.actors[0] for m in findings.actors if len(m.actors) == 1)
    ranked = counts.most_common(3)
    if len(ranked) < 2 or ranked[1][1] < 2 or (len(ranked) > 2 and ranked[2][1] > ranked[1][1] * MAIN_SHARE):
        return []
    return [next(m for m in findings.actors if m.actors == (name,)) for name, _ in sorted(ranked[:2])]
