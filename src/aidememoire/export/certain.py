"""In: EDTF values. Out: their days, for formats that know no "about": only what is certain counts."""

from __future__ import annotations

import datetime as dt

from aidememoire.find.times.bounds import UNKNOWN, Bounds
from aidememoire.record.days import day_range

UNCERTAIN = frozenset("~?%X")  # about, perhaps, both, some


def certain_range(edtf: str | None) -> Bounds:
    """The earliest and latest day; None for both where they are not certain."""
    return UNKNOWN if edtf is None or UNCERTAIN & set(edtf) else day_range(edtf)


def certain_day(edtf: str | None) -> dt.date | None:
    """The day, where it is one.

    >>> certain_day("2019-05-09"), certain_day("2019-05-09~"), certain_day("2019-05")
    (datetime.date(2019, 5, 9), None, None)
    """
    first, last = certain_range(edtf)
    return first if first == last else None
