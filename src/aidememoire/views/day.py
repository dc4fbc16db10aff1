"""In: a day or time as a person types it. Out: the date or time, or an error that says how to write it."""

from __future__ import annotations

import datetime as dt
import re

from aidememoire.errors import UsageError


def parse_day(text: str) -> dt.date:
    """A full ISO date; anything shorter names no day."""
    try:
        if re.fullmatch(r"\d{4}-\d\d-\d\d", text, re.ASCII):
            return dt.date.fromisoformat(text)
    except ValueError:
        pass  # 2018-02-30: written well, but no day
    raise UsageError(text, "is no date", "Write it as 2018-11-15.")


def parse_moment(text: str) -> dt.datetime:
    """A time with its zone: without one nobody could tell which ruling came first."""
    try:
        found = dt.datetime.fromisoformat(text)
        if found.tzinfo is not None:
            return found.astimezone(dt.UTC)
    except (ValueError, OverflowError):
        pass  # no time, or one whose day in UTC no calendar has
    raise UsageError(text, "is no time with a zone", "Write it as 2026-11-12T09:30:00Z.")
