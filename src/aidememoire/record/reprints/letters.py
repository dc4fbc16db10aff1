"""In: a text. Out: its letters and digits alone, as numbers, and the digests of its runs of letters.

Blanks are left out: damaged scans lose and gain them, and some languages have none.
"""

from __future__ import annotations

import unicodedata
from functools import cache

import numpy as np
import numpy.typing as npt

Codes = npt.NDArray[np.uint32]
Digests = npt.NDArray[np.uint64]
BASE = np.uint64(0x9E3779B97F4A7C15)  # odd: no run of letters is lost in the multiplication
MIX = (np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB))  # the finisher of SplitMix64


def letters(text: str) -> Codes:
    """The letters and digits of a text in small letters; wide and ligature forms as plain ones."""
    codes = _codes(text)
    return codes[_kept()[np.minimum(codes, 0xFFFF)]]


def runs(codes: Codes, size: int) -> Digests:
    """A digest of each run of so many letters, in order; equal runs have equal digests."""
    count = len(codes) - size + 1
    if count < 1:
        return np.empty(0, np.uint64)
    digest = np.zeros(count, np.uint64)
    for start in range(size):
        digest = digest * BASE + codes[start : start + count]
    digest = (digest ^ (digest >> np.uint64(30))) * MIX[0]
    digest = (digest ^ (digest >> np.uint64(27))) * MIX[1]
    return digest ^ (digest >> np.uint64(31))


def _codes(text: str) -> Codes:
    plain = text if text.isascii() else unicodedata.normalize("NFKC", text)
    return np.frombuffer(plain.lower().encode("utf-32-le", "surrogatepass"), "<u4")


@cache
def _kept() -> npt.NDArray[np.bool_]:
    """For each code point of the basic plane whether it is a letter or digit; all above are taken as the last."""
    kept = np.fromiter((chr(code).isalnum() for code in range(0x10000)), np.bool_, 0x10000)
    kept[0xFFFF] = True  # no character itself: stands for all above the plane, where rare letters are
    return kept
