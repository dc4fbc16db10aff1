"""In: marked articles, sentences with a class, and the rule files. Out: lessons for `scripts/train_opinion.py`."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent.parent / "bench"))
from acts import report_of
from aidememoire.acts.assemble import make_act
from aidememoire.acts.cues import Hit, match_cues
from aidememoire.acts.kinds import all_cues, load_kinds
from aidememoire.acts.opinion_model import LABELS
from aidememoire.acts.opinion_pool import Party, Question, bare_questions, named_parties, questions
from aidememoire.acts.opinion_ties import place, way
from aidememoire.acts.scene import Scene, is_titled, make_scene
from aidememoire.acts.screen import candidates
from aidememoire.find.parse import load_parser
from aidememoire.model import STATUSES, Findings, Report, Sentence, Span
from aidememoire.pipeline import find_layers
from aidememoire.rules import data_names, load_toml
from train import learned_from

NONE = LABELS.index("none")
ALIASES = {"Britain": "United Kingdom", "US": "United States", "U.S.": "United States"}
SHAPES = {"verb": "Peru will {} Chile .", "noun": "the {} by Peru", "adj": "Peru is {} ."}
CLASS_KINDS = {
    "YIELD": ("concede", "withdraw"),
    "AGREE": ("agree", "sign", "promise", "propose"),
    "REQUEST": ("demand", "propose"),
    "CONSULT": ("meet",),
    "SUPPORT": ("support", "acknowledge"),
    "MOBILIZE": ("mobilise",),
}


@dataclass(frozen=True, slots=True)
class Lesson:
    """One sentence with its questions, and what is right of each; several labels where only the class is known."""

    article: int
    asked: tuple[Question, ...]
    right: tuple[tuple[int, ...], ...]
    status: tuple[int, ...]  # -1: not known
    weight: tuple[float, ...]  # how sure it is that this is right
    roles: tuple[int, ...] = ()  # of each question's parties, one after the other; -1: not known


def scenes_of(shared: Path, article: dict[str, Any]) -> list[Scene]:
    """The parsed sentences of an article that can hold an act."""
    report = report_of(shared, article)
    findings = find_layers(report)
    sentences = candidates(findings)
    docs = load_parser().parse(s.span.of(report.text) for s in sentences)
    return [make_scene(findings, s, d) for s, d in zip(sentences, docs, strict=True)]


def fold(text: str) -> tuple[str, list[int]]:
    """Lower case, plain quotation marks, single blanks; and where each character stood."""
    plain = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'"})
    kept: list[tuple[str, int]] = []
    for i, char in enumerate(text.translate(plain).lower()):
        if not char.isspace():
            kept.append((char, i))
        elif kept and kept[-1][0] != " ":
            kept.append((" ", i))
    return "".join(c for c, _ in kept), [i for _, i in kept]


def asked_of(scene: Scene) -> tuple[list[Question], list[Hit]]:
    """Every question of a sentence, its cues' first, and what each is about."""
    cues = [hit for hit in match_cues(scene.doc) if not is_titled(scene, hit.head)]
    bare, others = bare_questions(scene, cues)
    return [*questions(scene, cues)[0], *bare], [*cues, *others]


def lesson_of(number: int, scene: Scene, acts: Sequence[dict[str, Any]]) -> Lesson:
    """The questions of a sentence, each with the marked act it states, if any."""
    asked, hits = asked_of(scene)
    words, places = fold(asked[0].text if asked else "")
    marked = [(act, _span(words, places, act["quote"])) for act in acts]
    found = _pair(scene, hits, [(act, span) for act, span in marked if span])
    right, status, weight = [], [], []
    roles: list[int] = []
    named = named_parties(scene)
    for i, hit in enumerate(hits):
        act = found.get(i)
        right.append((LABELS.index(act["kind"]) if act else NONE,))
        status.append(STATUSES.index(act["status"]) if act else -1)
        inside = any(span and span.start <= hit.head.idx < span.end for _, span in marked)
        roles += _roles(act, named)
        weight.append(1.0 if act or not inside else 0.5 if hit.cue.kind else 0.2)
    return Lesson(number, tuple(asked), tuple(right), tuple(status), tuple(weight), tuple(roles))


def _roles(act: dict[str, Any] | None, named: Sequence[Party]) -> list[int]:
    if act is None or not act["actors"]:
        return [-1] * len(named)
    sides = [{ALIASES.get(n, n) for n in act[side]} for side in ("actors", "recipients")]
    parties = [set(p.mention.actors) for p in named]
    return [0 if sides[0] & own else 1 if sides[1] & own else 2 for own in parties]


def _span(words: str, places: Sequence[int], quote: str) -> Span | None:
    wanted, _ = fold(quote)
    at = words.find(wanted.strip())
    return Span(places[at], places[at + len(wanted.strip()) - 1] + 1) if at >= 0 and wanted.strip() else None


