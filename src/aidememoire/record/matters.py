"""In: two matters, as said. Out: whether they are one, other words for the same thing included.

Words are brought to their stems and, by a table of diplomacy (`data/langs/en/matters.toml`), to one word for what
means the same; what is done about a thing ("conclude", "return") weighs less than the thing.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Any

from aidememoire.record.matter import content_words
from aidememoire.rules import load_toml


@cache
def _rules() -> dict[str, Any]:
    return load_toml("langs/en/matters.toml")


@cache
def _phrases() -> re.Pattern[str]:
    longest_first = sorted(_rules()["phrase"], key=lambda phrase: (-len(phrase), phrase))
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, longest_first))})\b")


@cache
def _same() -> dict[str, str]:
    """The one stem for each stem of the table."""
    return {
        stem: _stem(word) for word, others in _rules()["same"].items() for stem in content_words(f"{word} {others}")
    }


def _stem(word: str) -> str:
    return next(iter(content_words(word)), word)


@cache
def _light() -> frozenset[str]:
    return frozenset(_same().get(stem, stem) for stem in content_words(_rules()["light_words"]))


@lru_cache(maxsize=65536)
def concepts(text: str) -> frozenset[str]:
    """What a matter is about, as stems that stand for all words of the same meaning."""
    plain = _phrases().sub(lambda match: _rules()["phrase"][match[0]], text.lower())
    return frozenset(_same().get(stem, stem) for stem in content_words(plain))


@lru_cache(maxsize=65536)
def weight(words: frozenset[str]) -> float:
    """How much these say."""
    light = len(words & _light())
    return len(words) - light + float(_rules()["light"]) * light


@lru_cache(maxsize=65536)
def same_matter(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two matters, given as concepts, are one."""
    if not one or not other:
        return False
    if one == other:
        return True
    rules, common, left, right = _rules(), weight(one & other), weight(one), weight(other)
    shares = common >= rules["least"] * min(left, right) and 2 * common >= rules["both"] * (left + right)
    return bool(shares and common >= heavy())


def crowd() -> int:
    """How many matters a new one is compared with."""
    return int(_rules()["crowd"])


def heavy() -> float:
    """The weight that two matters must have in common at all."""
    return float(_rules()["heavy"])
