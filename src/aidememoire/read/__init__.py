"""In: paths of files and folders, web addresses. Out: Reports, or ReadErrors of what gives none. A format a file."""

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
from aidememoire.read._address import is_web
from aidememoire.read._bytes import shown
from aidememoire.read._clean import Known


def reports(
    paths: Iterable[str | os.PathLike[str]],
    published: dt.date | None = None,
    outlet: str | None = None,
    *,
    allow_private: bool = False,
) -> Iterator[Report | ReadError]:
    """The reports of files, folders and web addresses in the order given, a folder's files in that of their paths.

    Errors are yielded, so that the caller decides whether to go on. `published` and `outlet` fill what a report does
    not say of itself; they override nothing. Of a folder, hidden files and files of other endings are passed over; a
    folder that holds no file to read is an error. Every error says in `source` which path gives it. An address that
    leads into a private network is refused, unless `allow_private`.
    """
    formats = {ending: module for module in modules(sys.modules[__name__]).values() for ending in module.ENDINGS}
    known = Known(published, outlet)
    for given in paths:
        path = os.fspath(given)
        if is_web(path):
            yield from _sourced(path, _of_web(path, known, allow_private))
            continue
        for file in _files(Path(path), formats):
            found = iter([file]) if isinstance(file, ReadError) else _reports(file, formats, known)
            yield from _sourced(path if isinstance(file, ReadError) else str(file), found)


def _sourced(path: str, items: Iterator[Report | ReadError]) -> Iterator[Report | ReadError]:
    """The same items; each error knows what to read again."""
    for item in items:
        if isinstance(item, ReadError):
            item.source = path
        yield item


def _of_web(url: str, known: Known, allow_private: bool) -> Iterator[Report | ReadError]:
    from aidememoire.read._web import read_url

    try:
        yield from read_url(url, known, allow_private)
    except ReadError as error:
        yield error


def _files(path: Path, formats: dict[str, ModuleType]) -> Iterator[Path | ReadError]:
    """The path itself, or the files below it."""
    if not os.path.isdir(path):  # noqa: PTH112 -- Path.is_dir raises on names that the system refuses
        yield path
        return
    names, errors = _below(path)
    yield from errors
    files = [name for name in names if name.suffix and _ending(name, formats) in formats]
    if not files and not errors:
        endings = " ".join(sorted(filter(None, formats)))
        what = f"no report in this folder ({len(names)} files of other kinds)" if names else "the folder is empty"
        yield ReadError(shown(path), what, f"Read files that end in {endings}.")
    yield from files


def _ending(file: Path, formats: dict[str, ModuleType]) -> str:
    """How a name ends: by its last two parts, ".warc.gz", where a format is called so."""
    two = "".join(file.suffixes[-2:]).lower()
    return two if two in formats else file.suffix.lower()


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
    module = formats.get(_ending(file, formats))
    if module is None and os.path.lexists(file):
        what = f"no reader for files that end in {shown(file.suffix)}"
        yield ReadError(shown(file), what, "Save it as text, HTML, PDF, CSV or JSON Lines.")
        return
    try:
        yield from (module or formats[""]).read(file, known)
    except ReadError as error:
        yield error
