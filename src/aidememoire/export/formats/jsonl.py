"""In: a dossier. Out: JSON Lines: one statement a line in its public form, with the entry it belongs to, as ruled."""

from __future__ import annotations

from collections.abc import Iterator

from aidememoire.export.changes import entry_row
from aidememoire.export.dossier import Dossier
from aidememoire.export.jsonl import act_row
from aidememoire.export.plain import json_lines

ABOUT = "JSON Lines: one statement a line, as `aidememoire acts` prints it, with its entry as ruled"
SUFFIX = ".jsonl"
MEDIA = "application/x-ndjson"


def write(dossier: Dossier) -> Iterator[bytes]:
    """Statements in the order of their entries."""
    return json_lines(
        act_row(said.act, said.report)
        | {
            "url": said.report.url,
            "entry": {"reference": row.reference} | entry_row(row.entry),
            "rulings": list(row.rulings),
        }
        for row in dossier.rows
        for said in row.statements
    )
