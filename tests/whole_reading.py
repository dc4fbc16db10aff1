"""A reading made by hand that has something of everything."""

from __future__ import annotations

from dataclasses import replace

from aidememoire.model import Attribution, Mention, Reading, Span, Time, Voice
from making import make_act, make_reading, make_report


def full_reading() -> Reading:
    """A reading with something in every layer."""
    text = "Norway will meet Denmark in Oslo on Friday, an official said.\nNothing else happened."
    report = make_report(text)
    first = text.splitlines()[0]
    voice = Voice("an official", "anonymous", False, Span(44, 55))
    act = make_act(
        report,
        first,
        recipients=("Denmark",),
        said_by=(voice, Voice("Norway", "actor", True)),
        spans=(("actor", Span(0, 6)), ("recipient", Span(17, 24))),
        when="2019-05-17",
        condition="if asked",
        confidence=0.5,
    )
    reading = make_reading(report, act)
    findings = replace(
        reading.findings,
        times=(
            Time(Span(36, 42), "DATE", "2019-05-17", "2019-05-17", "relative"),
            Time(Span(0, 1), "DURATION", None, None),
        ),
        actors=(
            Mention(Span(0, 6), "actor", "Norway", ("Norway",)),
            Mention(Span(7, 9), "person", "A", ("B", "C"), ("A",)),
        ),
        places=(Mention(Span(28, 32), "place", "Oslo"),),
        quotes=(Attribution((Span(44, 55),), (), (Span(0, 40),), True, voice), Attribution((), (), ())),
    )
    return Reading(findings, reading.acts)
