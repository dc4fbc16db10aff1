"""In: a cue found in a scene. Out: the Act it states, or None where nobody can be said to do it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from aidememoire.acts.circumstances import Circumstances, find_circumstances
from aidememoire.acts.cues import Hit
from aidememoire.acts.kinds import load_kinds
from aidememoire.acts.roles import Roles, fill_roles
from aidememoire.acts.scene import Scene
from aidememoire.acts.when import edtf_of
from aidememoire.find.names import at_date
from aidememoire.find.quotes import voices_at
from aidememoire.find.times import bounds
from aidememoire.ids import content_id
from aidememoire.model import Act, Mention, Span, Time, Voice
from aidememoire.rules import load_toml

LONG_AGO = dt.date(1950, 1, 1)


def make_act(scene: Scene, hit: Hit, roles: Roles | None = None) -> Act | None:
    """The act of one cue, with everything the sentence says of it; `roles`, if given, stand in for the rules' own."""
    report, kind, text = scene.findings.report, load_kinds()[hit.cue.kind], scene.findings.report.text
    roles = roles or fill_roles(scene, hit)
    if not any(mention.actors for mention in roles.who):
        return None  # before the rest is looked for: most cues of other news end here
    told = find_circumstances(scene, hit, roles.matter)
    date = edtf_of(scene, told.when) if told.when else told.days
    actors, recipients = _sides(roles, _day(scene, date))
    words = scene.span(hit.tokens[0], hit.tokens[-1])
    return Act(
        id=content_id(report.id, kind.name, str(words.start), str(words.end)),
        report=report.id,
        kind=kind.name,
        plover=kind.plover,
        cameo=hit.cue.cameo,
        actors=actors,
        persons=_persons(roles.who),
        recipients=recipients,
        status=told.status,
        when=date,
        when_words=_words(text, told.when),
        due=edtf_of(scene, told.due) if told.due else None,
        due_words=_words(text, told.due),
        where=told.place.name if told.place else None,
        matter=_line(text, roles.matter),
        instrument=told.instrument.name if told.instrument else None,
        condition=_line(text, told.condition),
        said_by=_voices(scene, words),
        negated=told.status == "denied",
        sentence=scene.sentence.span,
        words=words,
        spans=_spans(scene, roles, told),
        rule=hit.cue.id,
    )


def _day(scene: Scene, date: str | None) -> dt.date | None:
    """The day whose states are meant: the act's own, else the report's."""
    earliest, latest = bounds(date) if date else (None, None)
    return latest or earliest or scene.findings.report.published


def _sides(roles: Roles, date: dt.date | None) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The actors and the recipients, none of them both, by the names valid that day."""
    actors = _names(roles.who, date)
    return actors, tuple(name for name in _names(roles.whom, date) if name not in actors)


def _names(mentions: Iterable[Mention], date: dt.date | None) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_named(name, mention, date) for mention in mentions for name in mention.actors))


def _named(name: str, mention: Mention, date: dt.date | None) -> str:
    """The state's name on that day; a former state called by its own name keeps it."""
    if date is None:
        return name
    then = at_date(name, date)
    explicit = mention.via == "name" and then != name and at_date(then, LONG_AGO) == name
    return name if explicit else then


def _persons(mentions: Iterable[Mention]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(person for mention in mentions for person in mention.persons))


def _spans(scene: Scene, roles: Roles, told: Circumstances) -> tuple[tuple[str, Span], ...]:
    """Where each role stands in the sentence; what was taken from another sentence stands nowhere in this one."""
    found: list[tuple[str, Span]] = []
    for name, mentions in (("actors", roles.who), ("recipients", roles.whom)):
        found += [(name, mention.span) for mention in mentions]
    single = {"when": told.when, "due": told.due, "where": told.place, "instrument": told.instrument}
    found += [(name, thing.span) for name, thing in single.items() if thing]
    found += [(name, span) for name, span in (("matter", roles.matter), ("condition", told.condition)) if span]
    return tuple(sorted({pair for pair in found if scene.sentence.span.holds(pair[1])}))


def _voices(scene: Scene, words: Span) -> tuple[Voice, ...]:
    nobody = load_toml("langs/en/acts.toml")["nobody"].split()
    return tuple(v for v in voices_at(scene.findings.quotes, words) if v.name.lower() not in nobody)


def _words(text: str, time: Time | None) -> str | None:
    return time.span.of(text) if time else None


def _line(text: str, span: Span | None) -> str | None:
    return " ".join(span.of(text).split()) if span else None
