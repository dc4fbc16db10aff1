"""Learn the weights of `acts/score.py` from marked articles: `python scripts/train.py SHARED [--dry]`.

The articles are the tuning articles of SHARED's practice folder, and those of `bench/marks/press.jsonl` that are not
held back. A logistic regression (L2, full batch, no chance in it) over candidate acts: 1 where a marked act of the same
sentence has the same kind and an actor in common. The threshold is the highest that costs next to nothing of the mean
of found F1 and kind F1 on the practice articles, over six folds of all articles, each scored by weights learned on the
others. Writes `data/weights/act.tsv`; with --dry only prints what the folds gave.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

sys.path.insert(0, str(Path(__file__).parent.parent / "bench"))
from acts import articles, report_of
from aidememoire.acts.assemble import make_act
from aidememoire.acts.choose import distinct
from aidememoire.acts.cues import match_cues
from aidememoire.acts.scene import is_titled, make_scene
from aidememoire.acts.score import BIAS, COLUMNS, THRESHOLD, features
from aidememoire.acts.screen import candidates
from aidememoire.find.parse import load_parser
from aidememoire.pipeline import find_layers
from press import lay_out

FOLDS, SEEN_AT_LEAST, L2, STEPS, RATE = 6, 3, 8.0, 400, 0.1
NEXT_TO_NOTHING = 0.002  # of F1: a wrong act costs more than a missing one
TARGET = Path(__file__).parent.parent / "src/aidememoire/data/weights/act.tsv"
Array = np.ndarray[Any, np.dtype[np.float64]]


@dataclass(frozen=True, slots=True)
class Row:
    """One candidate: its article's number, its features, and whether it was marked."""

    article: int
    features: tuple[str, ...]
    marked: bool  # of this kind
    found: bool  # of any kind


def learned_from(shared: Path) -> Iterator[tuple[Path, dict[str, Any], bool]]:
    """The folder of each article to learn from, the article, and whether it is one of the practice articles."""
    yield from ((shared, article, True) for article in articles(shared, "tune"))
    with tempfile.TemporaryDirectory() as folder:
        lay_out(shared, Path(folder))
        yield from ((Path(folder), article, False) for article in articles(Path(folder), "tune"))


def rows_of(shared: Path, number: int, article: dict[str, Any]) -> list[Row]:
    """The candidates of one marked article."""
    report = report_of(shared, article)
    findings, found = find_layers(report), []
    sentences = candidates(findings)
    docs = load_parser().parse(s.span.of(report.text) for s in sentences)
    for sentence, doc in zip(sentences, docs, strict=True):
        scene = make_scene(findings, sentence, doc)
        words = fold(sentence.span.of(report.text))
        left = [g for g in article["acts"] if fold(g["quote"]) in words]
        for hit, act in distinct(
            [(hit, make_act(scene, hit)) for hit in match_cues(doc) if not is_titled(scene, hit.head)]
        ):
            near = [g for g in left if set(g["actors"]) & set(act.actors)]
            same = [g for g in near if g["kind"] == act.kind]
            for marked in (same or near)[:1]:
                left.remove(marked)
            found.append(Row(number, tuple(features(scene, hit, act)), bool(same), bool(near)))
    return found


def fold(text: str) -> str:
    """Lower case, single blanks, plain quotation marks."""
    for odd, plain in (("“", '"'), ("”", '"'), ("‘", "'"), ("’", "'")):
        text = text.replace(odd, plain)
    return " ".join(text.lower().split())


def learn(rows: list[Row]) -> dict[str, float]:
    """The weights of a logistic regression over these rows."""
    counts = Counter(f for row in rows for f in row.features)
    names = sorted(f for f, n in counts.items() if n >= SEEN_AT_LEAST)
    index = {f: i for i, f in enumerate(names)}
    matrix = np.zeros((len(rows), len(names) + 1))
    matrix[:, -1] = 1.0
    for i, row in enumerate(rows):
        matrix[i, [index[f] for f in row.features if f in index]] = 1.0
    truth = np.array([row.marked for row in rows], dtype=np.float64)
    weights = _descend(matrix, truth)
    return {**dict(zip(names, weights[:-1].tolist(), strict=True)), BIAS: float(weights[-1])}


def _descend(matrix: Array, truth: Array) -> Array:
    """Adam over the whole batch: the same steps on every machine, up to the last digits, which are not kept."""
    weights = np.zeros(matrix.shape[1])
    first, second = np.zeros_like(weights), np.zeros_like(weights)
    penalty = np.full_like(weights, L2)
    penalty[-1] = 0.0
    for step in range(1, STEPS + 1):
        guess = 1.0 / (1.0 + np.exp(-matrix @ weights))
        slope = (matrix.T @ (guess - truth) + penalty * weights) / len(truth)
        first, second = 0.9 * first + 0.1 * slope, 0.999 * second + 0.001 * slope**2
        weights -= RATE * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.999**step)) + 1e-8)
    return weights


def guess(weights: dict[str, float], row: Row) -> float:
    """The probability these weights give a row."""
    return float(1.0 / (1.0 + np.exp(-(weights[BIAS] + sum(weights.get(f, 0.0) for f in row.features)))))


def best_threshold(rows: list[Row], asked: frozenset[int], marked: int) -> float:
    """Over folds of articles: the threshold with the best mean of found F1 and kind F1, of the acts of those asked;
    of those as good, the highest."""
    held: list[tuple[float, Row]] = []
    for k in range(FOLDS):
        weights = learn([row for row in rows if row.article % FOLDS != k])
        held += [(guess(weights, row), row) for row in rows if row.article % FOLDS == k and row.article in asked]
    means: list[tuple[float, float]] = []
    for cut in np.arange(0.1, 0.6, 0.02):
        kept = [row for p, row in held if p >= cut]
        found, kind = (2 * n / (len(kept) + marked) for n in (sum(r.found for r in kept), sum(r.marked for r in kept)))
        means.append(((found + kind) / 2, round(float(cut), 2)))
        print(f"threshold {cut:.2f}: kept {len(kept)}, found F1 {found:.3f}, kind F1 {kind:.3f}")
    return max(cut for mean, cut in means if mean >= max(means)[0] - NEXT_TO_NOTHING)


def main() -> None:
    """Collect the rows, learn, write."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("shared", type=Path)
    ask.add_argument("--dry", action="store_true")
    args = ask.parse_args()
    rows: list[Row] = []
    asked: dict[int, int] = {}  # a practice article's number: its marked acts
    for number, (folder, article, practice) in enumerate(learned_from(args.shared)):
        rows += rows_of(folder, number, article)
        if practice:
            asked[number] = len(article["acts"])
    print(f"{len(rows)} candidates, {sum(r.marked for r in rows)} of them marked")
    cut = best_threshold(rows, frozenset(asked), sum(asked.values()))
    if args.dry:
        return
    weights = {**learn(rows), THRESHOLD: cut}
    lines = ["\t".join(COLUMNS), *(f"{f}\t{w:.3f}" for f, w in sorted(weights.items()) if abs(w) >= 0.0005)]
    TARGET.parent.mkdir(exist_ok=True)
    TARGET.write_text("# Made by scripts/train.py.\n" + "\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    main()
