"""In: the name of a record. Out: the small files kept beside it: what could not be read, and the state of feeds."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from aidememoire.errors import RecordError

if TYPE_CHECKING:
    from aidememoire.errors import ReadError

Row = dict[str, Any]


def beside(record: str, ending: str) -> Path:
    """The file beside a record; a record in a database has it in the folder one stands in."""
    return Path(("aidememoire" if "://" in record else record) + ending)


def replace(path: Path, text: str) -> None:
    """Writes a file whole or not at all; an empty one is taken away."""
    try:
        if not text:
            path.unlink(missing_ok=True)
            return
        new = path.with_name(f"{path.name}.{os.getpid()}.new")
        new.write_text(text, "utf-8")
        new.replace(path)
    except OSError as error:
        raise _unwritten(path, error) from error


class Faults:
    """What could not be read, a line each, so that --retry reads just that. Rows are added as they come."""

    def __init__(self, record: str) -> None:
        self.path = beside(record, ".faults")  # no ending that a folder is read for

    def rows(self) -> list[Row]:
        """What is in the list; a line cut off by a crash is left out."""
        found = []
        try:
            lines = self.path.read_text("utf-8", "replace").splitlines()
        except FileNotFoundError:
            return []
        except OSError as error:
            raise RecordError(
                str(self.path), f"it cannot be read ({error.strerror})", "Check its permissions."
            ) from error
        for line in lines:
            try:
                row = json.loads(line)
            except ValueError:
                continue
            if isinstance(row, dict) and isinstance(row.get("source"), str):
                found.append(row)
        return found

    def add(self, row: Row) -> None:
        """Adds a line at once: whatever ends the run, the list is there."""
        try:
            with self.path.open("a", encoding="utf-8") as file:
                file.write(_line(row))
        except OSError as error:
            raise _unwritten(self.path, error) from error

    def keep(self, rows: Iterable[Row]) -> None:
        """The list, from now on."""
        replace(self.path, "".join(map(_line, rows)))


def _line(row: Row) -> str:
    return json.dumps(row, sort_keys=True) + "\n"


def _unwritten(path: Path, error: OSError) -> RecordError:
    return RecordError(str(path), f"it cannot be written ({error.strerror})", "Check the folder and the disk.")


def fault_row(error: ReadError, published: str | None, outlet: str | None) -> Row:
    """A fault as a line of the list, with what was known of all reports when it was met."""
    row = {"source": error.source, "where": error.where, "what": error.what, "remedy": error.remedy}
    return {**row, "published": published, "outlet": outlet}
