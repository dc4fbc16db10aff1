"""In: candidate acts with the signs that speak for them. Out: how much each sign weighs, and how well that does."""

from __future__ import annotations

import json
import math
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path
from typing import Any

import numpy as np

sys.path.insert(0, str(Path(__file__).parent.parent / "bench"))
from acts import report_of
from aidememoire.acts.assemble import make_act
from aidememoire.acts.carry import carry_answers, carry_places
from aidememoire.acts.choose import distinct
from aidememoire.acts.cues import match_cues
from aidememoire.acts.opinion import Candidate, Cuts, chosen, weigh
from aidememoire.acts.opinion_model import Judgement
from aidememoire.acts.opinion_pool import questions
from aidememoire.acts.repeats import without_repeats
from aidememoire.acts.scene import Scene, is_titled
from aidememoire.acts.score import BIAS, features
from aidememoire.export.jsonl import act_row
from aidememoire.model import Act, Report
from opinion_lessons import scenes_of
from train import fold

SIGNS = ("always", "act", "kind", "linear", "actor", "unnamed", "sides", "noun")
L2, STEPS = 0.5, 50
HALF = 0.5  # what a candidate counts that is an act, but of another kind
Array = np.ndarray[Any, np.dtype[np.float64]]


@dataclass(frozen=True, slots=True)
class Row:
    """A candidate of an article, and whether it was marked: 1, HALF or 0."""

    article: int
    report: Report
    candidate: Candidate
    marked: float


@dataclass(frozen=True, slots=True)
class Held:
    """An article as it was read by what had not learnt from it: candidates, and the rules' own acts by their score."""

    rows: tuple[Row, ...]
    ruled: tuple[tuple[float, Act], ...]
    report: Report


def held_of(
    folder: Path,
    number: int,
    article: dict[str, Any],
    judged: Sequence[Sequence[Judgement]],
    linear: Mapping[str, float],
    cuts: Cuts,
) -> Held:
    """One article's candidates, with judgements and linear weights of a fold that has not seen it."""

    def score(scene: Scene, hit: Any, act: Act) -> float:
        total = linear[BIAS] + sum(linear.get(f, 0.0) for f in features(scene, hit, act))
        return 1.0 / (1.0 + math.exp(-total))

    rows: list[Row] = []
    ruled: list[tuple[float, Act]] = []
    scenes = scenes_of(folder, article)
    report = report_of(folder, article)
    for scene, said in zip(scenes, judged, strict=True):
        hits = [hit for hit in match_cues(scene.doc) if not is_titled(scene, hit.head)]
        ruled += [(score(scene, h, a), a) for h, a in distinct([(h, make_act(scene, h)) for h in hits])]
        found = weigh(scene, hits, questions(scene, hits)[1], said[: len(hits)], cuts, score)
        words = fold(scene.sentence.span.of(report.text))
        marked = _marked(found, [g for g in article["acts"] if fold(g["quote"]) in words])
        rows += [Row(number, report, one, marked.get(i, 0.0)) for i, one in enumerate(found)]
    return Held(tuple(rows), tuple(ruled), report)


def _marked(found: Sequence[Candidate], acts: Sequence[dict[str, Any]]) -> dict[int, float]:
    """Which candidates are marked acts, paired one to one, same kinds first."""
    pairs = [
        (-int(act["kind"] == one.act.kind), -int(act["plover"] == one.act.plover), m, i)
        for m, act in enumerate(acts)
        for i, one in enumerate(found)
        if set(act["actors"]) & set(one.act.actors)
    ]
    used: set[int] = set()
    marked: dict[int, float] = {}
    for other, _, m, i in sorted(pairs):
        if m not in used and i not in marked:
            used.add(m)
            marked[i] = 1.0 if other else HALF
    return marked


def fit(rows: Sequence[Row]) -> dict[str, float]:
    """The weights of the signs: a logistic regression by Newton's steps."""
    matrix = np.array([[row.candidate.signs[name] for name in SIGNS] for row in rows])
    truth = np.array([row.marked for row in rows])
    weights: Array = np.zeros(len(SIGNS))
    for _ in range(STEPS):
        guess = 1.0 / (1.0 + np.exp(-matrix @ weights))
        slope = matrix.T @ (guess - truth) + L2 * weights
        bend = (matrix * (guess * (1 - guess))[:, None]).T @ matrix + L2 * np.eye(len(SIGNS))
        weights = weights - np.linalg.solve(bend, slope)
    return dict(zip(SIGNS, weights.tolist(), strict=True))


def table(shared: Path, marked: Mapping[int, dict[str, Any]], held: Mapping[int, Held], cuts: Cuts) -> str:
    """The scores of the rules with their linear score, and of the opinion, whose weights are of the other half."""
    halves = [[row for n, one in held.items() if n % 2 == half for row in one.rows] for half in (0, 1)]
    weights = [fit(halves[1]), fit(halves[0])]
    lines = []
    for cut in (0.14, 0.18, 0.22):
        acts = {n: [act for sure, act in one.ruled if sure >= cut] for n, one in held.items()}
        lines.append(f"rules, linear score {cut}: {_score(shared, marked, held, acts)}")
    for keep in (cuts.keep - 0.05, cuts.keep, cuts.keep + 0.05):
        acts = {n: _kept(one, replace(cuts, keep=keep), weights[n % 2]) for n, one in held.items()}
        lines.append(f"with the opinion, {keep:.2f}: {_score(shared, marked, held, acts)}")
    return "\n".join(lines)


def _kept(held: Held, cuts: Cuts, weights: Mapping[str, float]) -> list[Act]:
    """The acts of an article, chosen sentence by sentence."""
    sentences = groupby((row.candidate for row in held.rows), key=lambda one: one.act.sentence)
    return [act for _, some in sentences for act in chosen(list(some), cuts, weights)]


def _score(
    shared: Path, marked: Mapping[int, dict[str, Any]], held: Mapping[int, Held], acts: Mapping[int, list[Act]]
) -> str:
    """One line of what the scorer says."""
    rows = [act_row(a, held[n].report) for n in held for a in without_repeats(carry_places(carry_answers(acts[n])))]
    with tempfile.TemporaryDirectory() as folder:
        gold, said = Path(folder, "gold.jsonl"), Path(folder, "said.jsonl")
        gold.write_text("".join(json.dumps(marked[n]) + "\n" for n in held), "utf-8")
        said.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
        command = [sys.executable, str(shared / "score/score_acts.py"), str(gold), str(said), "--json"]
        out = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    scores = " ".join(f"{name} {out[name]['f1']:.3f}" for name in ("found", "plover", "kind", "who"))
    status = out["attributes"]["status"]["right"]
    found = out["found"]
    return f"{out['predicted']} acts, found P {found['p']:.3f} R {found['r']:.3f}; F1 {scores}; status {status:.3f}"
