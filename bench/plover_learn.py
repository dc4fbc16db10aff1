"""In: the signs of sentences and the classes of some. Out: the odds of each class for the others, by linear learners.

Deterministic: a kernel per kind of sign, one against the rest, solved exactly; no chance, no order of steps.
"""

from __future__ import annotations

import hashlib
import math
from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import Any

import numpy as np

Matrix = np.ndarray[Any, np.dtype[np.float64]]


def folds_of(texts: Sequence[str], labels: Sequence[str], count: int) -> list[int]:
    """A fold for each sentence: every class spread evenly, in the order of digests; equal texts stay together."""
    order = sorted(range(len(texts)), key=lambda i: hashlib.sha256(texts[i].encode()).hexdigest())
    seen: dict[str, int] = {}
    dealt: defaultdict[str, int] = defaultdict(int)
    for i in order:
        if texts[i] not in seen:
            seen[texts[i]] = dealt[labels[i]] % count
            dealt[labels[i]] += 1
    return [seen[text] for text in texts]


def bag_kernel(bags: Sequence[Sequence[str]]) -> Matrix:
    """How alike bags of signs are: the cosine of their weights, rare signs weighing more."""
    often = Counter(sign for bag in bags for sign in set(bag))
    index = {sign: i for i, sign in enumerate(sorted(s for s, n in often.items() if n > 1))}
    matrix = np.zeros((len(bags), len(index)), dtype=np.float32)
    for row, bag in enumerate(bags):
        for sign, n in Counter(bag).items():
            if sign in index:
                matrix[row, index[sign]] = (1.0 + math.log(n)) * math.log(len(bags) / often[sign])
    return _cosine(matrix)


def state_kernel(states: Sequence[Any]) -> Matrix:
    """How alike states are, once what all of them share is taken away."""
    matrix = np.stack(states)
    return _cosine(matrix - matrix.mean(0))


def _cosine(matrix: Any) -> Matrix:
    lengths = np.linalg.norm(matrix, axis=1, keepdims=True)
    unit = matrix / np.where(lengths == 0.0, 1.0, lengths)
    return np.asarray(unit @ unit.T, dtype=np.float64)


def odds(kernel: Matrix, labels: Sequence[str], known: Sequence[int], asked: Sequence[int], penalty: float) -> Matrix:
    """Of each sentence asked, what speaks for each class, in the order of the sorted classes."""
    classes = sorted(set(labels))
    truth = np.array([[1.0 if labels[i] == c else 0.0 for c in classes] for i in known])
    share = truth.mean(0)
    weight = (1.0 / np.sqrt(np.maximum(share, 1.0 / len(known))))[
        [classes.index(labels[i]) for i in known]
    ]  # rare classes count for more
    inner = kernel[np.ix_(known, known)] + penalty * np.diag(1.0 / weight)
    return np.asarray(kernel[np.ix_(asked, known)] @ np.linalg.solve(inner, truth - share) + share)


def cross_checked(kernel: Matrix, labels: Sequence[str], folds: Sequence[int], penalty: float) -> list[str]:
    """The class of every sentence, by what was learnt from the other folds."""
    classes, found = sorted(set(labels)), [""] * len(labels)
    for fold in sorted(set(folds)):
        asked = [i for i, f in enumerate(folds) if f == fold]
        known = [i for i, f in enumerate(folds) if f != fold]
        for i, row in zip(asked, odds(kernel, labels, known, asked, penalty), strict=True):
            found[i] = classes[int(row.argmax())]
    return found


def of_each(truth: Sequence[str], said: Sequence[str | None]) -> dict[str, float]:
    """The F1 of each class."""
    found = {}
    for name in sorted(set(truth)):
        both = sum(t == s == name for t, s in zip(truth, said, strict=True))
        found[name] = 2 * both / (sum(t == name for t in truth) + sum(s == name for s in said))
    return found


def summary(truth: Sequence[str], said: Sequence[str | None]) -> dict[str, float]:
    """Macro-F1 over the classes, and the share right."""
    each = of_each(truth, said)
    right = sum(t == s for t, s in zip(truth, said, strict=True))
    return {"macro_f1": sum(each.values()) / len(each), "right": right / len(truth)}
