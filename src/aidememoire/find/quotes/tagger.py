"""In: the page of a report. Out: the attributions a small transformer sees in it, each with how sure it is.

Needs `onnxruntime`, `tokenizers` and the weights `data/weights/quotes*` of `scripts/train_quotes.py`. Where one of
them is missing, `load` gives None and the rules go on alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from aidememoire.find.quotes.spread import Page
from aidememoire.find.quotes.tagger_windows import Window, find_windows, make_tokenizer
from aidememoire.model import Span
from aidememoire.rules import DATA

SEEN = 0.3  # a cue is looked at from this probability on
NONE, BEGINS, GOES_ON = 0, 1, 2
SOURCE, CONTENT = 1, 2
FILES = ("quotes.onnx", "quotes-roles.onnx", "quotes.vocab.txt")


@dataclass(frozen=True, slots=True)
class Tagged:
    """One attribution as the model sees it."""

    sure: float  # how likely the cue begins where it does
    source: tuple[Span, ...]
    cue: Span
    content: tuple[Span, ...]


class Tagger:
    """A trained model, ready to read."""

    def __init__(self, reader: Any, roles: Any, tokenizer: Any) -> None:
        self.reader, self.roles, self.tokenizer = reader, roles, tokenizer

    def read(self, page: Page) -> tuple[Tagged, ...]:
        """What the model sees in a report, in order of the cues."""
        windows = find_windows(page, self.tokenizer)
        return tuple(sorted((t for w in windows for t in self._read_window(page.text, w)), key=lambda t: t.cue))

    def _read_window(self, text: str, window: Window) -> Iterator[Tagged]:
        """One window alone: with others beside it, 8-bit numbers would be rounded by what stands in those."""
        import numpy as np

        ids = np.array([window.ids], np.int64)
        mask = np.ones_like(ids)
        seen, scores = self.reader.run(None, {"ids": ids, "mask": mask})
        cues = list(find_cues(text, window, _shares(scores)[0].tolist()))
        if not cues:
            return
        rows = [0] * len(cues)
        side = np.full((len(cues), window.size), 2, np.int64)
        for number, (_, first, stop) in enumerate(cues):
            side[number, : stop + 1] = 1
            side[number, : first + 1] = 0
        (marked,) = self.roles.run(None, {"seen": seen[rows], "mask": mask[rows], "side": side})
        for (sure, first, stop), likely in zip(cues, _shares(marked), strict=True):
            yield make_tagged(text, window, (first, stop), sure, likely.tolist())


def _shares(scores: Any) -> Any:
    import numpy as np

    raised = np.exp(scores - scores.max(-1, keepdims=True))
    return raised / raised.sum(-1, keepdims=True)


def find_cues(text: str, window: Window, likely: list[list[float]]) -> Iterator[tuple[float, int, int]]:
    """The cues of a window: how sure, the first piece, past the last; `likely` begins with the mark before them."""
    shares = likely[1 : len(window.spans) + 1]
    past = 0
    for place, each in enumerate(shares):
        begins = each[BEGINS]
        if begins < SEEN or (place < past and begins < max(each)) or is_inner(text, window, place):
            continue
        past = place + 1
        while past < len(shares) and (is_inner(text, window, past) or shares[past][GOES_ON] >= max(shares[past])):
            past += 1
        yield begins, place, past


def is_inner(text: str, window: Window, place: int) -> bool:
    """Whether the piece goes on with the word of the piece before."""
    if place == 0:
        return False
    start = window.spans[place].start
    return window.spans[place - 1].end == start and text[start - 1].isalnum() and text[start].isalnum()


def make_tagged(
    text: str, window: Window, cue: tuple[int, int], sure: float, likely: Sequence[Sequence[float]]
) -> Tagged:
    """The attribution of one cue, from the shares of the roles; the source is the likeliest stretch of its label."""
    shares = likely[1 : len(window.spans) + 1]
    labels: list[int] = []
    for place, each in enumerate(shares):
        in_cue = cue[0] <= place < cue[1]
        labels.append(labels[-1] if is_inner(text, window, place) else 0 if in_cue else _best(each))
    sources = list(_runs(labels, SOURCE))
    source = max(sources, key=lambda run: sum(each[SOURCE] for each in shares[run[0] : run[1]]), default=None)
    spans = window.spans

    def spanned(first: int, stop: int) -> Span:
        return Span(spans[first].start, spans[stop - 1].end)

    content = tuple(spanned(*run) for run in _runs(labels, CONTENT))
    return Tagged(sure, (spanned(*source),) if source else (), spanned(*cue), content)


def _best(each: Sequence[float]) -> int:
    return max(range(len(each)), key=lambda label: each[label])


def _runs(labels: Sequence[int], wanted: int) -> Iterable[tuple[int, int]]:
    """The stretches of a label; one piece without any label inside them is bridged."""
    start, stop = -1, -1
    for place, label in enumerate(labels):
        if label != wanted:
            continue
        if start >= 0 and (place > stop + 1 or any(labels[stop:place])):
            yield start, stop
            start = place
        start = place if start < 0 else start
        stop = place + 1
    if start >= 0:
        yield start, stop


@cache
def load(folder: str | None = None) -> Tagger | None:
    """The tagger whose weights lie in a folder, by default the package's own; None where they or their runtime lack."""
    if any(find_spec(name) is None for name in ("numpy", "onnxruntime", "tokenizers")):
        return None
    base = Path(folder) if folder else Path(str(DATA / "weights"))
    reader, roles, vocabulary = (base / name for name in FILES)
    if not all(file.is_file() for file in (reader, roles, vocabulary)):
        return None
    return Tagger(_session(reader), _session(roles), make_tokenizer(str(vocabulary)))


def _session(path: Path) -> Any:
    onnxruntime = import_module("onnxruntime")
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
