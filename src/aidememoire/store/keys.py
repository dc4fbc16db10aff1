"""In: days, ids, numbers. Out: whole numbers that sort as the days do: the keys of entries, reports and sentences."""

from __future__ import annotations

import base64
import datetime as dt

DAY = 41  # bits below the day: of an entry those of its id, of a sentence report and place
PLACE = 17  # bits of a sentence's place in its report
MOST_SENTENCES = 1 << PLACE
MOST_REPORTS = 1 << (DAY - PLACE)
ID_LETTERS = 52  # of the base32 of a SHA-256


def entry_key(day: dt.date, entry_id: str) -> int:
    """The key of an entry: its day, then the beginning of its id."""
    padded = entry_id.upper().ljust(56, "=")
    return day.toordinal() << DAY | int.from_bytes(base64.b32decode(padded)[:6]) >> (48 - DAY)


def day_keys(first: dt.date | None, last: dt.date | None) -> tuple[int, int]:
    """The least and the greatest key of these days."""
    least = first.toordinal() << DAY if first else 0
    return least, ((last.toordinal() + 1) << DAY) - 1 if last else (1 << 63) - 1


def sentence_key(published: dt.date | None, report: int, place: int) -> int:
    """The key of a sentence: the newest report is the greatest, one without a date the least."""
    return (published.toordinal() if published else 0) << DAY | report << PLACE | place


def sentence_of(key: int) -> tuple[int, int]:
    """The report's number and the sentence's place in it."""
    return key >> PLACE & MOST_REPORTS - 1, key & MOST_SENTENCES - 1


def id_range(prefix: str) -> tuple[str, str]:
    """The least and the greatest hexadecimal id that begins so, written in hexadecimal or in base32 as a person may."""
    return prefix.ljust(64, "0"), prefix.ljust(64, "f")


def base32_range(prefix: str) -> tuple[str, str] | None:
    """The same for a beginning in base32; None where it is none."""
    letters = "abcdefghijklmnopqrstuvwxyz234567"
    if not prefix or len(prefix) > ID_LETTERS or not set(prefix) <= set(letters):
        return None
    bits, value = 5 * len(prefix), 0
    for letter in prefix:
        value = value << 5 | letters.index(letter)
    free = 256 - bits
    if free < 0:
        return f"{value >> -free:064x}", f"{value >> -free:064x}"
    return f"{value << free:064x}", f"{(value + 1 << free) - 1:064x}"
