"""In: rulings. Out: JSON Lines; and from such lines the same rulings again, all of them or none."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from aidememoire.errors import AideError, ReadError
from aidememoire.export.jsonl import line
from aidememoire.limits import MAX_LINE_BYTES
from aidememoire.record.edits import check_edit
from aidememoire.record.rulings import NO_RULING, Ruling, read_row, ruling_row

REMEDY = "Export the rulings again: aidememoire rulings --format jsonl."


def ruling_lines(rulings: Iterable[Ruling]) -> Iterator[str]:
    """One ruling a line, without line ends."""
    return (line(ruling_row(ruling)) for ruling in rulings)


def read_rulings(lines: Iterable[bytes], where: str) -> tuple[Ruling, ...]:
    """The rulings of these lines; blank lines are skipped, anything else that is no ruling raises ReadError."""
    found = [_ruling(raw, f"{where}:{number}") for number, raw in enumerate(lines, 1) if raw.strip()]
    return tuple({ruling.id: ruling for ruling in found}.values())


def _ruling(raw: bytes, where: str) -> Ruling:
    if len(raw) > MAX_LINE_BYTES:
        raise ReadError(where, f"a line of {len(raw):,} bytes", REMEDY)
    try:
        ruling = read_row(json.loads(raw.decode("utf-8")))
        for edit in ruling.edits:
            check_edit(edit)
    except (*NO_RULING, RecursionError, AideError) as error:
        what = error.what if isinstance(error, AideError) else str(error) or type(error).__name__
        raise ReadError(where, f"no ruling: {what}", REMEDY) from error
    return ruling
