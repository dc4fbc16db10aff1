"""In: a row of a table: id, text, and where known title, outlet, url, published, dct or date. Out: its Report.

The text is not cleaned: offsets count code points of the text exactly as it was given.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from aidememoire.errors import ReadError
from aidememoire.model import Report
from aidememoire.read._clean import Known, full_date, make_report

DATES = ("published", "dct", "date")
FIELDS = ("id", "text", "title", "outlet", "url", *DATES)
NO_TEXT = 'Name one column "text"; others may be called id, title, outlet, url, published.'


def row_report(row: Mapping[str, Any], where: str, fallback: str, known: Known) -> Report:
    """The report; raises ReadError where a value is not what it should be."""
    text, url = _words(row, "text", where), _words(row, "url", where)
    if text is None:
        raise ReadError(where, "it has no text", 'Give each line a "text".')
    outlet, title = _words(row, "outlet", where), _words(row, "title", where)
    name = _name(row, where) or url or fallback
    return make_report(where, name, text, known, title=title, outlet=outlet, url=url, published=_date(row, where))


def _words(row: Mapping[str, Any], key: str, where: str) -> str | None:
    """A value that must be a string where it is given."""
    value = row.get(key)
    if value is None or value == "":
        return None
    if not isinstance(value, str):
        raise ReadError(where, f'its "{key}" is no string', f'Give "{key}" as a string, or leave it out.')
    try:
        value.encode("utf-8")
    except UnicodeEncodeError as error:
        what = f'its "{key}" holds half a character (a lone surrogate) at {error.start:,}'
        raise ReadError(where, what, "Write the character whole.") from error
    return value


def _name(row: Mapping[str, Any], where: str) -> str | None:
    """The id as given; a whole number counts as one."""
    value = row.get("id")
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    return _words(row, "id", where)


def _date(row: Mapping[str, Any], where: str) -> dt.date | None:
    """The first of the date fields that has a value."""
    value = next((found for key in DATES if (found := _words(row, key, where))), None)
    return full_date(value, where) if value else None
