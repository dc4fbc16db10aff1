"""In: EDTF values. Out: dates as a person writes them, no more exact than they are."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

from aidememoire.rules import load_toml

MONTHS = re.compile(r"(\d{4})-(\d\d)/(\d{4})-(\d\d)")


def _words() -> dict[str, Any]:
    return load_toml("langs/en/views.toml")


def day_words(day: dt.date) -> str:
    """A day: "14 Nov 2018"."""
    return f"{day.day} {_words()['months'][day.month - 1]} {day.year}"


def date_words(edtf: str | None) -> str:
    """The date in words; "" where none is known.

    >>> date_words("2019-01/2019-04"), date_words("../2018-12-31")
    ('early 2019', 'by 31 Dec 2018')
    """
    if edtf is None:
        return ""
    names, start, _, end = _words()["edtf"], *edtf.partition("/")
    if not end:
        return _one(start)
    if start == "..":
        return str(names["by"].format(_one(end)))
    if end == "..":
        return str(names["since"].format(_one(start)))
    return _named_months(edtf) or _short_range(_one(start), _one(end))


def _named_months(edtf: str) -> str | None:
    found = MONTHS.fullmatch(edtf)
    if not found or found[1] != found[3]:
        return None
    name = _words()["edtf"].get(f"{found[2]}/{found[4]}")
    return name.format(found[1]) if name else None


def _short_range(start: str, end: str) -> str:
    """What both ends share is written once, at the end: "28-29 Jun 2019", "28 Nov to 3 Dec 2019"."""
    left, right = start.split(), end.split()
    shared = 0
    while shared < min(len(left), len(right)) - 1 and left[-1 - shared] == right[-1 - shared]:
        shared += 1
    begins = " ".join(left[: len(left) - shared])
    if begins.isdigit() and len(begins) < 3:
        return f"{begins}-{end}"
    return str(_words()["edtf"]["to"].format(begins, end))


def _one(edtf: str) -> str:
    names = _words()["edtf"]
    plain = edtf.rstrip("~?%")
    said = _plain(plain.partition("T")[0])
    said = names["about"].format(said) if set("~%") & set(edtf) else said
    return str(names["perhaps"].format(said) if set("?%") & set(edtf) else said)


def _plain(edtf: str) -> str:
    names = _words()["edtf"]
    if edtf.endswith("XX") and len(edtf) == 4:
        return str(names["century"].format(int(edtf[:2]) + 1))
    if edtf.endswith("X") and len(edtf) == 4:
        return str(names["decade"].format(edtf[:3] + "0"))
    year, _, rest = edtf.partition("-")
    month, _, day = rest.partition("-")
    if not month or "X" in month:
        return year
    name = _words()["seasons"].get(month) or _words()["months"][int(month) - 1]
    return f"{int(day)} {name} {year}" if day and "X" not in day else f"{name} {year}"
