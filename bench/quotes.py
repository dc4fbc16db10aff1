"""In: gold files of attributions (JSON lines). Out: how well their roles are found, and documents a second.

Each line: {"id", "text", "attributions": [{"source": [[start, end]], "cue": …, "content": …}]}. Tokens are runs of word
characters; a token is in a role if they share a character. `token`: the tokens of a role in any attribution. `whole`:
attributions matched one to one whose every role overlaps by half of the gold and half of ours, both empty being right.
`--with` chooses who reads: the rules, the learned tagger, or both; `--every 4 3` takes each fourth document only.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from aidememoire.find.quotes import all_frames, attribute, find_lines, find_page, find_quotes
from aidememoire.find.quotes.tagger import Tagger, load
from aidememoire.find.quotes.tagger_merge import merge
from aidememoire.find.sentences import find_sentences
from aidememoire.model import Attribution, Report

ROLES = ("source", "cue", "content")
WORD = re.compile(r"\w+")
Doc = dict[str, Any]
Tokens = frozenset[int]
Unit = tuple[Tokens, ...]


def documents(paths: Iterable[Path]) -> Iterator[Doc]:
    """The documents of the files."""
    for path in paths:
        for line in path.read_text("utf-8").splitlines():
            yield json.loads(line)


def tagger_alone(report: Report, tagger: Tagger) -> tuple[Attribution, ...]:
    """What the tagger finds by itself; only a quotation that goes on is followed by rule."""
    page = find_page(report, find_sentences(report))
    return attribute(page, merge(page, find_lines(page), [], tagger.read(page), all_frames), ())


def predict(doc: Doc, way: str, tagger: Tagger | None) -> list[dict[str, list[tuple[int, int]]]]:
    """What our reader finds, in the gold's own form."""
    report = Report("", doc["id"], doc["text"])
    if way == "tagger" and tagger:
        found = tagger_alone(report, tagger)
    else:
        found = find_quotes(report, find_sentences(report), (), tagger)
    return [{role: [(s.start, s.end) for s in getattr(each, role)] for role in ROLES} for each in found]


def units(text: str, attributions: list[dict[str, Any]]) -> list[Unit]:
    """Each attribution as the numbers of the tokens of its three roles."""
    owner: list[int | None] = [None] * len(text)
    for number, word in enumerate(WORD.finditer(text)):
        owner[word.start() : word.end()] = [number] * (word.end() - word.start())

    def tokens(spans: Iterable[tuple[int, int]]) -> Tokens:
        return frozenset(n for start, end in spans for n in owner[start:end] if n is not None)

    return [tuple(tokens(each[role]) for role in ROLES) for each in attributions]


def half(gold: Tokens, ours: Tokens) -> bool:
    """Whether the overlap is half of each, or both are empty."""
    shared = len(gold & ours)
    return gold == ours if not gold or not ours else 2 * shared >= len(gold) and 2 * shared >= len(ours)


def nearness(gold: Unit, ours: Unit) -> float:
    """The sum of the roles' Jaccard overlaps."""
    return sum(len(a & b) / len(a | b) if a | b else 1.0 for a, b in zip(gold, ours, strict=True))


def matched(golds: list[Unit], ours: list[Unit]) -> int:
    """How many pairs agree by half in every role, matched one to one, the nearest first."""
    pairs = [
        (-nearness(gold, unit), i, j)
        for i, gold in enumerate(golds)
        for j, unit in enumerate(ours)
        if all(half(a, b) for a, b in zip(gold, unit, strict=True))
    ]
    used_gold, used_ours = set[int](), set[int]()
    for _, i, j in sorted(pairs):
        if i not in used_gold and j not in used_ours:
            used_gold.add(i)
            used_ours.add(j)
    return len(used_gold)


def figures(right: int, found: int, gold: int) -> dict[str, float]:
    """Precision, recall and F1."""
    precision, recall = right / found if found else 0.0, right / gold if gold else 0.0
    total = precision + recall
    return {
        "precision": round(precision, 4),
        "recall": round(recall, 4),
        "f1": round(2 * precision * recall / total, 4) if total else 0.0,
    }


def measure(docs: list[Doc], way: str = "rules", tagger: Tagger | None = None) -> dict[str, Any]:
    """All figures over the documents; the seconds are the processor's."""
    started = time.process_time()
    predictions = [predict(doc, way, tagger) for doc in docs]
    seconds = time.process_time() - started
    counts = {name: [0, 0, 0] for name in (*ROLES, "whole")}
    for doc, prediction in zip(docs, predictions, strict=True):
        golds, ours = units(doc["text"], doc["attributions"]), units(doc["text"], prediction)
        counts["whole"] = [
            a + b for a, b in zip(counts["whole"], (matched(golds, ours), len(ours), len(golds)), strict=True)
        ]
        for place, role in enumerate(ROLES):
            gold: Tokens = frozenset().union(*(unit[place] for unit in golds))
            mine: Tokens = frozenset().union(*(unit[place] for unit in ours))
            counts[role] = [a + b for a, b in zip(counts[role], (len(gold & mine), len(mine), len(gold)), strict=True)]
    rows: dict[str, Any] = {
        ("whole" if name == "whole" else f"token {name}"): figures(*each) for name, each in counts.items()
    }
    return rows | {"documents": len(docs), "documents a second": round(len(docs) / seconds, 1) if seconds else 0.0}


def main(arguments: list[str] | None = None) -> int:
    """Print the figures of the gold files."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", type=Path, nargs="+", required=True)
    parser.add_argument("--with", dest="way", choices=("rules", "tagger", "both"), default="rules")
    parser.add_argument("--weights", help="the folder of the tagger's weights, if not the package's own")
    parser.add_argument("--every", type=int, nargs=2, default=(1, 0), metavar=("N", "FROM"))
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args(arguments)
    tagger = None if options.way == "rules" else load(options.weights)
    if options.way != "rules" and tagger is None:
        parser.error("the tagger's weights, onnxruntime or tokenizers are missing")
    step, first = options.every
    found = measure(list(documents(options.gold))[first::step], options.way, tagger)
    if options.json:
        print(json.dumps(found))
        return 0
    for name, each in found.items():
        print(
            f"{name:18} "
            + ("  ".join(f"{k} {v:.3f}" for k, v in each.items()) if isinstance(each, dict) else str(each))
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
