"""In: a row of a dossier. Out: it as a flat table has it: one value or one list a column."""

from __future__ import annotations

from typing import Any

from aidememoire.export.dossier import Row
from aidememoire.export.plain import day_text
from aidememoire.record.days import day_range
from aidememoire.record.entry import Entry
from aidememoire.rules import load_toml
from aidememoire.views.wording import entry_words, voice_words

FIELDS = (
    "kind",
    "status",
    "negated",
    "when",
    "when_words",
    "due",
    "due_words",
    "where",
    "matter",
    "instrument",
    "condition",
)
LISTS = ("actors", "persons", "recipients", "sources")


def flat(row: Row) -> dict[str, Any]:
    """The entry as ruled, and the statement that speaks for it; the confidence is 1 where a person confirmed it."""
    entry, act, report = row.entry, row.first.act, row.first.report
    plover, cameo = codes(entry)
    return (
        {"reference": row.reference, "text": entry_words(entry)}
        | {name: getattr(entry, name) for name in FIELDS}
        | {name: list(getattr(entry, name)) for name in LISTS}
        | {"plover": plover, "cameo": cameo, "said_by": [voice_words(voice) for voice in entry.said_by]}
        | _days(entry)
        | {"told": day_text(entry.told), "reports": entry.copies, "sentence": row.first.sentence}
        | {"report": report.name, "outlet": report.outlet, "published": day_text(report.published), "url": report.url}
        | {
            "confidence": round(entry.acts[0].confidence, 4),
            "rule": act.rule,
            "rulings": list(row.rulings),
            "id": entry.id,
        }
    )


def codes(entry: Entry) -> tuple[str, str | None]:
    """PLOVER class and CAMEO code; those of the kind where a person said that it is another."""
    first = entry.acts[0]
    if first.kind == entry.kind:
        return first.plover, first.cameo
    kind = load_toml(f"kinds/{entry.kind}.toml")
    return str(kind["plover"]), kind.get("cameo")


def _days(entry: Entry) -> dict[str, str | None]:
    """The earliest and latest days of its dates, for sorting."""
    ends = {"when": day_range(entry.when), "due": day_range(entry.due)}
    return {
        f"{name}_{end}": day_text(day)
        for name, days in ends.items()
        for end, day in zip(("first", "last"), days, strict=True)
    }
