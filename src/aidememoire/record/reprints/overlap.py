"""In: two texts. Out: how much of each stands in the other, in the same order, damaged letters and all."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt

from aidememoire.record.matter import settings
from aidememoire.record.reprints.letters import Codes, Digests, letters, runs
from aidememoire.rules import load_toml

Places = npt.NDArray[np.intp]
Weights = npt.NDArray[np.float64]
FIGURE = re.compile(r"\d{2,}")  # single digits may be misread letters
LONGEST = 1 << 20  # above limits.MAX_REPORT_CHARS: some signs become several letters
PLACE = np.uint64(LONGEST - 1)
# Never across a line: a mark that a page lost must not turn the rest of a report into a quotation.
QUOTED = r"[“„][^“”\n]*[”“\n]|«[^»\n]*[»\n]|[「『][^」』\n]*[」』\n]|\"[^\"\n]*[\"\n]|``[^'\n]*''"


@dataclass(frozen=True, slots=True, eq=False)
class Print:
    """A text made ready to be laid beside others: the runs of letters that stand in it once, and where."""

    codes: Codes
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
    return Print(codes, found[once], places, np.concatenate(([0.0], np.cumsum(weights))))


def overlap(one: Print, other: Print) -> tuple[float, float]:
    """The shares of one text and of the other that stand in both, 0 to 1; none where only the words are the same."""
    _, i, j = np.intersect1d(one.digests, other.digests, assume_unique=True, return_indices=True)
    if len(i) <= settings()["reprint"]["anchors"] * min(len(one.digests), len(other.digests)):
        return 0.0, 0.0
    order = np.argsort(one.places[i])
    here, there = one.places[i][order], other.places[j][order]
    starts, ends = _pieces(one, other, here, there)
    shares = _share(one, here[starts], here[ends]), _share(other, there[starts], there[ends])
    if max(shares) < settings()["reprint"]["shared"]:
        return shares
    return shares if _same_figures(one, other, here[starts], here[ends]) else (0.0, 0.0)


def _same_figures(one: Print, other: Print, first: Places, last: Places) -> bool:
    """Whether the common words tell of the same figures: a notice printed every day with others is no copy."""
    rule = settings()["reprint"]
    margin = rule["run"] + rule["gap"] // 2  # a piece ends where a figure is another one
    spans = zip(np.maximum(first - margin, 0).tolist(), (last + margin).tolist(), strict=True)
    told = {figure for start, end in spans for figure in _figures(one.codes[start:end])}
    few: bool = len(told) < rule["figures"]
    return few or len(told & _figures(other.codes)) >= float(rule["same_figures"]) * len(told)


def _figures(codes: Codes) -> set[str]:
    return set(FIGURE.findall(codes.astype("<u4").tobytes().decode("utf-32-le", "surrogatepass")))


def _pieces(one: Print, other: Print, here: Places, there: Places) -> tuple[Places, Places]:
    """First and last of the common runs of each piece: what stands between them is the same but for some letters."""
    rule = settings()["reprint"]
    step, jump = np.diff(here), np.diff(there)
    near = (step <= rule["gap"]) & (jump > 0) & (jump <= rule["gap"]) & (np.abs(step - jump) <= rule["drift"])
    between = np.where(near, np.maximum(step - rule["run"], 0), 0)
    same = _letters_between(one.codes, other.codes, here, there, between)
    joined = near & ((between <= rule["slip"]) | (same >= rule["misread"] * between))
    starts = np.flatnonzero(np.concatenate(([True], ~joined)))
    ends = np.concatenate((starts[1:], [len(here)])) - 1
    long = here[ends] - here[starts] + rule["run"] >= rule["block"]
    return starts[long], ends[long]


def _letters_between(one: Codes, other: Codes, here: Places, there: Places, gaps: Places) -> Places:
    """How many letters of each gap stand in the other text too, counted from its beginning or from its end."""
    which = np.repeat(np.arange(len(gaps)), gaps)
    if not len(which):
        return gaps
    run: int = settings()["reprint"]["run"]
    first = np.cumsum(gaps) - gaps
    at = np.arange(len(which)) - first[which] + here[which] + run
    before, after = (there[which + ahead] - here[which + ahead] for ahead in (0, 1))
    last = len(other) - 1
    same = (one[at] == other[np.clip(at + before, 0, last)]) | (one[at] == other[np.clip(at + after, 0, last)])
    return np.bincount(which, same, len(gaps)).astype(np.intp)


def _share(whole: Print, first: Places, last: Places) -> float:
    end = np.minimum(last + settings()["reprint"]["run"], len(whole.weights) - 1)
    common = float((whole.weights[end] - whole.weights[first]).sum())
    return min(1.0, common / whole.weight) if whole.weight else 0.0


def _weighed(text: str) -> tuple[Codes, Weights]:
    """The letters of a text and what each weighs."""
    pieces, weights = [], []
    at = 0
    quoted = float(settings()["reprint"]["quoted"])
    for light in _light().finditer(text):
        of_light = 0.0 if light["furniture"] else quoted
        for words, weight in ((text[at : light.start()], 1.0), (light.group(), of_light)):
            pieces.append(letters(words))
            weights.append(np.full(len(pieces[-1]), weight))
        at = light.end()
    pieces.append(letters(text[at:]))
    weights.append(np.ones(len(pieces[-1])))
    return np.concatenate(pieces)[:LONGEST], np.concatenate(weights)[:LONGEST]


@cache
def _light() -> re.Pattern[str]:
    """What weighs less than a report's own words: lines of the page about it, and what it quotes."""
    begins = "|".join(map(re.escape, load_toml("langs/en/sentences.toml")["boilerplate"]["begins"]))
    return re.compile(rf"(?P<furniture>^[ \t]*(?i:{begins})[^\n]{{0,120}}$)|{QUOTED}", re.MULTILINE)