def _pair(
    scene: Scene, hits: Sequence[Hit], marked: Sequence[tuple[dict[str, Any], Span]]
) -> dict[int, dict[str, Any]]:
    """Which question states which marked act: best first, one to one."""
    pairs = []
    for m, (act, span) in enumerate(marked):
        inside = [t for t in scene.doc if span.start <= t.idx < span.end]
        numbers = {t.i for t in inside}
        carrying = {t.i for t in inside if act.get("cue") and t.text in act["cue"].split()}
        roots = {t.i for t in inside if t.head.i not in numbers or t.head.i == t.i}
        for i, hit in enumerate(hits):
            at, same = hit.head.i in numbers, hit.cue.kind == act["kind"]
            if at or same:
                value = (
                    4 * at + 3 * same + 1.5 * bool(hit.cue.kind) + 2 * (hit.head.i in roots) + (hit.cue.pos == "verb")
                )
                value += 6 * any(t.i in carrying for t in hit.tokens)
                if not at:
                    made = make_act(scene, hit)
                    if made is None or not set(made.actors) & set(act["actors"]):
                        continue
                pairs.append((-value, m, i))
    found: dict[int, dict[str, Any]] = {}
    used: set[int] = set()
    for _, m, i in sorted(pairs):
        if m not in used and i not in found:
            used.add(m)
            found[i] = marked[m][0]
    return found


def marked_lessons(shared: Path) -> list[Lesson]:
    """Of all marked articles to learn from, in their order."""
    return [
        lesson_of(number, scene, article["acts"])
        for number, (folder, article, _) in enumerate(learned_from(shared))
        for scene in scenes_of(folder, article)
    ]


def class_lessons(shared: Path) -> Iterator[Lesson]:
    """Of the sentences with a class: the word under which source and target meet states it; others are unknown."""
    lines = (shared / "gold/events/plv_train.jsonl").read_text("utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    docs = load_parser().parse(row["text"] for row in rows)
    for row, doc in zip(rows, docs, strict=True):
        report = Report("", "", row["text"])
        sentence = Sentence(Span(0, len(row["text"])))
        scene = make_scene(Findings(report, (sentence,), (), (), (), (), ()), sentence, doc)
        asked, hits = asked_of(scene)
        for event in row["events"]:
            at = _meeting(scene, event)
            i = next(
                (i for i, hit in enumerate(hits) if at is not None and at in (hit.head.i, *(t.i for t in hit.tokens))),
                None,
            )
            if i is not None:
                kinds = CLASS_KINDS.get(event["plover"], (event["plover"].lower(),))
                spans = [tuple(Span(*s) for s in event[f"{side}_spans"]) for side in ("source", "target")]
                parties = (*spans[0], *spans[1])
                roots = [scene.root(s) or hits[i].head for s in parties]
                ties = tuple((2, way(hits[i].head, t), place(hits[i].head, t)) for t in roots)
                question = replace(asked[i], parties=parties, ties=ties)
                roles = (*(0 for _ in spans[0]), *(1 for _ in spans[1]))
                yield Lesson(-1, (question,), (tuple(LABELS.index(k) for k in kinds),), (-1,), (1.0,), roles)


def word_lessons() -> Iterator[Lesson]:
    """Of the cues themselves, in a bare sentence, without telling which kind a rule would take: what words mean."""
    for cue in all_cues(load_kinds().values()):
        if cue.pos not in SHAPES:
            continue
        words = " ".join(options[0] for options in cue.words)
        text = SHAPES[cue.pos].format(words)
        start = text.index(words)
        asked = Question(text, Span(start, start + len(cue.words[0][0])), None, "done")
        yield Lesson(-1, (asked,), ((LABELS.index(cue.kind),),), (-1,), (0.5,))


def example_lessons() -> Iterator[Lesson]:
    """Of the examples of the rule files: the words found are acts of the kind; of other words nothing is known."""
    tables = [load_toml(path) for path in data_names("kinds", ".toml")]
    examples = [(table["kind"], one) for table in tables for one in table.get("example", []) if one["lang"] == "en"]
    docs = load_parser().parse(one["text"] for _, one in examples)
    for (kind, one), doc in zip(examples, docs, strict=True):
        scene = make_scene(
            Findings(Report("", "", one["text"]), (s := Sentence(Span(0, len(one["text"]))),), (), (), (), (), ()),
            s,
            doc,
        )
        asked, hits = asked_of(scene)
        for question, hit in zip(asked, hits, strict=True):
            found = hit.cue.kind == kind and any(t.text in one["found"] for t in hit.tokens)
            if found or (hit.cue.kind == kind and not one["found"]):
                yield Lesson(-1, (question,), ((LABELS.index(kind) if found else NONE,),), (-1,), (1.0,))


def _meeting(scene: Scene, event: dict[str, Any]) -> int | None:
    if not event["source_spans"] or not event["target_spans"]:
        return None
    source, target = (scene.root(Span(*event[f"{side}_spans"][0])) for side in ("source", "target"))
    if source is None or target is None:
        return None
    above = [source, *source.ancestors]
    shared = {t.i for t in (target, *target.ancestors)}
    inside = {t.i for side in ("source", "target") for t in scene.tokens(Span(*event[f"{side}_spans"][0]))}
    return next((int(t.i) for t in above if t.i in shared and t.i not in inside and t.pos_ in ("VERB", "NOUN")), None)
