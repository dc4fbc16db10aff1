"""In: paths of files and folders. Out: their Reports, or the ReadErrors of those that give none. A format a file."""

from __future__ import annotations

import datetime as dt
import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import ModuleType

from aidememoire.errors import ReadError
from aidememoire.folder import modules
from aidememoire.model import Report
from aidememoire.read._bytes import shown
from aidememoire.read._clean import Known


def reports(
    paths: Iterable[str | os.PathLike[str]], published: dt.date | None = None, outlet: str | None = None
) -> Iterator[Report | ReadError]:
    """The reports of files and folders, in the order given, a folder's files in the order of their paths.

    Errors are yielded, so that the caller decides whether to go on. `published` and `outlet` fill what a report does
    not say of itself; they override nothing. Of a folder, hidden files and files of other endings are passed over; a
    folder that holds no file to read is an error.
    """
    formats = {ending: module for module in modules(sys.modules[__name__]).values() for ending in module.ENDINGS}
    known = Known(published, outlet)
    for path in map(Path, paths):
        for file in _files(path, formats):
            yield from [file] if isinstance(file, ReadError) else _reports(file, formats, known)


def _files(path: Path, formats: dict[str, ModuleType]) -> Iterator[Path | ReadError]:
    """The path itself, or the files below it."""
    if not os.path.isdir(path):  # noqa: PTH112 -- Path.is_dir raises on names that the system refuses
        yield path
        return
    names, errors = _below(path)
    yield from errors
    files = [name for name in names if name.suffix and name.suffix.lower() in formats]
    if not files and not errors:
        endings = " ".join(sorted(filter(None, formats)))
        what = f"no report in this folder ({len(names)} files of other kinds)" if names else "the folder is empty"
        yield ReadError(shown(path), what, f"Read files that end in {endings}.")
    yield from files


def _below(path: Path) -> tuple[list[Path], list[ReadError]]:
    """All files below a folder that are not hidden, sorted; links to folders, which may be rings, are not followed."""
    found: list[Path] = []
    errors: list[ReadError] = []

    def refused(error: OSError) -> None:
        errors.append(ReadError(shown(error.filename), "the folder may not be read", "Check its permissions."))

    for folder, folders, files in os.walk(path, onerror=refused):
        folders[:] = [name for name in folders if not name.startswith(".")]
        found += [Path(folder, name) for name in files if not name.startswith(".")]
    return sorted(found), errors


def _reports(file: Path, formats: dict[str, ModuleType], known: Known) -> Iterator[Report | ReadError]:
    """The reports of one file; what goes wrong ends this file, not the reading."""
    module = formats.get(file.suffix.lower())
    if module is None and os.path.lexists(file):
        endings = " ".join(sorted(filter(None, formats)))
        what = f"no reader for files that end in {shown(file.suffix)}"
        yield ReadError(shown(file), what, f"Save it as one that ends in {endings}.")
        return
    try:
        yield from (module or formats[""]).read(file, known)
    except ReadError as error:
        yield error
