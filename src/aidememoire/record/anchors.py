"""In: an act a person ruled on. Out: where it stands and what it claimed; and from that, the act after a new reading.

An entry's id follows its first telling and an act's id its kind and offsets: both may change when reports are read
again or older ones come in. A ruling therefore holds on to the place in the report. A doubt finds nothing: what a
person said of one sentence is never laid upon another.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from aidememoire.model import Act, Report, Span

Value = str | bool | tuple[str, ...] | None
CORE = ("kind", "status", "negated", "actors", "recipients")
CLAIMED = (*CORE, "when", "due", "where", "matter", "instrument", "condition")


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where an act stood and what it claimed when somebody ruled on it."""

    report: str  # the report's id
    name: str  # the report's own name, outlet and day: they find it again when its text was cleaned anew
    outlet: str | None
    published: dt.date | None
    sentence: str  # its words, on one line
    words: str
    span: Span  # of the words
    claim: tuple[Value, ...]  # the values of CLAIMED, sides in the order of names

    @property
    def kind(self) -> Value:
        """The kind the act had."""
        return self.claim[0]


@dataclass(frozen=True, slots=True)
class Lost:
    """Why no act could be found for sure."""

    why: str


def anchor_of(act: Act, report: Report) -> Anchor:
    """The anchor of an act of this report."""
    sentence, words = (one_line(span.of(report.text)) for span in (act.sentence, act.words))
    told = (report.id, report.name, report.outlet, report.published)
    return Anchor(*told, sentence, words, act.words, claim_of(act))


def claim_of(act: Act) -> tuple[Value, ...]:
    """What an act says: at its core who did what towards whom, done or not; then the rest."""
    values = (getattr(act, name) for name in CLAIMED)
    return tuple(tuple(sorted(value)) if isinstance(value, tuple) else value for value in values)


def claim_changes(anchor: Anchor, act: Act) -> dict[str, str]:
    """What an act claims otherwise than when it was ruled on: {"kind": "kind was agree, is sign"}."""
    pairs = zip(CLAIMED, anchor.claim, claim_of(act), strict=True)
    changed = [(name, value_text(then), value_text(now)) for name, then, now in pairs if then != now]
    return {name: f"{name} was {then}, is {now}" for name, then, now in changed}


def reports_meant(reports: Iterable[Report], anchors: Iterable[Anchor]) -> frozenset[str]:
    """The ids of the reports that may hold the acts of these anchors."""
    given = list(reports)
    known = {report.id for report in given}
    by_name: dict[str, list[Report]] = defaultdict(list)
    for report in given:
        by_name[report.name].append(report)
    meant = set()
    for anchor in anchors:
        near = [] if anchor.report in known else by_name[anchor.name]
        meant |= {anchor.report} & known or {report.id for report in near if _is_twin(report, anchor)}
    return frozenset(meant)


class Finder:
    """Finds the acts that anchors mean among those of some reports."""

    def __init__(self, reports: Iterable[Report], acts: Iterable[Act]) -> None:
        self.reports = {report.id: report for report in reports}
        self.acts: dict[str, list[Act]] = defaultdict(list)
        for act in acts:
            self.acts[act.report].append(act)

    def find(self, anchor: Anchor) -> Act | Lost:
        """The one act the anchor means."""
        if anchor.report in self.reports:
            return self._in_report(anchor)
        twins = [report for report in self.reports.values() if _is_twin(report, anchor)]
        if len(twins) != 1:
            what = "not in the record" if not twins else "in the record in several new forms"
            return Lost(f"the report {anchor.name} is {what}")
        told = [act for act in self.acts[twins[0].id] if _same_words(act, twins[0], anchor)]
        return _only(told, anchor)

    def _in_report(self, anchor: Anchor) -> Act | Lost:
        """The act whose words stand where they stood, of whatever kind; else one of its kind that meets them."""
        acts = self.acts[anchor.report]
        exact = [act for act in acts if act.words == anchor.span]
        return _only(exact or [a for a in acts if a.words.meets(anchor.span) and a.kind == anchor.kind], anchor)


def _only(acts: list[Act], anchor: Anchor) -> Act | Lost:
    """The one of several that claims the same, else the one of the same kind; one alone may be of another kind."""
    alike = (
        [act for act in acts if claim_of(act) == anchor.claim],
        [act for act in acts if act.kind == anchor.kind],
        acts,
    )
    found = next((some for some in alike if some), [])
    if len(found) == 1:
        return found[0]
    where = f"“{anchor.words}” of {anchor.name}"
    return Lost(f"several acts stand at {where} now" if found else f"no act stands at {where} any more")


def _is_twin(report: Report, anchor: Anchor) -> bool:
    told = (report.name, report.outlet, report.published)
    return told == (anchor.name, anchor.outlet, anchor.published) and anchor.sentence in one_line(report.text)


def _same_words(act: Act, report: Report, anchor: Anchor) -> bool:
    told = (one_line(act.sentence.of(report.text)), one_line(act.words.of(report.text)), act.kind)
    return told == (anchor.sentence, anchor.words, anchor.kind)


def one_line(text: str) -> str:
    """The text with every run of blank space as one blank."""
    return " ".join(text.split())


def value_text(value: Value) -> str:
    """A value as a person reads it."""
    if isinstance(value, tuple):
        return ", ".join(value) or "nobody"
    return {True: "yes", False: "no"}[value] if isinstance(value, bool) else value or "not told"
