"""In: the values of a row. Out: a number kept beside them, by which a reader sees that a disk changed them meanwhile.

SQLite looks whether its pages fit together, not whether the words on them are still those that were written.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable
from typing import Any

from sqlalchemy import JSON, Dialect, TypeDecorator

SEAL = "~"  # the name of the seal among the fields of a value; none of ours is called so


class DamagedError(ValueError):
    """A value is not the one that was written."""


def seal_of(value: Any) -> int:
    """The seal of a value that JSON can hold."""
    plain = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return zlib.crc32(plain.encode("utf-8", "surrogatepass"))


def check_acts(told: Iterable[str], held: Iterable[str]) -> None:
    """Refuses an entry that does not hold just the acts it was made of."""
    if list(told) != list(held):
        raise DamagedError("an entry without its acts")


class Sealed(TypeDecorator[dict[str, Any]]):
    """JSON fields with their seal; one that does not fit is refused when the fields are read."""

    impl = JSON
    cache_ok = True

    def process_bind_param(self, value: dict[str, Any] | None, dialect: Dialect) -> dict[str, Any] | None:
        """The fields as they are kept."""
        return None if value is None else {**value, SEAL: seal_of(value)}

    def process_result_value(self, value: Any, dialect: Dialect) -> dict[str, Any] | None:
        """The fields as they were given."""
        if not isinstance(value, dict) or value.pop(SEAL, None) != seal_of(value):
            raise DamagedError("fields that do not fit their seal")
        return value
