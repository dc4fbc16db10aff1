"""The four verbs of the library: read files, find the acts, merge them into a record, show what it holds."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from functools import cache
from os import PathLike
from pathlib import Path

from aidememoire.errors import AideError
from aidememoire.find.parse import Parser
from aidememoire.model import Reading, Report
from aidememoire.record.entry import Record

Name = str | PathLike[str]


def read(paths: Name | Iterable[Name], published: dt.date | None = None, outlet: str | None = None) -> Iterator[Report]:
    """The reports of files and folders; what cannot be read is raised as a `ReadError`.

    `published` and `outlet` stand in where a report does not say them itself.
    """
    from aidememoire.read import reports

    names = [paths] if isinstance(paths, str | PathLike) else paths
    for found in reports([Path(name) for name in names], published=published, outlet=outlet):
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

    if record is None:
        return merge_readings(readings)
    with open_store(record, write=True) as store:
        for reading in readings:
            store.add(reading)
        return store.record()


def show(record: Record, ref_or_words: str = "", today: dt.date | None = None) -> str:
    """An entry, act or report by its reference; else the brief of all that holds these words."""
    from aidememoire.views.brief import make_brief
    from aidememoire.views.page import brief_text
    from aidememoire.views.proof import find_proof, is_reference, proof_text

    if ref_or_words and is_reference(record, ref_or_words):
        return proof_text(find_proof(record, ref_or_words))
    return brief_text(make_brief(record, ref_or_words.split(), today or dt.date.today()))


@cache
def _parser(model: str | None) -> Parser:
    from aidememoire import pipeline

    return pipeline.load_parser(model) if model else pipeline.load_parser()
