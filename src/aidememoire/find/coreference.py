"""In: a Report, its sentences and mentions. Out: the same mentions and those that refer back. No parser."""

from __future__ import annotations

from collections.abc import Sequence

from aidememoire.model import Mention, Report, Sentence


def resolve(report: Report, sentences: Sequence[Sentence], mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    """The mentions and, where it is certain whom they mean, "the two leaders", "he", "the bloc"."""
    return tuple(mentions)
