"""The whole way from a Report to its Reading, on one page. Pure: the same input, data and model give the same bytes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice

from aidememoire.acts import acts_of, texts_of
from aidememoire.acts.opinion import load as load_opinion
from aidememoire.acts.screen import candidates
from aidememoire.find.coreference import resolve
from aidememoire.find.instruments import find_instruments
from aidememoire.find.legible import legible
from aidememoire.find.names import find_names
from aidememoire.find.parse import Parser, load_parser
from aidememoire.find.places import find_places
from aidememoire.find.quotes import find_quotes
from aidememoire.find.sentences import find_sentences
from aidememoire.find.times import find_times
from aidememoire.model import Findings, Reading, Report

__all__ = ["find", "find_all", "find_layers", "load_parser"]


def find(report: Report, parser: Parser) -> Reading:
    """Everything that stands in a report, and the acts it tells."""
    return next(find_all([report], parser))


def find_all(reports: Sequence[Report], parser: Parser) -> Iterator[Reading]:
    """The same for several reports, in order. Their sentences are parsed together, which is cheaper."""
    found = [find_layers(replace(report, text=legible(report.text))) for report in reports]
    wanted = [candidates(findings) for findings in found]
    docs = parser.parse(text for findings, some in zip(found, wanted, strict=True) for text in texts_of(findings, some))
    opinion = load_opinion()  # rules alone where the opinion's weights are not installed
    for report, findings, some in zip(reports, found, wanted, strict=True):
        acts = acts_of(findings, some, islice(docs, len(some)), opinion)
        yield Reading(replace(findings, report=report), acts)


def find_layers(report: Report) -> Findings:
    """What stands in a report, layer by layer; no parser is needed."""
    sentences = find_sentences(report)
    actors = resolve(report, sentences, find_names(report, sentences))
    return Findings(
        report=report,
        sentences=sentences,
        times=find_times(report, sentences),
        actors=actors,
        places=find_places(report, sentences, actors),
        instruments=find_instruments(report, sentences, actors),
        quotes=find_quotes(report, sentences, actors),
    )
