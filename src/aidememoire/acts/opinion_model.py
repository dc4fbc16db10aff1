"""In: questions about words in their sentences. Out: a Judgement of each, by a small transformer on one thread.

Needs `onnxruntime`, `tokenizers` and the weights `data/weights/opinion.*` of `scripts/train_opinion.py`. Where one of
them is missing, `load` gives None and the rules go on alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from aidememoire.acts.opinion_pool import Question
from aidememoire.model import KINDS, STATUSES, Span
from aidememoire.rules import DATA, load_toml

LABELS = (*KINDS, "none")
ROLES = ("actor", "recipient", "neither")
INPUTS = ("ids", "mask", "row", "share", "cue", "told", "pair", "party", "ties")
MAX_TOKENS = 160  # word pieces of a sentence that are read: fewer than one press sentence in a thousand has more
BATCH = 4  # sentences read at once, those of like length together: more are padded more
FOLDER = "weights"


@dataclass(frozen=True, slots=True)
class Judgement:
    """How likely each kind (or none) and each status is, in the order of LABELS and STATUSES; each adds up to 1."""

    kinds: tuple[float, ...]
    statuses: tuple[float, ...]
    roles: tuple[tuple[float, ...], ...] = ()  # of each party named in the sentence, in the order of ROLES

    def of(self, kind: str) -> float:
        """The probability of a kind, or of "none"."""
        return self.kinds[LABELS.index(kind)]

    @property
    def kind(self) -> tuple[str, float]:
        """The likeliest kind, never "none", and its probability."""
        best = max(range(len(KINDS)), key=lambda i: self.kinds[i])
        return KINDS[best], self.kinds[best]

    @property
    def act(self) -> float:
        """The probability that the word states an act of any kind."""
        return 1.0 - self.kinds[-1]

    @property
    def status(self) -> tuple[str, float]:
        """The likeliest status and its probability."""
        best = max(range(len(STATUSES)), key=lambda i: self.statuses[i])
        return STATUSES[best], self.statuses[best]


@dataclass(frozen=True, slots=True)
class Batch:
    """Sentences as numbers: their word pieces, and what is known of each question."""

    ids: Any  # sentences × pieces
    mask: Any
    row: Any  # questions
    share: Any  # questions × pieces, each row adds up to 1
    cue: Any  # 0 to 22: the cue's kind, 22: none
    told: Any  # 0 to 5: the status by the rules
    pair: Any  # question and party pairs: the question
    party: Any  # pairs × pieces, each row adds up to 1
    ties: Any  # pairs × 3


class Opinion:
    """A trained model, ready to judge."""

    def __init__(self, session: Any, tokenizer: Any, settings: dict[str, Any]) -> None:
        self.session, self.tokenizer, self.settings = session, tokenizer, settings

    def judge(self, asked: Sequence[Question]) -> list[Judgement]:
        """A judgement of each question, in their order; questions about one sentence share one reading of it."""
        texts = list(dict.fromkeys(q.text for q in asked))
        ranked = sorted(texts, key=lambda t: (len(t), t))
        of_text: dict[str, list[int]] = {t: [] for t in texts}
        for i, question in enumerate(asked):
            of_text[question.text].append(i)
        judged: dict[int, Judgement] = {}
        for low in range(0, len(ranked), BATCH):
            numbers = [i for text in ranked[low : low + BATCH] for i in of_text[text]]
            judged.update(zip(numbers, self._run([asked[i] for i in numbers]), strict=True))
        return [judged[i] for i in range(len(asked))]

    def _run(self, asked: Sequence[Question]) -> list[Judgement]:
        batch = make_batch(self.tokenizer, asked)
        kinds, statuses, roles = self.session.run(None, {name: getattr(batch, name) for name in INPUTS})
        of_pair = iter(tuple(tuple(row) for row in roles.tolist()))
        return [
            Judgement(tuple(k), tuple(s), tuple(next(of_pair) for _ in question.parties))
            for question, k, s in zip(asked, kinds.tolist(), statuses.tolist(), strict=True)
        ]


def make_batch(tokenizer: Any, asked: Sequence[Question]) -> Batch:
    """The questions as arrays; a word past the last piece read is judged by the sentence's first piece."""
    import numpy as np

    texts = list(dict.fromkeys(q.text for q in asked))
    read = [tokenizer.encode(text) for text in texts]  # a batch would start threads, which cost more than they save
    width = max(len(r.ids) for r in read)
    ids, mask = np.zeros((len(texts), width), np.int64), np.zeros((len(texts), width), np.int64)
    for i, one in enumerate(read):
        ids[i, : len(one.ids)], mask[i, : len(one.ids)] = one.ids, 1
    row = np.array([texts.index(q.text) for q in asked], np.int64)
    offsets = [one.offsets for one in read]
    share = _shares(np, width, [(offsets[row[i]], q.span) for i, q in enumerate(asked)])
    pairs = [(i, span) for i, q in enumerate(asked) for span in q.parties]
    pair = np.array([i for i, _ in pairs], np.int64)
    party = _shares(np, width, [(offsets[row[i]], span) for i, span in pairs])
    cue = np.array([LABELS.index(q.kind or "none") for q in asked], np.int64)
    told = np.array([STATUSES.index(q.status) for q in asked], np.int64)
    ties = np.array([tie for q in asked for tie in q.ties], np.int64).reshape(-1, 3)
    return Batch(ids, mask, row, share, cue, told, pair, party, ties)


def _shares(np: Any, width: int, spans: Sequence[tuple[Sequence[tuple[int, int]], Span]]) -> Any:
    share = np.zeros((len(spans), width), np.float32)
    for i, (offsets, span) in enumerate(spans):
        pieces = _pieces(offsets, span)
        share[i, pieces] = 1.0 / len(pieces)
    return share


def _pieces(offsets: Sequence[tuple[int, int]], span: Span) -> list[int]:
    return [n for n, (low, high) in enumerate(offsets) if low < span.end and high > span.start and high > low] or [0]


def make_tokenizer(path: str) -> Any:
    """The tokenizer of a file, cut at MAX_TOKENS and without padding."""
    tokenizer = import_module("tokenizers").Tokenizer.from_file(path)
    tokenizer.no_padding()
    tokenizer.enable_truncation(MAX_TOKENS)
    return tokenizer


@cache
def load(name: str | None = "opinion") -> Opinion | None:
    """The opinion of this name in `data/weights`; None for None, or where its weights or its runtime are missing."""
    if name is None or any(find_spec(m) is None for m in ("numpy", "onnxruntime", "tokenizers")):
        return None
    folder = DATA / FOLDER
    files = [folder / f"{name}.{end}" for end in ("onnx", "vocab.json", "toml")]
    if not all(file.is_file() for file in files):
        return None
    onnxruntime = import_module("onnxruntime")
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    session = onnxruntime.InferenceSession(str(files[0]), options, providers=["CPUExecutionProvider"])
    return Opinion(session, make_tokenizer(str(files[1])), load_toml(f"{FOLDER}/{name}.toml"))
