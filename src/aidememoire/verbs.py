"""The verbs of the library: read files, find acts, merge them into a record, show it, rule on it, tell its changes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from os import PathLike
from typing import TYPE_CHECKING

from aidememoire.errors import AideError
from aidememoire.find.parse import Parser
from aidememoire.model import Reading, Report
from aidememoire.record.entry import Record
from aidememoire.record.rulings import Ruling

if TYPE_CHECKING:
    from aidememoire.views.changes import Changes

Name = str | PathLike[str]


def read(paths: Name | Iterable[Name], published: dt.date | None = None, outlet: str | None = None) -> Iterator[Report]:
    """The reports of files and folders; what cannot be read is raised as a `ReadError`.

    `published` and `outlet` stand in where a report does not say them itself.
    """
    from aidememoire.read import reports

    names = [paths] if isinstance(paths, str | PathLike) else paths
    for found in reports(names, published=published, outlet=outlet):
        if isinstance(found, AideError):
            raise found
        yield found


def find(report: Report, model: str | None = None) -> Reading:
    """What stands in a report, and the acts it tells; the parser is loaded once."""
    from aidememoire import pipeline

    return pipeline.find(report, _parser(model))


def merge(readings: Iterable[Reading], record: Name | None = None) -> Record:
    """The record these readings come to; with a file or URL they are kept there, and all that it holds counts."""
    from aidememoire.record.merge import merge_readings
    from aidememoire.store import open_store
    from aidememoire.store.rulings import open_run

    if record is None:
        return merge_readings(readings)
    with open_store(record, write=True) as store:
        log = open_run(store, dt.datetime.now(dt.UTC))
        for reading in readings:
            if store.add(reading):
                log.note(reading.report.id)
        return store.record()


def show(record: Record, ref_or_words: str = "", today: dt.date | None = None, rulings: Sequence[Ruling] = ()) -> str:
    """An entry, act or report by its reference; else the brief of all that holds these words, as ruled."""
    from aidememoire.record.ruled import apply
    from aidememoire.views.brief import make_brief
    from aidememoire.views.page import brief_text
    from aidememoire.views.proof import find_proof, is_reference, proof_text

    if ref_or_words and is_reference(apply(record, rulings).everything, ref_or_words):
        return proof_text(find_proof(record, ref_or_words, rulings))
    return brief_text(make_brief(record, ref_or_words.split(), today or dt.date.today(), rulings=rulings))


def rule(
    record: Name,
    action: str,
    references: Sequence[str],
    *,
    by: str,
    reason: str,
    at: dt.datetime | None = None,
    fields: Sequence[str] = (),
    new_names: bool = False,
) -> Ruling:
    """Keeps a ruling on what a record holds: confirm, reject, edit, merge, split; or undo, of a ruling.

    `fields` are those of an edit, such as "when=2018-11-14".
    """
    from aidememoire.record.decide import Word
    from aidememoire.store import open_store
    from aidememoire.store.rulings import keep_rulings, load_rulings
    from aidememoire.views.pointing import ruling_on

    with open_store(record) as store:
        found, known = store.record(), load_rulings(store)
    word = Word(by, at or dt.datetime.now(dt.UTC), reason)
    made = ruling_on(found, known, action, references, word, fields, new_names=new_names)
    with open_store(record, write=True) as store:
        keep_rulings(store, [made])
    return made


def rulings(record: Name) -> tuple[Ruling, ...]:
    """All rulings on a record, in the order in which they were made."""
    from aidememoire.store import open_store
    from aidememoire.store.rulings import load_rulings

    with open_store(record) as store:
        return load_rulings(store)


def changes(record: Name, since: str, today: dt.date | None = None, published: bool = False) -> Changes:
    """What changed in a record since a day began or a run ended; `since` is "2026-11-12" or the number of a run.

    With `published` reports count from their day of publication, not from the time they were read.
    """
    from aidememoire.record.runs import since_day, since_run
    from aidememoire.store import open_store
    from aidememoire.store.rulings import load_rulings, load_runs
    from aidememoire.views.changes import changes_since
    from aidememoire.views.day import parse_day

    with open_store(record) as store:
        found, known, runs = store.record(), load_rulings(store), load_runs(store)
        if since.isdecimal() and len(since) < 10 and not published:
            past, name = since_run(runs, int(since)), f"run {since}"
        else:
            past, name = since_day(found, runs, parse_day(since), published=published), since
        return changes_since(found, known, past, name, today or dt.date.today())


@cache
def _parser(model: str | None) -> Parser:
    from aidememoire import pipeline

    return pipeline.load_parser(model) if model else pipeline.load_parser()
