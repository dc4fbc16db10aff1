"""In: a text. Out: events of certain date, where a preposition dates something by them: "after World War II"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from aidememoire.model import Span, Time
from aidememoire.rules import load_tsv

EVENTS = "langs/en/times-events.tsv"
COLUMNS = ("event", "edtf")
SIDE = {"after": 1, "since": 1, "following": 1, "before": 0, "until": 0}


@cache
def _events() -> tuple[re.Pattern[str], dict[str, str]]:
    """One pattern for all events, and the EDTF of each by its name in lower case."""
    edtf = {name.lower(): date for name, date in load_tsv(EVENTS, COLUMNS)}
    names = "|".join(
        re.escape(name).replace("\\ ", "[ ]") for name in sorted(edtf, key=lambda name: (-len(name), name))
    )
    before = "|".join([*SIDE, "during", "in", "from"])
    # a name that holds a date ("the Sept. 11 attacks") needs no preposition: it is no date of this year
    how = rf"(?:(?P<how>{before})[ ]|(?=(?:the[ ])?\w+\.?[ ][0-9]))"
    span = rf"(?P<span>(?:the[ ])?(?P<end>end[ ]of[ ](?:the[ ])?)?(?P<name>{names}))"
    return re.compile(rf"\b{how}{span}\b".replace("[ ]", "[ \n]"), re.IGNORECASE), edtf


def find_events(text: str) -> Iterator[Time]:
    """The events of a text: after, since, "the end of" take the end of a long one, before and until its beginning."""
    pattern, edtf = _events()
    for found in pattern.finditer(text):
        first, _, last = edtf[" ".join(found["name"].lower().split())].partition("/")
        side = 1 if found["end"] else SIDE.get((found["how"] or "").lower())
        date = (first, last or first)[side] if side is not None else f"{first}/{last}" if last else first
        yield Time(Span(*found.span("span")), "DATE", date, date, "event")
