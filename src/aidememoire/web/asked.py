"""In: the query string of a page. Out: what it asks for, checked; and query strings with something changed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from starlette.requests import Request

from aidememoire.errors import UsageError
from aidememoire.model import KINDS, STATUSES
from aidememoire.store import Query
from aidememoire.views.day import parse_day
from aidememoire.views.wording import several_words

LONGEST = 2_000  # characters of a value
MOST = 20  # values of one name
SEVERAL = {"party": "parties", "actor": "actors", "kind": "kinds", "status": "statuses", "place": "places"}
SEVERAL |= {"instrument": "instruments"}
KNOWN: dict[str, Sequence[str]] = {"kind": KINDS, "status": STATUSES}
KEPT = ("q", *SEVERAL, "from", "to", "sure", "today")  # what makes a dossier, in the order of its URL


@dataclass(frozen=True, slots=True)
class Asked:
    """What a page was asked for."""

    query: Query
    today: dt.date
    pairs: tuple[tuple[str, str], ...]  # of the query string, in our order, without empty ones
    after: int | None = None  # the page of a list
    newest: bool = True

    def link(self, **changes: str | None) -> str:
        """The query string with some values changed; None leaves one out."""
        kept = [(name, value) for name, value in self.pairs if name not in changes]
        return urlencode([*kept, *((name, value) for name, value in changes.items() if value)])

    def without(self, name: str, value: str) -> str:
        """The query string without one value."""
        return urlencode([pair for pair in self.pairs if pair != (name, value)])

    def also(self, name: str, value: str) -> str:
        """The query string with one value more."""
        return urlencode([*(pair for pair in self.pairs if pair != (name, value)), (name, value)])

    @property
    def title(self) -> str:
        """What is asked for, as a heading."""
        named = [value for name, value in self.pairs if name in ("party", "actor", "place", "instrument")]
        words = f"“{' '.join(self.query.words)}”" if self.query.words else ""
        return ", ".join(filter(None, [several_words(named), words]))

    def values(self, name: str) -> list[str]:
        """The values of one name."""
        return [value for other, value in self.pairs if other == name]

    def first(self, name: str) -> str:
        """The value of a name that has one; "" where it has none."""
        return next(iter(self.values(name)), "")


def asked(request: Request) -> Asked:
    """What the query string of a request asks for; raises UsageError where it cannot be understood."""
    given = [(name, value.strip()) for name, value in request.query_params.multi_items() if value.strip()]
    for name, value in given:
        if len(value) > LONGEST:
            raise UsageError(name, f"is longer than {LONGEST} characters", "Ask for less.")
    pairs = tuple((name, value) for kept in KEPT for other, value in dict.fromkeys(given) if other == (name := kept))
    found = Asked(Query(), dt.date.min, pairs)
    settings = request.app.state.settings
    today = _day(found.first("today")) or settings.today or dt.date.today()
    after = next((value for name, value in given if name == "after"), "")
    if after and not (after.isascii() and after.isdecimal() and len(after) < 20):
        raise UsageError(f"after={after[:20]}", "is no page of a list", "Begin with the first page.")
    return replace(
        found,
        query=_query(found),
        today=today,
        after=int(after) if after else None,
        newest=("order", "old") not in given,
    )


def _query(found: Asked) -> Query:
    several: dict[str, Any] = {field: tuple(found.values(name)) for name, field in SEVERAL.items()}
    for name, field in SEVERAL.items():
        if len(several[field]) > MOST:
            raise UsageError(name, f"is given more than {MOST} times", "Ask for fewer.")
        wrong = next((value for value in several[field] if name in KNOWN and value not in KNOWN[name]), None)
        if wrong:
            raise UsageError(f"{name}={wrong}", "is none of ours", f"Choose one of {', '.join(KNOWN[name])}.")
    return Query(
        words=tuple(found.first("q").split()),
        first=_day(found.first("from")),
        last=_day(found.first("to")),
        sure=_sure(found.first("sure")),
        **several,
    )


def _day(text: str) -> dt.date | None:
    return parse_day(text) if text else None


def _sure(text: str) -> float:
    try:
        found = float(text or 0.5)
    except ValueError:
        found = -1.0
    if not 0 <= found <= 1:
        raise UsageError(f"sure={text}", "is no confidence", "Write a number from 0 to 1, such as 0.5.")
    return found
