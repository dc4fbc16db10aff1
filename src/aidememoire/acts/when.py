"""In: a cue found in a scene. Out: when the act was or will be, and when what it speaks of falls due."""

from __future__ import annotations

import datetime as dt
from typing import Any

from aidememoire.acts.cues import Hit
from aidememoire.acts.roles import carrier
from aidememoire.acts.scene import Scene
from aidememoire.acts.syntax import governors, is_passive
from aidememoire.find.times import with_preposition
from aidememoire.model import Time
from aidememoire.rules import group

BEHIND = frozenset({"relcl", "acl"})
INSIDE = frozenset({"in", "under", "by"})
YEAR = 4  # characters of an EDTF year


def find_when(scene: Scene, hit: Hit, speech: bool) -> Time | None:
    """The time of the act itself: one that hangs from its verb; for an act of speech, from the verb that tells it."""
    verb = carrier(hit.head)
    own = [t for t in _dates(scene) if hit.head.i not in _range(scene, t) and not _since(scene, t, verb)]
    above = next(
        (t for t in _dates(scene) if verb.dep_ in ("relcl", "advcl") and verb.head.i in _range(scene, t)), None
    )
    if above:
        return above  # "in June, when Chile hosts ..."
    near = [t for t in own if _verb_of(scene, t, hit) in {hit.head.i, *_raised(verb)}]
    if near:
        start = scene.start + int(hit.head.idx)
        return min(near, key=lambda t: (t.anchor == "event", t.span.start < start, abs(t.span.start - start)))
    telling = [g.i for g in governors(verb)][:2] if speech else [g.i for g in governors(verb) if _raises(verb)][:1]
    return next((t for t in own if _verb_of(scene, t, hit) in telling), None)


def _dates(scene: Scene) -> list[Time]:
    """The calendar dates of the sentence that are not part of an instrument's name."""
    named = [m.span for m in scene.instruments]
    dated = (t for t in scene.times if t.edtf and (t.type in ("DATE", "TIME") or t.edtf.endswith("/..")))
    return [t for t in dated if not any(span.holds(t.span) for span in named)]


def _since(scene: Scene, time: Time, verb: Any) -> bool:
    """ "met for the first time since May": the date is another meeting's, unless the verb goes on."""
    root = scene.root(time.span)
    past = verb.tag_ == "VBD" or (verb.tag_ == "VBN" and is_passive(verb))
    return bool(root is not None and root.head.lower_ == "since" and past and verb.dep_ not in ("relcl", "advcl"))


def instrument_year(scene: Scene, hit: Hit) -> Time | None:
    """ "In the 1956 declaration, A agreed ...": the year of the instrument that the act stands in, or that does it."""
    verb = carrier(hit.head)
    found = next((m for m in scene.instruments if _states(scene.root(m.span), verb)), None)
    if found is None and any(
        c.lower_ in ("it", "which") for p in verb.children if p.lower_ in INSIDE for c in p.children
    ):
        before = [m for m in scene.findings.instruments if m.span.start < scene.start + int(verb.idx)]
        found = before[-1] if before else None
    if found is None:
        return None
    named = [m.span for m in scene.findings.instruments if m.name == found.name]
    dated = (t for t in scene.findings.times if t.edtf and len(t.edtf) == YEAR and any(n.holds(t.span) for n in named))
    return next(dated, None)


def _states(root: Any, verb: Any) -> bool:
    """Whether an instrument's word is the verb's subject, or stands under it after "in", "under" or "by"."""
    if root is None:
        return False
    inside = root.dep_ == "pobj" and root.head.lower_ in INSIDE and root.head.head.i == verb.i
    return bool(inside or (root.dep_ in ("nsubj", "nsubjpass") and root.head.i == verb.i))


def narrative_day(scene: Scene, hit: Hit, status: str) -> Time | None:
    """The day the report tells of, for an act told in the simple past without a date of its own.

    The last day told before it that lies in the week before publication, else the first told anywhere.
    """
    if not _is_news(hit, status):
        return None
    published = scene.findings.report.published
    days = [t for t in scene.findings.times if published and _in_week(t, published)]
    before = [t for t in days if t.span.start < scene.start]
    return before[-1] if before else days[0] if days else None


