"""In: two matters, as said. Out: whether they are about the same thing."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Any

from aidememoire.rules import load_toml

WORD = re.compile(r"[^\W_]+")


@cache
def settings() -> dict[str, Any]:
    """The words and figures of record/."""
    return load_toml("langs/en/record.toml")


@cache
def _empty() -> frozenset[str]:
    return frozenset(settings()["empty"].split())


@lru_cache(maxsize=65536)
def content_words(text: str) -> frozenset[str]:
    """The words that say what it is about, without their endings: "negotiations" and "negotiating" are one."""
    return frozenset(_stem(word) for word in WORD.findall(text.lower()) if word not in _empty())


def _stem(word: str) -> str:
    least: int = settings()["shortest"]
    for ending in settings()["endings"]:
        if word.endswith(ending) and len(word) - len(ending) >= least:
            return word[: -len(ending)]
    return word


def likeness(one: str | None, other: str | None) -> float | None:
    """The share of the shorter matter's words that both have; None where one says nothing."""
    if not one or not other:
        return None
    left, right = content_words(one), content_words(other)
    shorter = min(len(left), len(right))
    return len(left & right) / shorter if shorter else None


def alike(one: str | None, other: str | None) -> bool:
    """Whether both are given and about the same thing."""
    share = likeness(one, other)
    return share is not None and share >= settings()["matter"]["similar"]
