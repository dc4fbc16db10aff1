"""In: a cue found in a scene. Out: the Act it states, or None where nobody can be said to do it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from aidememoire.acts.cues import Hit
from aidememoire.acts.kinds import load_kinds
from aidememoire.acts.roles import Roles, carrier, fill_roles
from aidememoire.acts.scene import Scene
from aidememoire.acts.when import edtf_of, find_due, find_when, find_where, instrument_year, narrative_day
from aidememoire.find.conditions import find_condition
from aidememoire.find.mood import find_status
from aidememoire.find.names import at_date
from aidememoire.find.quotes import voices_at
from aidememoire.find.times import bounds
from aidememoire.ids import content_id
from aidememoire.model import Act, Mention, Span, Time, Voice

SPEECH = frozenset({"propose", "demand", "reject", "promise", "maintain", "acknowledge", "support", "accuse", "threaten", "agree"})
BINDING = frozenset({"agree", "promise", "propose", "threaten", "demand", "sign", "concede", "maintain"})
NOBODY = frozenset({"it", "which", "that", "this", "what", "there", "he", "she", "they", "who", "we", "i", "you", "these", "those", "one"})
DUE = frozenset({"propose", "demand", "promise", "agree", "threaten", "sanction", "reject", "sign"})


def make_act(scene: Scene, hit: Hit) -> Act | None:
    """The act of one cue, with everything the sentence says of it."""
    report, kind = scene.findings.report, load_kinds()[hit.cue.kind]
    roles = fill_roles(scene, hit)
    when = find_when(scene, hit, hit.cue.kind in SPEECH)
    due = find_due(scene, hit, when) if hit.cue.kind in DUE else None
    condition = None if _is_over(hit) else find_condition(scene.doc, hit.head)
    status = hit.cue.status or find_status(hit.head, hit.tokens, kind.name, condition is not None, _ahead(scene, when))
    when = when or instrument_year(scene, hit) or narrative_day(scene, hit, status)
    spans = _spans(scene, hit, roles, when, due)
    date = edtf_of(scene, when) if when else None
    actors, recipients = sides(roles, _day(scene, date))
    if not actors:
        return None
    words = spans["words"]
    place = find_where(scene, hit)
    instrument = _instrument(scene, roles.matter or words)
    if place:
        spans["where"] = place.span
    if instrument:
        spans["instrument"] = instrument.span
    if condition:
        spans["condition"] = scene.span(scene.doc[condition[0]], scene.doc[condition[1]])
    text = report.text
    return Act(
        id=content_id(report.id, kind.name, str(words.start), str(words.end)),
        report=report.id,
        kind=kind.name,
        plover=kind.plover,
        cameo=hit.cue.cameo,
        actors=actors,
        persons=_persons(roles.who),
        recipients=recipients,
        status=status,
        when=date,
        when_words=when.span.of(text) if when else None,
        due=edtf_of(scene, due) if due else None,
        due_words=due.span.of(text) if due else None,
        where=place.name if place else None,
        matter=_line(roles.matter.of(text)) if roles.matter else None,
        instrument=instrument.name if instrument else None,
        condition=_line(spans["condition"].of(text)) if condition else None,
        said_by=_voices(scene, words),
        negated=status == "denied",
        sentence=scene.sentence.span,
        words=words,
        spans=tuple(sorted((role, span) for role, span in spans.items() if role != "words")),
        rule=hit.cue.id,
        confidence=1.0,
    )


def _day(scene: Scene, date: str | None) -> dt.date | None:
    """The day whose states are meant: the act's own, else the report's."""
    earliest, latest = bounds(date) if date else (None, None)
    return latest or earliest or scene.findings.report.published


def sides(roles: Roles, date: dt.date | None) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The actors and the recipients, none of them both, by the names valid that day."""
    actors = _names(roles.who, date)
    return actors, tuple(name for name in _names(roles.whom, date) if name not in actors)


def _names(mentions: Iterable[Mention], date: dt.date | None) -> tuple[str, ...]:
    names = (name for mention in mentions for name in mention.actors)
    return tuple(dict.fromkeys(at_date(name, date) if date else name for name in names))


def _persons(mentions: Iterable[Mention]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(person for mention in mentions for person in mention.persons))


def _spans(scene: Scene, hit: Hit, roles: Roles, when: Time | None, due: Time | None) -> dict[str, Span]:
    """Where each role stands; `words` is the act's core, from its first token to its last."""
    spans = {"words": scene.span(hit.tokens[0], hit.tokens[-1])}
    for name, mentions in (("actors", roles.who), ("recipients", roles.whom)):
        for number, mention in enumerate(m for m in mentions if scene.sentence.span.holds(m.span)):
            spans[name if number == 0 else f"{name}/{number + 1}"] = mention.span
    for name, time in (("when", when), ("due", due)):
        if time and scene.sentence.span.holds(time.span):
            spans[name] = time.span
    if roles.matter:
        spans["matter"] = roles.matter
    return spans


def _is_over(hit: Hit) -> bool:
    """Whether the act is told as past, so that nothing it mentions can be its condition; a promise once made can have one."""
    return hit.cue.kind not in BINDING and carrier(hit.head).tag_ == "VBD"


def _ahead(scene: Scene, when: Time | None) -> bool:
    published = scene.findings.report.published
    if when is None or published is None or when.edtf is None:
        return False
    earliest, _ = bounds(when.edtf)
    return earliest is not None and earliest >= published


def _instrument(scene: Scene, near: Span) -> Mention | None:
    inside = [m for m in scene.instruments if near.meets(m.span)]
    return inside[0] if inside else scene.instruments[0] if len(scene.instruments) == 1 else None


def _voices(scene: Scene, words: Span) -> tuple[Voice, ...]:
    voices = voices_at(scene.findings.quotes, words)
    return tuple(voice for voice in voices if voice.name.lower() not in NOBODY)


def _line(words: str) -> str:
    return " ".join(words.split())

