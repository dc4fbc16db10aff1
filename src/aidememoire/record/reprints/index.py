"""In: the sketches of reports, one by one or many at once. Out: for each the reports it may be a copy of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

import numpy as np
import numpy.typing as npt

from aidememoire.record.matter import settings
from aidememoire.record.reprints.sketch import Keys, unpack

Owners = npt.NDArray[np.uint32]
LATE = 1 << 18  # keys held apart before they are sorted in with the others


class Index:
    """Keys and the reports that have them: a sorted table, and beside it what was added since it was last sorted."""

    def __init__(self, kept: Iterable[tuple[str, bytes]] = ()) -> None:
        self._ids: list[str] = []
        self._keys: Keys = np.empty(0, np.uint32)
        self._owners: Owners = np.empty(0, np.uint32)
        self._late: defaultdict[int, list[int]] = defaultdict(list)
        self._held = 0
        self._fill(list(kept))

    def __len__(self) -> int:
        """How many reports it holds."""
        return len(self._ids)

    def add(self, report: str, sketch: bytes) -> tuple[str, ...]:
        """Takes a report in, and says which of those already there it may be a copy of, the likeliest first."""
        found = self.near(sketch)
        number = len(self._ids)
        self._ids.append(report)
        for key in unpack(sketch).tolist():
            self._late[key].append(number)
            self._held += 1
        if self._held >= LATE:
            self._settle()
        return found

    def near(self, sketch: bytes) -> tuple[str, ...]:
        """The reports that share enough keys with this sketch, the likeliest first; perhaps itself."""
        rule = settings()["reprint"]
        keys = unpack(sketch)
        first, last = np.searchsorted(self._keys, keys, "left"), np.searchsorted(self._keys, keys, "right")
        held = [self._owners[a : min(b, a + rule["crowd"])] for a, b in zip(first, last, strict=True) if b > a]
        late = [self._late[key][: rule["crowd"]] for key in keys.tolist() if key in self._late]
        if not held and not late:
            return ()
        owners, shared = np.unique(
            np.concatenate([*held, *(np.array(more, np.uint32) for more in late)]), return_counts=True
        )
        enough = shared >= rule["common"]
        return tuple(self._ids[owner] for owner in owners[enough][np.argsort(-shared[enough], kind="stable")])

    def _fill(self, kept: list[tuple[str, bytes]]) -> None:
        keys = [unpack(sketch) for _, sketch in kept]
        self._ids = [report for report, _ in kept]
        if keys:
            owners = np.repeat(np.arange(len(keys), dtype=np.uint32), [len(some) for some in keys])
            self._sort_in(np.concatenate(keys), owners)

    def _settle(self) -> None:
        rows = [(key, owner) for key, owners in self._late.items() for owner in owners]
        keys, owners = np.array(rows, np.uint32).T
        self._sort_in(keys, owners)
        self._late.clear()
        self._held = 0

    def _sort_in(self, keys: Keys, owners: Owners) -> None:
        order = np.argsort(keys, kind="stable")
        at = np.searchsorted(self._keys, keys[order], "right")
        self._keys = np.insert(self._keys, at, keys[order])
        self._owners = np.insert(self._owners, at, owners[order])
