"""In: a dossier. Out: an Atom feed of what changed in the DAYS before its day, by the reports' days of publication."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace

from aidememoire.export.atom import changes_atom
from aidememoire.export.dossier import Dossier
from aidememoire.record.runs import since_day
from aidememoire.views.changes import Changes, Made, changes_since

ABOUT = "Atom: what changed in the 90 days before"
SUFFIX = ".atom"
MEDIA = "application/atom+xml"
DAYS = 90


def write(dossier: Dossier) -> Iterator[bytes]:
    """The feed, of what the dossier holds alone."""
    since = dt.date.fromordinal(max(dossier.today.toordinal() - DAYS, 1))
    past = since_day(dossier.record, (), since, published=True)
    found = changes_since(dossier.record, dossier.rulings, past, since.isoformat(), dossier.today)
    name = "\n".join([dossier.name, *dossier.brief.words])
    yield changes_atom(_of(found, dossier), name).encode("utf-8")


def _of(found: Changes, dossier: Dossier) -> Changes:
    """What concerns the dossier's own entries, and rulings on them or on what was rejected."""
    own = {row.entry.id for row in dossier.rows}
    said = {(s.act.report, s.act.words) for row in (*dossier.rows, *dossier.rejected) for s in row.statements}

    def touches(made: Made) -> bool:
        anchors = (anchor for target in made.ruling.ruling.targets for anchor in target.anchors)
        return not dossier.brief.words or any((anchor.report, anchor.span) in said for anchor in anchors)

    return replace(
        found,
        entries=tuple(new for new in found.entries if new.entry.id in own),
        versions=tuple(version for version in found.versions if version.entry.id in own),
        moves=tuple(move for move in found.moves if move.position.latest.id in own),
        turns=tuple(turn for turn in found.turns if turn.commitment.entry.id in own),
        rulings=tuple(made for made in found.rulings if touches(made)),
    )
