"""In: two texts. Out: how much of each stands in the other, in the same order, damaged letters and all."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from aidememoire.record.matter import settings
from aidememoire.record.reprints.letters import Codes, Digests, letters, runs

Places = npt.NDArray[np.intp]
Weights = npt.NDArray[np.float64]
LONGEST = 1 << 20  # above limits.MAX_REPORT_CHARS: some signs become several letters
PLACE = np.uint64(LONGEST - 1)
# Never across a line: a mark that a page lost must not turn the rest of a report into a quotation.
QUOTED = re.compile(r"[“„][^“”\n]*[”“\n]|«[^»\n]*[»\n]|[「『][^」』\n]*[」』\n]|\"[^\"\n]*[\"\n]|``[^'\n]*''")


@dataclass(frozen=True, slots=True, eq=False)
class Print:
    """A text made ready to be laid beside others: the runs of letters that stand in it once, and where."""

    digests: Digests  # ascending
    places: Places
    weights: Weights  # of all letters before each place: what is quoted weighs less

    @property
    def weight(self) -> float:
        """Of the whole text."""
        return float(self.weights[-1])


def make_print(text: str) -> Print:
    """The print of a text."""
    codes, weights = _weighed(text)
    digests = runs(codes, settings()["reprint"]["run"])
    # One sort for both: a digest keeps its upper 44 bits and is followed by its place, which is below 2 ** 20.
    ordered = np.sort(digests & ~PLACE | np.arange(len(digests), dtype=np.uint64))
    found = ordered & ~PLACE
    new = np.ones(len(found) + 1, np.bool_)
    new[1:-1] = found[1:] != found[:-1]
    once = new[:-1] & new[1:]
    places = (ordered[once] & PLACE).astype(np.intp)
    return Print(found[once], places, np.concatenate(([0.0], np.cumsum(weights))))


def overlap(one: Print, other: Print) -> tuple[float, float]:
    """The shares of one text and of the other that stand in both, 0 to 1."""
    _, i, j = np.intersect1d(one.digests, other.digests, assume_unique=True, return_indices=True)
    if not len(i):
        return 0.0, 0.0
    order = np.argsort(one.places[i])
    here, there = one.places[i][order], other.places[j][order]
    starts, ends = _pieces(here, there, settings()["reprint"])
    return _share(one, here[starts], here[ends]), _share(other, there[starts], there[ends])


def _pieces(here: Places, there: Places, rule: dict[str, Any]) -> tuple[Places, Places]:
    """First and last of the common runs of each piece: between them stands about as much on either side."""
    step, jump = np.diff(here), np.diff(there)
    joined = (step <= rule["gap"]) & (jump > 0) & (jump <= rule["gap"]) & (np.abs(step - jump) <= rule["drift"])
    starts = np.flatnonzero(np.concatenate(([True], ~joined)))
    ends = np.concatenate((starts[1:], [len(here)])) - 1
    long = here[ends] - here[starts] + rule["run"] >= rule["block"]
    return starts[long], ends[long]


def _share(whole: Print, first: Places, last: Places) -> float:
    end = np.minimum(last + settings()["reprint"]["run"], len(whole.weights) - 1)
    return min(1.0, float((whole.weights[end] - whole.weights[first]).sum()) / whole.weight)


def _weighed(text: str) -> tuple[Codes, Weights]:
    """The letters of a text and what each weighs."""
    pieces, weights = [], []
    at = 0
    quoted = float(settings()["reprint"]["quoted"])
    for mark in QUOTED.finditer(text):
        for words, weight in ((text[at : mark.start()], 1.0), (mark.group(), quoted)):
            pieces.append(letters(words))
            weights.append(np.full(len(pieces[-1]), weight))
        at = mark.end()
    pieces.append(letters(text[at:]))
    weights.append(np.ones(len(pieces[-1])))
    return np.concatenate(pieces)[:LONGEST], np.concatenate(weights)[:LONGEST]
