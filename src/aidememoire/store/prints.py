"""In: reports not yet compared with the others. Out: the first print of each, and the buckets that this moves."""

from __future__ import annotations

from sqlalchemy import Connection, delete, select, update

from aidememoire.record.reprints import families
from aidememoire.store.marks import mark_dirty
from aidememoire.store.rows import make_report
from aidememoire.store.tables import act, print_of, report, unlinked


def link_prints(link: Connection) -> None:
    """Finds the families of new reports, and marks the buckets of those whose first print is another one now."""
    if link.execute(select(unlinked).limit(1)).first() is None:
        return
    first = families([make_report(row) for row in link.execute(select(report)).mappings()])
    known = {row.report: row.first for row in link.execute(select(print_of))}
    moved = [{"of": one, "to": found} for one, found in sorted(first.items()) if known[one] != found]
    for change in moved:
        link.execute(update(print_of).where(print_of.c.report == change["of"]).values(first=change["to"]))
        mark_dirty(link, link.scalars(select(act.c.bucket).where(act.c.report == change["of"])))
    link.execute(delete(unlinked))
