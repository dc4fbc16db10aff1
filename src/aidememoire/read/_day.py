"""In: a date as a message or a feed writes it. Out: the day as written, whatever the zone; None where it is none."""

from __future__ import annotations

import datetime as dt
import re
from email.utils import parsedate

ISO = re.compile(r"\s*(\d{4})-(\d\d)-(\d\d)(?!\d)")


def written_day(value: str | None) -> dt.date | None:
    """The day of an ISO 8601 or RFC 5322 date; a day that no calendar has is unknown, not moved.

    >>> written_day("Tue, 05 Mar 2019 23:30:00 -0500"), written_day("2019-02-30")
    (datetime.date(2019, 3, 5), None)
    """
    if not value:
        return None
    found = ISO.match(value)
    try:
        parts = (
            tuple(map(int, found.groups()))
            if found
            else (parsedate(value[:200]) or parsedate(f"{value[:200]} 00:00") or ())[:3]
        )
        return dt.date(*parts) if len(parts) == 3 else None
    except (ValueError, TypeError, OverflowError, IndexError):
        return None
