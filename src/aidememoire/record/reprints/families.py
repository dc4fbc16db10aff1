"""In: reports, or which of them have text in common. Out: families: reports that print one text, by its first print."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from aidememoire.model import Report
from aidememoire.record.matter import settings
from aidememoire.record.reprints.index import Index
from aidememoire.record.reprints.overlap import Print, make_print, overlap
from aidememoire.record.reprints.sketch import sketch

Days = Mapping[str, dt.date | None]
PRINTS = 4096  # held ready to be compared: a copy is mostly compared with the same few reports


@dataclass(frozen=True, slots=True, order=True)
class Link:
    """Two reports with enough text in common, and the share of each that stands in the other."""

    one: str  # the smaller id
    other: str
    of_one: float
    of_other: float


def families(reports: Iterable[Report]) -> dict[str, str]:
    """For every report the first print of its text: the earliest of its family, itself when it stands alone."""
    known = {report.id: report for report in sorted(reports, key=lambda report: report.id)}
    return group({report.id: report.published for report in known.values()}, _links(known))


def link(one: str, other: str, prints: Callable[[str], Print]) -> Link | None:
    """What two reports have in common, where it is enough to call one a copy of the other; in either order the same."""
    rule = settings()["reprint"]
    one, other = min(one, other), max(one, other)
    here, there = overlap(prints(one), prints(other))
    enough = max(here, there) >= rule["shared"] and min(here, there) >= rule["part"]
    return Link(one, other, here, there) if enough else None


def group(published: Days, links: Iterable[Link]) -> dict[str, str]:
    """The first print of each of these reports, by the links between them; those to other reports are left out.

    Reports with most of their text in common are prints of one text. A cut, much shorter than what it was cut from,
    is joined to one text at most, and no text takes in pieces that may just as well be its sources: a round-up of
    three reports does not make them one.
    """
    most = settings()["reprint"]["whole"]
    known = sorted(one for one in links if one.one in published and one.other in published)
    whole = _Sets(published)
    for one in known:
        if min(one.of_one, one.of_other) >= most:
            whole.join(one.one, one.other)
    first = whole.first_of(published)
    joined = _Sets(published)
    for report in published:
        joined.join(report, first[report])
    for cut, text in _cuts(known, first, published):
        joined.join(cut, text)
    return joined.first_of(published)


def _links(reports: Mapping[str, Report]) -> Iterator[Link]:
    """The links among the reports."""
    sketches = {name: sketch(report.text) for name, report in reports.items()}
    index = Index(sketches.items())
    prints = lru_cache(maxsize=PRINTS)(lambda name: make_print(reports[name].text))
    pairs = {(min(name, near), max(name, near)) for name, keys in sketches.items() for near in index.near(keys)}
    for one, other in sorted(pairs):
        if one != other and (found := link(one, other, prints)):
            yield found


def _cuts(links: Sequence[Link], first: Mapping[str, str], published: Days) -> Iterator[tuple[str, str]]:
    """Each text that was cut from another one, with that one, both by their first prints."""
    best: dict[str, tuple[float, str]] = {}
    for one in links:
        cut, text = (one.one, one.other) if one.of_one > one.of_other else (one.other, one.one)
        cut, text, share = first[cut], first[text], max(one.of_one, one.of_other)
        if cut != text and _order(published, text, cut) is not False:
            best[cut] = max(best.get(cut, (0.0, "")), (share, text))
    unsure: dict[str, list[tuple[float, str]]] = defaultdict(list)
    for cut, (share, text) in sorted(best.items()):
        if _order(published, text, cut):
            yield cut, text
        else:
            unsure[text].append((share, cut))
    for text, cuts in sorted(unsure.items()):
        yield max(cuts)[1], text


def _order(published: Days, one: str, other: str) -> bool | None:
    """Whether the first was printed before the other; None where the days do not say."""
    here, there = published[one], published[other]
    return None if here is None or there is None or here == there else here < there


class _Sets:
    """Sets of reports that are joined."""

    def __init__(self, reports: Iterable[str]) -> None:
        self._parent = {report: report for report in reports}

    def join(self, one: str, other: str) -> None:
        self._parent[self._root(one)] = self._root(other)

    def first_of(self, published: Days) -> dict[str, str]:
        """For each report the earliest of its set."""
        first: dict[str, str] = {}
        for report in sorted(self._parent, key=lambda name: (published[name] or dt.date.max, name)):
            first.setdefault(self._root(report), report)
        return {report: first[self._root(report)] for report in self._parent}

    def _root(self, report: str) -> str:
        while self._parent[report] != report:
            self._parent[report] = self._parent[self._parent[report]]
            report = self._parent[report]
        return report
