"""In: a report's findings. Out: the sentences worth a parse: a cue's words stand there, and a party to do it."""

from __future__ import annotations

from collections import defaultdict
from functools import cache

from ahocorasick_rs import AhoCorasick

from aidememoire.acts.holders import is_disputed
from aidememoire.acts.kinds import all_cues, load_kinds
from aidememoire.limits import MAX_SENTENCE_CHARS
from aidememoire.model import Findings, Sentence, Span
from aidememoire.rules import load_toml

ENDINGS = ("s", "es", "d", "ed", "ing", "er", "est")
INSIDE_A_WORD = "n't"  # the one cue's word that begins inside another: "won't"


def candidates(findings: Findings) -> list[Sentence]:
    """The body sentences that can hold an act; the headline only of a report without a body."""
    body = [s for s in findings.sentences if s.part == "body"]
    if not body:
        body = [s for s in findings.sentences if s.part == "headline"]
    disputed = [m for m in findings.places if is_disputed(m.name)]  # its holder is meant where nobody is named
    # A person who speaks for no party can do nothing that the record keeps.
    starts = sorted(m.span.start for m in (*(m for m in findings.actors if m.actors), *disputed))
    if not starts:
        return []
    spoken = _spoken(findings)
    text = findings.report.text
    return [
        s
        for s in body
        if s.span.end - s.span.start <= MAX_SENTENCE_CHARS
        and (any(s.span.start <= start < s.span.end for start in starts) or any(s.span.meets(span) for span in spoken))
        and _has_cue(text[s.span.start : s.span.end].lower().replace("’", "'"))
    ]


def _spoken(findings: Findings) -> list[Span]:
    """What a known party says in quotation marks: "we" and "you must" name the sides there."""
    voices = [m.span for m in findings.actors if m.actors]
    named = {m.name for m in findings.actors if m.actors}
    return [
        span
        for q in findings.quotes
        if q.direct and q.voice and (q.voice.name in named or any(s.meets(v) for s in q.source for v in voices))
        for span in q.content
    ]


def _has_cue(words: str) -> bool:
    """Whether all words of some cue stand there, each in one of its forms."""
    automaton, meant = _automaton()
    found: set[str] = set()
    for number, start, end in automaton.find_matches_as_indexes(words, overlapping=True):
        whole = not words[start - 1 : start].isalpha() and not words[end : end + 1].isalpha()
        if whole or INSIDE_A_WORD in meant[number]:
            found.update(meant[number])
    needed = _needed()
    return any(all(not group.isdisjoint(found) for group in rest) for head in found for rest in needed.get(head, ()))


@cache
def _needed() -> dict[str, list[tuple[frozenset[str], ...]]]:
    """By a cue's first word: the further words that must stand beside it, one of each group; () where it is enough."""
    needed: dict[str, set[tuple[frozenset[str], ...]]] = defaultdict(set)
    for cue in all_cues(load_kinds().values()):
        for head in cue.words[0]:
            needed[head].add(tuple(frozenset(group) for group in cue.words[1:]))
    return {head: [()] if () in rests else sorted(rests, key=len) for head, rests in needed.items()}


@cache
def _automaton() -> tuple[AhoCorasick, list[tuple[str, ...]]]:
    """The search for all words of cues at once, and which words each of its patterns is a form of."""
    forms: dict[str, set[str]] = defaultdict(set)
    lemmas = {word for cue in all_cues(load_kinds().values()) for group in cue.words for word in group}
    for lemma in lemmas:
        for form in _forms(lemma):
            forms[form].add(lemma)
    for form, lemma in load_toml("langs/en/irregular.toml")["forms"].items():
        if lemma in lemmas:
            forms[form].add(lemma)
    patterns = sorted(forms)
    return AhoCorasick(patterns), [tuple(sorted(forms[p])) for p in patterns]


def _forms(lemma: str) -> set[str]:
    """The regular forms of a lemma: agree, agrees, agreed, agreeing; ban, banned; deny, denies."""
    stems = {lemma, lemma + lemma[-1]}
    if lemma.endswith("e"):
        stems.add(lemma[:-1])
    if lemma.endswith("y"):
        stems.add(lemma[:-1] + "i")
    return {lemma} | {stem + ending for stem in stems for ending in ENDINGS}
