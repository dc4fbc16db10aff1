"""In: a day as a person types it. Out: the date, or an error that says how to write it."""

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
