"""In: the paragraphs of a report. Out: windows of word pieces that a tagger reads, each piece with its offsets."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib import import_module
from itertools import groupby
from typing import Any

from aidememoire.find.quotes.spread import Page
from aidememoire.limits import MAX_SENTENCE_CHARS
from aidememoire.model import Sentence, Span

MAX_PIECES = 160  # of a window: a longer paragraph is cut between sentences, a longer sentence at its end
MARKS = ("[PAD]", "[UNK]", "[CLS]", "[SEP]")  # how the vocabulary begins
FIRST, LAST = MARKS.index("[CLS]"), MARKS.index("[SEP]")  # stand around what is read


@dataclass(frozen=True, slots=True)
class Window:
    """Some sentences of one paragraph. `spans` has no entry for the marks around them."""

    ids: tuple[int, ...]  # with the marks around
    spans: tuple[Span, ...]

    @property
    def size(self) -> int:
        """How many numbers the model reads."""
        return len(self.ids)


def make_tokenizer(path: str) -> Any:
    """The word pieces of a vocabulary file, one a line: the longest that fit, small and capital letters alike."""
    names = ("models", "normalizers", "pre_tokenizers")
    models, normalizers, pre_tokenizers = (import_module(f"tokenizers.{name}") for name in names)
    tokenizer = import_module("tokenizers").Tokenizer(models.WordPiece.from_file(path, unk_token=MARKS[1]))
    tokenizer.normalizer = normalizers.BertNormalizer(lowercase=True)
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    return tokenizer


def find_windows(page: Page, tokenizer: Any) -> Iterator[Window]:
    """The windows of a report in order: whole paragraphs as far as they are short enough."""
    read = [s for s in page.sentences if s.part in ("body", "headline")]
    read = [s for s in read if s.span.end - s.span.start <= MAX_SENTENCE_CHARS]
    encoded = tokenizer.encode_batch([s.span.of(page.text) for s in read], add_special_tokens=False)
    for _, pairs in groupby(zip(read, encoded, strict=True), key=lambda pair: pair[0].paragraph):
        yield from _cut(pairs)


def _cut(pairs: Iterable[tuple[Sentence, Any]]) -> Iterator[Window]:
    ids: list[int] = []
    spans: list[Span] = []
    for sentence, found in pairs:
        if ids and len(ids) + len(found.ids) > MAX_PIECES:
            yield _window(ids, spans)
            ids, spans = [], []
        start = sentence.span.start
        ids += found.ids[:MAX_PIECES]
        spans += [Span(start + low, start + high) for low, high in found.offsets[:MAX_PIECES]]
    if ids:
        yield _window(ids, spans)


def _window(ids: list[int], spans: list[Span]) -> Window:
    return Window((FIRST, *ids, LAST), tuple(spans))
