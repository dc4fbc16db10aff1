"""Press reports in, the diplomatic record out, in four verbs: read, find, merge, show."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from aidememoire.verbs import find, merge, read, show

__all__ = ["find", "merge", "read", "show"]


def __getattr__(name: str) -> Any:
    """The verb: `import aidememoire` alone loads neither the parser nor the database."""
    if name not in __all__:
        raise AttributeError(f"module 'aidememoire' has no attribute {name!r}")
    from aidememoire import verbs

    return getattr(verbs, name)
