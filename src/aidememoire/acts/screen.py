"""In: a report's findings. Out: the sentences worth a parse: a cue's word stands there, and somebody to do it."""

from __future__ import annotations

from functools import cache

from ahocorasick_rs import AhoCorasick

from aidememoire.acts.holders import is_disputed
from aidememoire.acts.kinds import all_cues, load_kinds
from aidememoire.limits import MAX_SENTENCE_CHARS
from aidememoire.model import Findings, Sentence
from aidememoire.rules import load_toml


def candidates(findings: Findings) -> list[Sentence]:
    """The body sentences that can hold an act; the headline only of a report without a body."""
    body = [s for s in findings.sentences if s.part == "body"]
    if not body:
        body = [s for s in findings.sentences if s.part == "headline"]
    disputed = [m for m in findings.places if is_disputed(m.name)]  # its holder is meant where nobody is named
    starts = sorted(m.span.start for m in (*findings.actors, *disputed))
    text = findings.report.text
    return [
        s
        for s in body
        if s.span.end - s.span.start <= MAX_SENTENCE_CHARS
        and any(s.span.start <= start < s.span.end for start in starts)
        and _has_cue(text[s.span.start : s.span.end].lower())
    ]


def _has_cue(words: str) -> bool:
    """Whether a cue's first word, or a form of it, begins at the start of a word."""
    return any(
        start == 0 or not words[start - 1].isalpha()
        for _, start, _ in _automaton().find_matches_as_indexes(words, overlapping=True)
    )


@cache
def _automaton() -> AhoCorasick:
    return AhoCorasick(sorted(_stems()))


def _stems() -> set[str]:
    """What every regular form of a lemma begins with (agre- for agree, agreed, agreeing), and the irregular forms."""
    lemmas = {word for cue in all_cues(load_kinds().values()) for word in cue.words[0]}
    irregular = load_toml("langs/en/irregular.toml")["forms"]
    forms = {form for form, lemma in irregular.items() if lemma in lemmas}
    return {_stem(lemma) for lemma in lemmas} | forms


def _stem(lemma: str) -> str:
    return lemma[:-1] if lemma[-1] in "ey" and len(lemma) > 3 else lemma
