"""In: a text. Out: the same with marks mended that a wrong character set broke, every offset as before."""

from __future__ import annotations

import re

SIGN = "â€"  # what every one of these marks begins with
MARKS = {"™": "'", "˜": "'", "œ": '"', "\x9d": '"', "�": '"', "“": "-", "”": "-", "¦": "."}
ENDS = "s|t|re|ve|ll|d|m"  # Norway's, didn't
BROKEN = re.compile(rf"{SIGN}(?: ?™ ?(?P<end>{ENDS})\b| ?(?P<mark>[{''.join(MARKS)}]))?")


def legible(text: str) -> str:
    """The text with "Norwayâ€™s" as "Norway's", blanks in the place of the characters that fall away.

    >>> legible("Norwayâ€™s plan"), legible("Oslo")
    ("Norway's   plan", 'Oslo')
    """
    return BROKEN.sub(_mended, text) if SIGN in text else text


def _mended(match: re.Match[str]) -> str:
    size = len(match.group())
    if match["end"]:
        return f"'{match['end']}".ljust(size)
    mark = MARKS[match["mark"] or "\x9d"]  # its second byte is a control character, and often lost
    if mark == "-":
        return mark.center(size)
    return mark.rjust(size) if match["mark"] == "œ" else mark.ljust(size)
