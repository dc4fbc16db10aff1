"""In: a Report and its sentences. Out: the actors, persons, outlets and unnamed sources it names. No parser."""

from __future__ import annotations

from collections.abc import Sequence

from aidememoire.model import Mention, Report, Sentence


def find_names(report: Report, sentences: Sequence[Sentence]) -> tuple[Mention, ...]:
    """What is named, in the order of the text; no two mentions overlap."""
    return ()
