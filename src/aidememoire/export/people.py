"""In: who spoke for whom, as the reports of a record said. Out: a people table, in CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from aidememoire.record.people import Seen

COLUMNS = ("person", "actor", "office", "from", "to")


def people_csv(people: Iterable[Seen]) -> str:
    """One line a person and office, in the order given; every cell begins with a letter or a digit, as names do."""
    text = io.StringIO(newline="")
    table = csv.writer(text, lineterminator="\n")
    table.writerow(COLUMNS)
    for p in people:
        table.writerow((p.person, p.actor, p.office, p.first.isoformat(), p.last.isoformat()))
    return text.getvalue()
