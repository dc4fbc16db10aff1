"""In: reports. Out: which of them are copies of which: long runs of words in common, whoever printed them."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from aidememoire.model import Report
from aidememoire.record.matter import WORD, settings

COMMON = 200  # a run of words in more reports than this tells nothing about copying, and would cost much


def originals(reports: Sequence[Report]) -> dict[str, str]:
    """For every report the id of the one it is a copy of: the earliest of its family, itself when it stands alone."""
    shingles = {report.id: _shingles(report.text) for report in reports}
    parent = {report.id: report.id for report in reports}
    for (one, other), shared in sorted(_shared(shingles).items()):
        if _is_copy(shared, len(shingles[one]), len(shingles[other])):
            parent[_root(parent, one)] = _root(parent, other)
    families: dict[str, list[Report]] = defaultdict(list)
    for report in reports:
        families[_root(parent, report.id)].append(report)
    first = {root: min(family, key=_age).id for root, family in families.items()}
    return {report.id: first[_root(parent, report.id)] for report in reports}


def _age(report: Report) -> tuple[dt.date, str]:
    return (report.published or dt.date.max, report.id)


def _shingles(text: str) -> frozenset[tuple[str, ...]]:
    words, size = WORD.findall(text.lower()), settings()["reprint"]["shingle"]
    return frozenset(tuple(words[i : i + size]) for i in range(len(words) - size + 1))


def _shared(shingles: dict[str, frozenset[tuple[str, ...]]]) -> Counter[tuple[str, str]]:
    """How many shingles each pair has in common; pairs with none are not held."""
    holders: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for report in sorted(shingles):
        for shingle in shingles[report]:
            holders[shingle].append(report)
    pairs: Counter[tuple[str, str]] = Counter()
    for found in holders.values():
        if 1 < len(found) <= COMMON:
            pairs.update(_pairs(found))
    return pairs


def _pairs(items: Sequence[str]) -> Iterable[tuple[str, str]]:
    return ((one, other) for i, one in enumerate(items) for other in items[i + 1 :])


def _is_copy(shared: int, one: int, other: int) -> bool:
    rule = settings()["reprint"]
    shorter, longer = sorted((one, other))
    return bool(shorter >= rule["least"] and shared >= rule["shared"] * shorter and shorter >= rule["length"] * longer)


def _root(parent: dict[str, str], item: str) -> str:
    while parent[item] != item:
        parent[item] = parent[parent[item]]
        item = parent[item]
    return item
