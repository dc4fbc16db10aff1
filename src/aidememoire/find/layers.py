"""In: a Report and the name of a layer. Out: what that layer finds; no layer that it does not rest on is asked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from aidememoire.find.coreference import resolve
from aidememoire.find.instruments import find_instruments
from aidememoire.find.legible import legible
from aidememoire.find.names import find_names
from aidememoire.find.places import find_places
from aidememoire.find.quotes import find_quotes
from aidememoire.find.quotes.tagger import load
from aidememoire.find.sentences import find_sentences
from aidememoire.find.times import find_times
from aidememoire.model import Attribution, Mention, Report, Sentence, Time

Found = tuple[Sentence, ...] | tuple[Time, ...] | tuple[Mention, ...] | tuple[Attribution, ...]


def _actors(report: Report, sentences: tuple[Sentence, ...]) -> tuple[Mention, ...]:
    return resolve(report, sentences, find_names(report, sentences))


LAYERS: dict[str, Callable[[Report, tuple[Sentence, ...]], Found]] = {
    "sentences": lambda report, sentences: sentences,
    "times": find_times,
    "quotes": lambda report, sentences: find_quotes(report, sentences, _actors(report, sentences), load()),
    "actors": _actors,
    "places": lambda report, sentences: find_places(report, sentences, _actors(report, sentences)),
    "instruments": lambda report, sentences: find_instruments(report, sentences, _actors(report, sentences)),
}


def find_layer(report: Report, layer: str, rules: bool = False) -> Found:
    """One layer of a report, by its name in LAYERS; no parser is needed.

    Quotes are found by the rules and the learned tagger together; with `rules`, or without its runtime, by rules alone.
    """
    report = replace(report, text=legible(report.text))
    sentences = find_sentences(report)
    if rules and layer == "quotes":
        return find_quotes(report, sentences, _actors(report, sentences))
    return LAYERS[layer](report, sentences)
