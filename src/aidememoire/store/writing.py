"""In: a reading. Out: its rows in the record, and notes of the buckets that its acts change."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, delete, func, insert, select

from aidememoire.model import Reading
from aidememoire.record.bucket import bucket_of
from aidememoire.record.merge import once
from aidememoire.record.same import tell
from aidememoire.record.words import token_line
from aidememoire.store import fulltext
from aidememoire.store.keys import MOST_SENTENCES, sentence_key
from aidememoire.store.marks import REPEATED, mark_dirty
from aidememoire.store.rows import act_data, make_day, named_rows, packed, report_row, unpacked
from aidememoire.store.tables import act, entry, finding, named, print_of, report, unlinked

SILENT = "boilerplate"  # the part of a report nobody looks for


def holds(link: Connection, report_id: str) -> bool:
    """Whether the record holds a report."""
    return link.execute(select(report.c.id).where(report.c.id == report_id)).first() is not None


def last_number(link: Connection) -> int:
    """The number of the report that was kept last: how many the record holds, or a few more."""
    return link.scalar(select(func.max(report.c.number))) or 0


def write_reading(link: Connection, reading: Reading) -> None:
    """Keeps a report that is not known yet, with all that stands in it."""
    number = last_number(link) + 1
    one = {"report": reading.report.id}
    link.execute(insert(report), [report_row(reading.report, number)])
    link.execute(insert(print_of), [one | {"first": reading.report.id}])
    link.execute(insert(unlinked), [one])
    _write_layers(link, reading, number)


def rewrite_reading(link: Connection, reading: Reading) -> None:
    """Puts a new reading of a known report in the place of the old one."""
    known = link.execute(select(report.c.number, report.c.published).where(report.c.id == reading.report.id)).one()
    own = act.c.report == reading.report.id
    buckets = set(link.scalars(select(act.c.bucket).where(own)))
    old = unpacked(
        reading.report, link.scalars(select(finding.c.layers).where(finding.c.report == reading.report.id)).one()
    )
    keys = [sentence_key(make_day(known.published), known.number, n) for n in range(len(old.sentences))]
    fulltext.drop(link, fulltext.SENTENCES, keys)
    told = link.execute(select(entry.c.id, entry.c.key).where(entry.c.bucket.in_(buckets))).all()
    # An entry may look the same and rest on another sentence now: those of these buckets are made anew.
    fulltext.drop(link, fulltext.ENTRIES, [row.key for row in told])
    link.execute(delete(entry).where(entry.c.bucket.in_(buckets)))
    for table in (act, finding, named):
        link.execute(delete(table).where(table.c.report == reading.report.id))
    mark_dirty(link, buckets)
    _write_layers(link, reading, known.number)


def _write_layers(link: Connection, reading: Reading, number: int) -> None:
    found = reading.findings
    link.execute(insert(finding), [{"report": found.report.id, "layers": packed(found)}])
    if names := named_rows(found):
        link.execute(insert(named), names)
    acts = act_rows(reading)
    if acts:
        link.execute(insert(act), acts)
        mark_dirty(link, (row["bucket"] for row in acts))
    fulltext.put(link, fulltext.SENTENCES, sentence_lines(reading, number))


def act_rows(reading: Reading) -> list[dict[str, Any]]:
    """The rows of its acts, before they are in entries."""
    counted = {id(one) for one in once(reading.acts)}
    return [_act_row(reading, n, id(one) in counted) for n, one in enumerate(reading.acts)]


def _act_row(reading: Reading, n: int, counts: bool) -> dict[str, Any]:
    told = tell(reading.acts[n], reading.report)
    return {
        "report": reading.report.id,
        "n": n,
        "id": told.act.id,
        "kind": told.act.kind,
        "bucket": bucket_of(told) if counts else REPEATED,
        "said": told.sentence,
        "data": act_data(told.act),
    }


def sentence_lines(reading: Reading, number: int) -> list[tuple[int, str]]:
    """What the index of words takes of a report."""
    published, text = reading.report.published, reading.report.text
    told = enumerate(reading.findings.sentences[:MOST_SENTENCES])
    return [
        (sentence_key(published, number, n), token_line(sentence.span.of(text)))
        for n, sentence in told
        if sentence.part != SILENT
    ]
