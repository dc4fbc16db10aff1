"""In: a Report, its sentences and mentions. Out: the places it names. No parser."""

from __future__ import annotations

from collections.abc import Sequence

from aidememoire.model import Mention, Report, Sentence


def find_places(report: Report, sentences: Sequence[Sentence], mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    """The places, in the order of the text."""
    return ()
