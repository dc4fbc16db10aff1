"""In: a dossier. Out: PLOVER events, one a line, under the column names of POLECAT, with CAMEO codes.

Left out is what PLOVER has no class for (who maintains or holds something) and what is told not to have happened.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

from aidememoire.export.certain import certain_day
from aidememoire.export.dossier import Dossier, Row
from aidememoire.export.flat import flat
from aidememoire.export.plain import day_text, json_lines
from aidememoire.find.names.tables import COLUMNS
from aidememoire.rules import load_tsv
from aidememoire.views.map import coordinates

ABOUT = "PLOVER events as JSON Lines, with POLECAT's column names and CAMEO codes"
SUFFIX = ".plover.jsonl"
MEDIA = "application/x-ndjson"
CONTEXTS = {"planned": "future", "conditional": "hypothetical", "possible": "hypothetical"}
OURS = (
    "reference", "id", "kind", "status", "when", "due", "matter", "instrument", "condition", "said_by", "persons",
    "sources", "reports", "sentence", "confidence", "rule", "rulings", "text",
)  # fmt: skip


def write(dossier: Dossier) -> Iterator[bytes]:
    """Events in the order of the record."""
    found = ((row, flat(row)) for row in dossier.rows if not row.entry.negated and row.entry.status != "denied")
    return json_lines(_event(row, told) for row, told in found if told["plover"] != "NONE")


def _event(row: Row, told: dict[str, Any]) -> dict[str, Any]:
    entry = row.entry
    east, north = coordinates().get(entry.where or "", (None, None))
    return {
        "Event ID": entry.id,
        "Event Date": day_text(certain_day(entry.when)),
        "Event Type": told["plover"],
        "CAMEO": told["cameo"],
        "Contexts": CONTEXTS.get(entry.status, ""),
        "Actor Name": "; ".join(entry.actors),
        "Actor Country": countries(entry.actors),
        "Recipient Name": "; ".join(entry.recipients),
        "Recipient Country": countries(entry.recipients),
        "Placename": entry.where,
        "Latitude": north,
        "Longitude": east,
        "Publication Date": told["published"],
        "Source": told["outlet"] or told["report"],
        "Language": row.first.report.language,
        "aidememoire": {name: told[name] for name in OURS},
    }


def countries(names: Iterable[str]) -> str:
    """The ISO 3166 codes of the states among the names, three letters each."""
    return "; ".join(_codes()[name] for name in names if name in _codes())


@cache
def _codes() -> dict[str, str]:
    """States by name; those that ISO 3166 does not know have codes of our own in the table, which are left out."""
    columns = COLUMNS["states"].split()
    rows = (dict(zip(columns, row, strict=True)) for row in load_tsv("lexicons/states.tsv", columns))
    return {row["name"]: row["iso3"] for row in rows if row["kind"] == "state" and len(row["iso3"]) == 3}
