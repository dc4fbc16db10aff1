"""In: a spaCy pipeline. Out: the same, with an attribute ruler that is asked once for each kind of token.

The ruler of the English pipelines looks at a token's tag, word, dependency and whether it is space, and took a fifth
of the parse. Its answer for a token like one before is known, except where one of its few rules for several tokens may
apply: there it is asked as before.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from itertools import chain
from typing import Any

import numpy as np
from spacy.attrs import DEP, IS_SPACE, LEMMA, LOWER, MORPH, POS, TAG
from spacy.language import Language

RULER, NAME = "attribute_ruler", "known_attributes"
READ, WRITTEN = [TAG, LOWER, DEP, IS_SPACE], [TAG, POS, MORPH, DEP, LEMMA]
READ_NAMES, WRITTEN_NAMES = {"TAG", "LOWER", "DEP", "IS_SPACE"}, {"TAG", "POS", "MORPH", "DEP", "LEMMA"}
Token = Mapping[str, Any]


class KnownAttributes:
    """Gives each token what the ruler gave to the first like it."""

    def __init__(self, ruler: Any, words: re.Pattern[str], together: Iterable[int]) -> None:
        self.ruler, self.words, self.together = ruler, words, frozenset(together)
        self.seen: dict[int, int] = {}  # a word → itself where a rule may look at it, else 0
        self.known: dict[tuple[int, ...], tuple[int, ...]] = {}

    def __call__(self, doc: Any) -> Any:
        """The document, its tokens' attributes set."""
        rows = doc.to_array(READ).tolist()
        keys = [(tag, self._word(doc, word), dep, space) for tag, word, dep, space in rows]
        if any(key[1] in self.together or key[2] in self.together for key in keys):
            return self.ruler(doc)
        found = [self.known.get(key) for key in keys]
        if None in found:
            doc = self.ruler(doc)
            self.known.update(zip(keys, map(tuple, doc.to_array(WRITTEN).tolist()), strict=True))
            return doc
        return doc.from_array(WRITTEN, np.array(found, dtype=np.uint64)) if found else doc

    def _word(self, doc: Any, word: int) -> int:
        known = self.seen.get(word)
        if known is None:
            known = self.seen[word] = word if self.words.search(doc.vocab.strings[word]) else 0
        return known


def ask_once(pipeline: Any) -> None:
    """Puts the quick ruler in the place of a pipeline's own; a ruler that looks at anything else is left as it is."""
    if RULER not in pipeline.pipe_names:
        return
    ruler = pipeline.get_pipe(RULER)
    patterns = [pattern for rule in ruler.patterns for pattern in rule["patterns"]]
    written = {name for rule in ruler.patterns for name in rule["attrs"]}
    signs = [_sign(pattern) for pattern in patterns if len(pattern) > 1]
    single = [pattern[0] for pattern in patterns if len(pattern) == 1]
    words = [_shape(token["LOWER"]) for token in single if "LOWER" in token]
    read = {name for token in single for name in token}
    if not all(signs) or not all(words) or not read <= READ_NAMES or not written <= WRITTEN_NAMES:
        return
    together = list(chain.from_iterable(signs))
    words += [_shape({"IN": together})]
    quick = KnownAttributes(ruler, re.compile("|".join(words)), map(pipeline.vocab.strings.add, together))
    Language.component(NAME, func=quick)
    pipeline.add_pipe(NAME, before=RULER)
    pipeline.disable_pipe(RULER)


def _sign(pattern: Iterable[Token]) -> list[str]:
    """What stands wherever a rule for several tokens applies: a word or a dependency; empty where none is sure."""
    found = (_values(token[name]) for token in pattern for name in ("DEP", "LOWER") if name in token)
    return next((values for values in found if values), [])


def _values(value: Any) -> list[str]:
    """The words one of which it must be; empty where they are not listed."""
    if isinstance(value, str):
        return [value]
    return list(value["IN"]) if isinstance(value, dict) and list(value) == ["IN"] else []


def _shape(value: Any) -> str:
    """The same as a regular expression; empty where it can be none."""
    if isinstance(value, dict) and list(value) == ["REGEX"]:
        return f"(?:{value['REGEX']})"
    return "|".join(rf"\A{re.escape(word)}\Z" for word in _values(value))