def news_days(scene: Scene, hit: Hit, status: str) -> str | None:
    """EDTF of the day of publication and the one before: words told in the simple past by a report that names no day.

    Only words (the kinds of group "speech"): what was done may lie long back, what was said is the news.
    """
    published = scene.findings.report.published
    if published is None or hit.cue.kind not in group("speech") or not _is_news(hit, status):
        return None
    return f"{published - dt.timedelta(days=1)}/{published}"


def _is_news(hit: Hit, status: str) -> bool:
    """Told as a fact in the simple past; words told beside the main clause, "A, who backed the bid", are older."""
    behind = hit.cue.kind in group("speech") and carrier(hit.head).dep_ in BEHIND
    return status not in ("ongoing", "possible") and not behind and _simple_past(hit)


def _simple_past(hit: Hit) -> bool:
    """Whether the nearest finite verb at or above the act is a simple past: "said", not "has said"."""
    for verb in [carrier(hit.head), *governors(hit.head)]:
        if verb.tag_ == "VBD":
            return True
        finite = [c for c in verb.children if c.dep_ in ("aux", "auxpass") and c.tag_ in ("VBZ", "VBP", "VBD")]
        if finite or verb.tag_ in ("VBZ", "VBP"):
            return any(c.tag_ == "VBD" and c.lemma_.lower() == "be" for c in finite)
    return False


def _in_week(time: Time, published: dt.date) -> bool:
    if time.type != "DATE" or time.edtf is None or len(time.edtf) != 10:
        return False
    return 0 <= (published - dt.date.fromisoformat(time.edtf)).days <= 7


def find_due(scene: Scene, hit: Hit, when: Time | None) -> Time | None:
    """The time inside what was promised, asked or threatened."""
    clause = {
        t.i for child in hit.head.children if child.dep_ in ("xcomp", "ccomp", "dobj", "prep") for t in child.subtree
    }
    named = [m.span for m in scene.instruments]
    for time in scene.times:
        if any(span.holds(time.span) for span in named):
            continue
        if time is not when and time.edtf and time.type in ("DATE", "TIME", "DURATION"):
            root = scene.root(time.span)
            if root is not None and root.i in clause:
                return time
    return None


def edtf_of(scene: Scene, time: Time) -> str | None:
    """The EDTF value of a time with the preposition it hangs from: "by year-end" is `../2018-12-31`."""
    root = scene.root(time.span) if scene.sentence.span.holds(time.span) else None
    if root is None or root.dep_ not in ("pobj", "npadvmod", "pcomp"):
        return time.edtf  # told in another sentence, or part of a name: "after Monday's vote"
    if root.head.lower_ in ("starting", "beginning", "opening"):
        return time.edtf  # "the fair opening on 3 May": what is done there is done then
    if any(c.dep_ in ("relcl", "advcl") and any(d.lower_ == "when" for d in c.children) for c in root.children):
        return time.edtf  # "since May, when A proposed": proposed in May
    return with_preposition(time, scene.findings.report.text) or time.edtf


def _range(scene: Scene, time: Time) -> set[int]:
    return {t.i for t in scene.tokens(time.span)}


def _raised(verb: Any) -> list[int]:
    """The verb and those it is an infinitive of: "in May they are expected to meet" dates the meeting."""
    found = [int(verb.i)]
    while verb.dep_ in ("xcomp", "oprd", "acomp") and verb.head.i != verb.i:
        verb = verb.head
        found.append(int(verb.i))
    return found


def _raises(verb: Any) -> bool:
    return bool(verb.dep_ in ("xcomp", "conj"))


def _verb_of(scene: Scene, time: Time, hit: Hit) -> int | None:
    """The verb, or the cue's noun, that a time hangs from."""
    token = scene.root(time.span)
    if token is None:
        return None
    while token.head.i != token.i:
        token = token.head
        if token.i == hit.head.i or (token.pos_ in ("VERB", "AUX") and not _dates_a_noun(token)):
            return int(token.i)
    return int(token.i)


def _dates_a_noun(verb: Any) -> bool:
    """ "the fair opening on 3 May": the date is the summit's, and so of what is done there."""
    return bool(
        verb.dep_ in ("acl", "prep")
        and verb.lemma_.lower() in ("start", "begin", "open", "schedule", "hold", "set", "due")
    )
