"""Press reports in, the diplomatic record out: read, find, merge, show; then rule on it, and see what changes."""

from __future__ import annotations

import sys
from collections.abc import Callable
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from aidememoire.verbs import changes, find, merge, read, rule, rulings, show

__all__ = ["changes", "find", "merge", "read", "rule", "rulings", "show"]


class _Verb:
    """A verb of the package, loaded when first used: `import aidememoire` alone loads neither parser nor database."""

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = name

    def __get__(self, package: ModuleType | None, owner: type | None = None) -> Callable[..., Any]:
        verb: Callable[..., Any] = getattr(import_module("aidememoire.verbs"), self.name)
        return verb

    def __set__(self, package: ModuleType, value: object) -> None:
        """Nothing: importing the rooms `aidememoire.read` and `aidememoire.find` would hide the verbs of that name."""


class _Package(ModuleType):
    find, merge, read, show = _Verb(), _Verb(), _Verb(), _Verb()
    changes, rule, rulings = _Verb(), _Verb(), _Verb()


sys.modules[__name__].__class__ = _Package
