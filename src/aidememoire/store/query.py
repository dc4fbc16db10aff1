"""What may be asked of a record, and in what form it answers: a query, a page, a hit."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Generic, TypeVar

from aidememoire.model import Report, Span

Item = TypeVar("Item")
AT_ONCE = 50  # things on a page, unless another number is asked for


@dataclass(frozen=True, slots=True)
class Query:
    """Which entries are meant: those that meet all that is given."""

    words: tuple[str, ...] = ()  # all of them, in the fields, voices or sentences of the entry
    parties: tuple[str, ...] = ()  # all of them: actors, recipients or persons
    actors: tuple[str, ...] = ()  # all of them, as actors
    kinds: tuple[str, ...] = ()  # one of them, as with all below
    statuses: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    instruments: tuple[str, ...] = ()
    negated: bool | None = None
    first: dt.date | None = None  # the day of the act; undated ones have none
    last: dt.date | None = None
    due_first: dt.date | None = None  # the deadline may lie in these days
    due_last: dt.date | None = None
    sure: float = 0.0  # an act at least so sure
    report: str | None = None  # told in this one


@dataclass(frozen=True, slots=True)
class Page(Generic[Item]):
    """Some of what was asked for, and where the rest begins."""

    items: tuple[Item, ...]
    after: int | None = None  # given back, it gives the next page; None: this is the last one


@dataclass(frozen=True, slots=True)
class Hit:
    """A sentence that holds all the words looked for."""

    report: Report
    sentence: Span
    found: tuple[Span, ...]  # where the words stand, as offsets into the report's text


@dataclass(frozen=True, slots=True)
class Counts:
    """How much a record holds."""

    reports: int
    acts: int
    entries: int
    waiting: int  # buckets whose new acts are not in entries yet
