"""In: a text. Out: its sketch: a few keys, picked so that two prints of one text share some, damaged or cut."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from aidememoire.record.matter import settings
from aidememoire.record.reprints.letters import Codes, letters, runs

Keys = npt.NDArray[np.uint32]
STORED = ">u4"  # big-endian: the same bytes on every machine
LOW = np.uint64(0xFFFFFFFF)


def sketch(text: str) -> bytes:
    """The keys of a text, as they are stored; none where the text is too short to be called a reprint."""
    return keys(letters(text)).astype(STORED).tobytes()


def keys(codes: Codes) -> Keys:
    """Of the digests of all runs of letters the smallest, whatever else stands in the text; ascending.

    Chosen by the whole digest, kept as its low half: the high halves of small numbers are all alike.
    """
    rule = settings()["reprint"]
    if len(codes) < rule["least"]:
        return np.empty(0, np.uint32)
    digests = runs(codes, rule["key"])
    enough = min(2 * rule["keys"], len(digests) - 1)  # twice as many: some runs stand in a text more than once
    smallest = np.unique(np.partition(digests, enough)[:enough])[: rule["keys"]]
    return np.unique((smallest & LOW).astype(np.uint32))


def unpack(stored: bytes) -> Keys:
    """The keys of a stored sketch."""
    return np.frombuffer(stored, STORED).astype(np.uint32)
