"""In: reports not yet compared with the others. Out: the first print of each, and the buckets that this moves."""

from __future__ import annotations

from collections import Counter, OrderedDict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, partial
from typing import TypeVar

from sqlalchemy import Connection, TextClause, delete, insert, or_, select, text, update

from aidememoire.record.matter import settings
from aidememoire.record.reprints import Link, Print, group, link, make_print, sketch
from aidememoire.record.reprints.sketch import unpack
from aidememoire.store.marks import mark_dirty
from aidememoire.store.rows import make_day
from aidememoire.store.tables import act, print_key, print_link, print_of, report, unlinked

AT_ONCE = 200  # reports compared in one transaction
READY = 500  # texts held ready to be compared
IN_ONE = 400  # ids in one question
Item = TypeVar("Item", str, int)


class Prints:
    """Texts made ready to be compared: the same few are asked for again and again."""

    def __init__(self) -> None:
        self._ready: OrderedDict[str, Print] = OrderedDict()

    def get(self, report_id: str, words: str) -> Print:
        """The print of a report with this text."""
        if report_id not in self._ready:
            self._ready[report_id] = make_print(words)
            while len(self._ready) > READY:
                self._ready.popitem(last=False)
        self._ready.move_to_end(report_id)
        return self._ready[report_id]


def link_prints(at: Connection, prints: Prints) -> bool:
    """Finds the families of some new reports, and marks the buckets that this moves; whether there were any."""
    new = (
        select(report.c.id, report.c.number, report.c.text)
        .join(unlinked, unlinked.c.report == report.c.id)
        .order_by(report.c.number)
        .limit(AT_ONCE)
    )
    rows = at.execute(new).all()
    found = [one for row in rows for one in _links(at, row.id, row.number, row.text, prints)]
    if found:
        rule = [{name: getattr(one, name) for name in ("one", "other", "of_one", "of_other")} for one in found]
        at.execute(insert(print_link), rule)
        _regroup(at, {number for one in found for number in (one.one, one.other)})
    for some in _some([row.id for row in rows]):
        at.execute(delete(unlinked).where(unlinked.c.report.in_(some)))
    return bool(rows)


def _links(at: Connection, own: str, number: int, words: str, prints: Prints) -> Iterator[Link]:
    """The reports compared so far with which a new one has enough in common."""
    keys: list[int] = unpack(sketch(words)).tolist()
    if not keys:
        return
    near = _near(at, keys)
    at.execute(insert(print_key), [{"key": key, "number": number} for key in keys])
    for some in _some(near):
        query = select(report.c.id, report.c.text).where(report.c.number.in_(some)).order_by(report.c.id)
        texts = {row.id: row.text for row in at.execute(query)} | {own: words}
        for other in sorted(texts.keys() - {own}):
            if found := link(own, other, partial(_print, prints, texts)):
                yield found


def _print(prints: Prints, texts: dict[str, str], report_id: str) -> Print:
    return prints.get(report_id, texts[report_id])


def _near(at: Connection, keys: Sequence[int]) -> list[int]:
    """The reports that share enough keys with these, by number; of a key that many hold only some are looked at."""
    rule = settings()["reprint"]
    asked = {f"k{n}": key for n, key in enumerate(keys)} | {"crowd": int(rule["crowd"])}
    shared = Counter(at.scalars(_sharing(len(keys)), asked))
    return sorted(number for number, count in shared.items() if count >= rule["common"])


@cache
def _sharing(keys: int) -> TextClause:
    """The question for so many keys; making it takes longer than answering it."""
    one = "SELECT number FROM (SELECT number FROM print_key WHERE key = :k{0} ORDER BY number LIMIT :crowd) AS t{0}"
    return text(" UNION ALL ".join(one.format(n) for n in range(keys)))


def _regroup(at: Connection, reached: set[str]) -> None:
    """Finds the families of these reports and of all that links lead to from them."""
    links: set[Link] = set()
    new = reached
    while new:
        found = {one for some in _some(sorted(new)) for one in _links_of(at, some)}
        links |= found
        new = {number for one in found for number in (one.one, one.other)} - reached
        reached |= new
    published, known = {}, {}
    for some in _some(sorted(reached)):
        query = select(report.c.id, report.c.published, print_of.c.first).where(report.c.id.in_(some))
        for row in at.execute(query.join(print_of, print_of.c.report == report.c.id)):
            published[row.id], known[row.id] = make_day(row.published), row.first
    for number, first in sorted(group(published, sorted(links)).items()):
        if known[number] != first:
            at.execute(update(print_of).where(print_of.c.report == number).values(first=first))
            mark_dirty(at, at.scalars(select(act.c.bucket).where(act.c.report == number)).all())


def _links_of(at: Connection, reports: Sequence[str]) -> Iterator[Link]:
    query = select(print_link).where(or_(print_link.c.one.in_(reports), print_link.c.other.in_(reports)))
    return (Link(row.one, row.other, row.of_one, row.of_other) for row in at.execute(query))


def _some(items: Iterable[Item]) -> Iterator[list[Item]]:
    """The items, as many at a time as one question takes."""
    found = list(items)
    return (found[n : n + IN_ONE] for n in range(0, len(found), IN_ONE))
