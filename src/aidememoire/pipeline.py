"""The whole way from a Report to its Reading, on one page. Pure: the same input, data and model give the same bytes."""

from __future__ import annotations

from dataclasses import replace

from aidememoire.acts import find_acts
from aidememoire.acts.opinion import load as load_opinion
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

__all__ = ["find", "find_layers", "load_parser"]


def find(report: Report, parser: Parser) -> Reading:
    """Everything that stands in a report, and the acts it tells."""
    findings = find_layers(replace(report, text=legible(report.text)))
    acts = find_acts(findings, parser, load_opinion())  # rules alone where the opinion's weights are not installed
    return Reading(replace(findings, report=report), acts)


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
