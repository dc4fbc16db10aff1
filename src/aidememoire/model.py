"""The words we use, as types. Ground floor: imports nothing of ours. All offsets count code points of `report.text`."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

KINDS = [
    "meet",
    "agree",
    "sign",
    "propose",
    "demand",
    "reject",
    "promise",
    "maintain",
    "acknowledge",
    "support",
    "concede",
    "cooperate",
    "aid",
    "withdraw",
    "accuse",
    "protest",
    "threaten",
    "sanction",
    "mobilise",
    "coerce",
    "assault",
    "hold",
]
STATUSES = ("done", "ongoing", "planned", "conditional", "possible", "denied")


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Two offsets into the text of the report that holds it: `report.text[span.start:span.end]` is the words."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The words."""
        return text[self.start : self.end]

    def holds(self, other: Span) -> bool:
        """Whether the other span lies inside this one."""
        return self.start <= other.start and other.end <= self.end

    def meets(self, other: Span) -> bool:
        """Whether the two share a character."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Report:
    """One published text, cleaned once and never changed: every offset anywhere points into `text`."""

    id: str  # content_id(text, outlet, published): see docs/design.md
    name: str  # the file's own name, the URL, or the document's id, as given
    text: str
    title: str | None = None
    outlet: str | None = None
    url: str | None = None
    published: dt.date | None = None  # None: unknown, and relative dates stay None
    language: str = "en"


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence. Only `body` sentences (and a headline that the body does not repeat) are read for acts."""

    span: Span
    part: str = "body"  # body | headline | dateline | boilerplate
    paragraph: int = 0


@dataclass(frozen=True, slots=True)
class Time:
    """A date, time, duration or set as the text means it."""

    span: Span
    type: str  # DATE | TIME | DURATION | SET (TIMEX3)
    value: str | None  # TIMEX3 value: 2018-11-14, 2018-W46, P60D, XXXX-06, PRESENT_REF
    edtf: str | None  # EDTF level 1 (ISO 8601-2), None where no calendar date can be known
    anchor: str = "absolute"  # absolute | relative (to publication) | told (to a date told before) | event


@dataclass(frozen=True, slots=True)
class Mention:
    """A span that names something: an actor, a person, a place, an instrument, an outlet or an unnamed source."""

    span: Span
    kind: str  # actor | person | place | instrument | outlet | source
    name: str  # canonical: "Japan", "Shinzo Abe", "1956 Joint Declaration"
    actors: tuple[str, ...] = ()  # states and organisations meant; for a person: whom he or she speaks for
    persons: tuple[str, ...] = ()  # named people meant, full names
    via: str = "name"  # name | metonym | demonym | office | person | learned | pronoun | group


@dataclass(frozen=True, slots=True)
class Voice:
    """One link in the chain of "by whose word", outermost first."""

    name: str  # full name, outlet, actor, or the description of an unnamed source as said
    kind: str  # person | actor | outlet | anonymous
    direct: bool  # the words are quoted, not reported
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Attribution:
    """Somebody's words or thoughts, reported: PolNeAR's source, cue and content, each in one or more pieces."""

    source: tuple[Span, ...]  # empty: the text does not say who
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    direct: bool = False  # the content stands in quotation marks
    voice: Voice | None = None  # the source resolved: None where source is empty


@dataclass(frozen=True, slots=True)
class Findings:
    """What stands in a report, layer by layer, each in the order of the text."""

    report: Report
    sentences: tuple[Sentence, ...]
    times: tuple[Time, ...]
    actors: tuple[Mention, ...]  # actors and persons, coreference included
    places: tuple[Mention, ...]
    instruments: tuple[Mention, ...]
    quotes: tuple[Attribution, ...]


@dataclass(frozen=True, slots=True)
class Act:
    """One statement, in one sentence, that somebody did, will do, may do or refuses to do something. The row."""

    id: str
    report: str  # report id
    kind: str  # a name of data/kinds/
    plover: str  # PLOVER class, "NONE" for maintain and hold
    cameo: str | None
    actors: tuple[str, ...]  # empty: the text does not name the agent
    persons: tuple[str, ...]
    recipients: tuple[str, ...]
    status: str
    when: str | None  # EDTF, of the act itself
    when_words: str | None
    due: str | None  # EDTF, of what was promised, asked or threatened
    due_words: str | None
    where: str | None
    matter: str | None
    instrument: str | None
    condition: str | None
    said_by: tuple[Voice, ...]
    negated: bool
    sentence: Span
    words: Span
    spans: tuple[tuple[str, Span], ...] = field(default=())  # (role, where it stands), all inside the report
    rule: str = ""  # kind/cue: the rule that found it
    confidence: float = 1.0  # 0 to 1


@dataclass(frozen=True, slots=True)
class Reading:
    """A report with what stands in it and the acts it tells: what one pure pass over it gives."""

    findings: Findings
    acts: tuple[Act, ...]

    @property
    def report(self) -> Report:
        """The report that was read."""
        return self.findings.report
