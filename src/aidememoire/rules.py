"""In: the files of `data/`. Out: their tables, checked and read once. Words and rules are data."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

from aidememoire.errors import DataError

DATA = files("aidememoire") / "data"


def data_file(path: str) -> Traversable:
    """The file of `data/` at this path, e.g. `langs/en.toml`."""
    found = DATA
    for part in path.split("/"):
        found = found / part
    if not found.is_file():
        raise DataError(f"data/{path}", "there is no such data file", "Install the package again.")
    return found


def data_names(folder: str, suffix: str) -> list[str]:
    """The paths of a folder's data files with this ending, in the order of their names."""
    return sorted(f"{folder}/{file.name}" for file in (DATA / folder).iterdir() if file.name.endswith(suffix))


@cache
def load_toml(path: str) -> dict[str, Any]:
    """One TOML file of `data/`; the caller must not change what it gets."""
    try:
        return tomllib.loads(data_file(path).read_text("utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise DataError(f"data/{path}", f"not TOML: {error}", "Mend the file.") from error


def load_tsv(path: str, columns: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """The rows of a TSV file of `data/`: `#` lines are comments, the first other line must be exactly `columns`."""
    lines = enumerate(data_file(path).read_text("utf-8").splitlines(), 1)
    rows = ((number, line.split("\t")) for number, line in lines if line and not line.startswith("#"))
    _, head = next(rows, (0, []))
    if list(head) != list(columns):
        raise DataError(f"data/{path}", f"columns are {head}, not {list(columns)}", "Mend its first line.")
    for number, row in rows:
        if len(row) != len(columns):
            raise DataError(f"data/{path}:{number}", f"{len(row)} cells, not {len(columns)}", "Mend the line.")
        yield tuple(cell.strip() for cell in row)


@cache
def group(name: str) -> frozenset[str]:
    """A group of kinds by its name in `data/groups.toml`."""
    return frozenset(load_toml("groups.toml")[name].split())


def several(cell: str) -> tuple[str, ...]:
    """The parts of a cell that holds several values, written `one; two`."""
    return tuple(part.strip() for part in cell.split(";") if part.strip())
