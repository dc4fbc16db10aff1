"""Places are found where something happens, each as an analyst would write it."""

from __future__ import annotations

import pytest

from aidememoire.find.names import find_names
from aidememoire.find.places import find_places
from aidememoire.find.sentences import find_sentences
from aidememoire.model import Report

TEXTS = [
    ("They met in Oslo.", ["Oslo"]),
    ("Oslo agreed.", []),
    ("Norway agreed.", []),
    ("They met in Norway and Denmark.", ["Norway", "Denmark"]),
    ("Shells fell in southern Lebanon.", ["southern Lebanon"]),
    ("They met at Brakvik, near the Skarde peninsula.", ["Brakvik", "Skarde peninsula"]),
    ("He arrived in Brakvik yesterday.", ["Brakvik"]),
    ("He believes in Norwegian law.", []),
    ("They met in March.", []),
    ("Norwegian President Ohlmo Hagen spoke. Faith in Hagen, he said, is low.", []),
    ("He visited Oslo.", ["Oslo"]),
]


@pytest.mark.parametrize(("text", "places"), TEXTS)
def test_places_are_found_where_something_happens(text: str, places: list[str]) -> None:
    """Capitals and states are places after a preposition of place, unknown names only where they end there."""
    report = Report("", "", text)
    sentences = find_sentences(report)
    found = find_places(report, sentences, find_names(report, sentences))
    assert [m.name for m in found] == places
    assert all(m.kind == "place" and m.span.of(text) for m in found)
