"""In: the name of a format. Out: the format. Growth is one new file in `formats/`: nothing is registered by hand."""

from __future__ import annotations

import pkgutil
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from importlib import import_module

from aidememoire.errors import UsageError
from aidememoire.export import formats
from aidememoire.export.dossier import Dossier


@dataclass(frozen=True, slots=True)
class Format:
    """A way to write a dossier."""

    name: str
    suffix: str
    about: str
    media: str  # its media type, as a server names it
    binary: bool  # no text
    write: Callable[[Dossier], Iterable[bytes]]


def format_names() -> list[str]:
    """The names of all formats, in order; no format is loaded for it."""
    return sorted(info.name for info in pkgutil.iter_modules(formats.__path__) if not info.name.startswith("_"))


def find_format(name: str) -> Format:
    """The format of this name."""
    if name not in format_names():
        raise UsageError(name, "is no format", f"Formats: {', '.join(format_names())}.")
    found = import_module(f"{formats.__name__}.{name}")
    return Format(name, found.SUFFIX, found.ABOUT, found.MEDIA, getattr(found, "BINARY", False), found.write)
