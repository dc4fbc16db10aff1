"""In: bench/matters.tsv, pairs of matters marked same or not. Out: how well `record/matters.py` tells them apart.

Every other pair of a kind was tuned on; the figures that count are those of the rest (`report`).
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from pathlib import Path

from aidememoire.record.matter import alike
from aidememoire.record.matters import concepts, same_matter

PAIRS = Path(__file__).with_name("matters.tsv")
Pair = tuple[bool, str, str]


def load_pairs() -> list[Pair]:
    """The pairs, in order."""
    lines = [line.split("\t") for line in PAIRS.read_text("utf-8").splitlines() if not line.startswith("#")]
    return [(same == "yes", one, other) for same, one, other in lines[1:]]


def is_one(one: str, other: str) -> bool:
    """What the record says."""
    return same_matter(concepts(one), concepts(other))


def score(pairs: Sequence[Pair], *, plain: bool = False) -> dict[str, float]:
    """Precision and recall of "same"; with `plain`, by common words alone."""
    said = [alike(one, other) if plain else is_one(one, other) for _, one, other in pairs]
    right = sum(1 for pair, word in zip(pairs, said, strict=True) if pair[0] and word)
    p, r = right / max(1, sum(said)), right / sum(1 for pair in pairs if pair[0])
    return {"p": round(p, 4), "r": round(r, 4), "f1": round(2 * p * r / (p + r) if p + r else 0.0, 4)}


def main() -> None:
    """Prints the figures; with --errors, what is wrong in the half that was tuned on."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--errors", action="store_true")
    asked = parser.parse_args()
    pairs = load_pairs()
    tune, report = pairs[::2], pairs[1::2]
    found = {"tune": score(tune), "report": score(report), "words": score(report, plain=True)}
    if asked.errors:
        for same, one, other in tune:
            if is_one(one, other) != same:
                print("same" if same else "other", one, "|", other, sep="\t")
    print(json.dumps(found, indent=2) if asked.json else "\n".join(f"{name:8}{told}" for name, told in found.items()))


if __name__ == "__main__":
    main()
