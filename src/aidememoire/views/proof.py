"""In: a reference. Out: the proof behind it: every sentence in its context, its roles marked, and whose word it is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from aidememoire.errors import UsageError
from aidememoire.model import Act, Reading, Report, Span, Voice
from aidememoire.record.desk import Mark
from aidememoire.record.entry import Entry, Record, base32
from aidememoire.record.ruled import apply
from aidememoire.record.rulings import Ruling
from aidememoire.record.versions import Versions, versions
from aidememoire.views.dates import date_words, day_words
from aidememoire.views.page import page_text
from aidememoire.views.references import SHORTEST, find_reference, short_references
from aidememoire.views.rulings import mark_words
from aidememoire.views.wording import clean, entry_words, voice_words

SHOWN = ("when", "due", "where", "count")  # the rest is wording, which the sentences below show


@dataclass(frozen=True, slots=True)
class ActProof:
    """An act where it stands."""

    act: Act
    report: Report
    reprint_of: Report | None
    before: str  # the sentence before; "" at the start
    marked: str  # the sentence, with its roles in brackets
    after: str


@dataclass(frozen=True, slots=True)
class Proof:
    """An entry with every act behind it, or a report with all that was found in it."""

    reference: str
    entry: Entry | None
    report: Report | None
    acts: tuple[ActProof, ...]
    marks: tuple[Mark, ...] = ()  # what was ruled on the entry
    versions: tuple[Versions, ...] = ()  # what its reports tell differently


def is_reference(record: Record, words: str) -> bool:
    """Whether this means one entry, act or report."""
    if len(words.strip("[]")) < SHORTEST:
        return False
    try:
        find_reference(record, words)
    except UsageError:
        return False
    return True


def find_proof(record: Record, reference: str, rulings: Sequence[Ruling] = ()) -> Proof:
    """What stands behind a reference, as ruled; raises UsageError where it means nothing, or several things."""
    ruled = apply(record, rulings)
    everything = ruled.everything
    meant = find_reference(everything, reference)
    readings = {reading.report.id: reading for reading in record.readings}
    copies = {copy: readings[first].report for copy, first in record.originals}

    def proofs(acts: Sequence[Act]) -> tuple[ActProof, ...]:
        return tuple(_act_proof(act, readings[act.report], copies.get(act.report)) for act in acts)

    if meant.report:
        acts = proofs(readings[meant.report.id].acts)
        return Proof(base32(meant.report.id)[:12], None, meant.report, acts)
    assert meant.entry is not None  # a reference means a report or an entry
    short = short_references(everything)[meant.entry.id]
    as_found = {act.id: act for entry in record.entries for act in entry.acts}  # with the machine's own confidence
    shown = [as_found[act.id] for act in ([meant.act] if meant.act else meant.entry.acts)]
    marks = dict(ruled.marks).get(meant.entry.id, ())
    reports = {report.id: report for report in record.reports}
    told = versions(meant.entry, reports, dict(record.originals))
    return Proof(short, meant.entry, None, proofs(shown), marks, told)


def _act_proof(act: Act, reading: Reading, original: Report | None) -> ActProof:
    text, prose = reading.report.text, [s.span for s in reading.findings.sentences if s.part == "body"]
    before = max((span for span in prose if span.end <= act.sentence.start), default=None)
    after = min((span for span in prose if span.start >= act.sentence.end), default=None)
    sides = [clean(span.of(text)) if span else "" for span in (before, after)]
    return ActProof(act, reading.report, original, sides[0], mark_roles(text, act), sides[1])


def mark_roles(text: str, act: Act) -> str:
    """The sentence with every role in brackets after its name: "[actor: Norway] [act: met] ...".

    A role that crosses another's edge is left out: brackets that cross could not be read.
    """
    kept: list[tuple[str, Span]] = []
    for role, span in sorted({("act", act.words), *act.spans}, key=lambda pair: (pair[1].start, -pair[1].end, pair[0])):
        inside = act.sentence.holds(span) and span != act.sentence
        if inside and not any(span.meets(other) and not other.holds(span) for _, other in kept):
            kept.append((role, span))
    opening: dict[int, list[str]] = {}
    closing: dict[int, int] = {}
    for role, span in kept:
        opening.setdefault(span.start, []).append(f"[{role}: ")
        closing[span.end] = closing.get(span.end, 0) + 1
    places = range(act.sentence.start, act.sentence.end + 1)
    pieces = ("]" * closing.get(at, 0) + "".join(opening.get(at, [])) + text[at : at + 1] for at in places[:-1])
    return clean("".join(pieces) + "]" * closing.get(act.sentence.end, 0))


def proof_text(proof: Proof) -> str:
    """The proof as plain text."""
    return page_text(proof_page(proof))


def proof_page(proof: Proof) -> RenderableType:
    """The proof for a console."""
    head = _entry_head(proof) if proof.entry else _report_head(proof)
    return Group(*head, *(part for found in proof.acts for part in _act_page(found, alone=proof.entry is None)))


def _entry_head(proof: Proof) -> Iterator[RenderableType]:
    entry = proof.entry
    assert entry is not None
    day = date_words(entry.when)
    yield Text(f"[{proof.reference}] {f'{day}: ' if day else ''}{entry_words(entry)}", style="bold")
    sources = ", ".join(entry.sources)
    yield Text(clean(f"{len(entry.sources)} independent: {sources}; told in {entry.copies}"))
    for mark in proof.marks:
        yield Text(mark_words(mark), style="bold")
    yield from (Text(_version_words(one)) for one in proof.versions if one.field in SHOWN)


def _version_words(one: Versions) -> str:
    """ "Reports differ on when: 9 May 2019 (The Example Post); 10 May 2019 (The Example Star)"."""
    values = [(date_words(told) if one.field in ("when", "due") else told, who) for told, who in one.values]
    return clean(f"Reports differ on {one.field}: " + "; ".join(f"{told} ({', '.join(who)})" for told, who in values))


def _report_head(proof: Proof) -> Iterator[RenderableType]:
    report = proof.report
    assert report is not None
    yield Text(clean(f"[{proof.reference}] {report.title or report.name}"), style="bold")
    told = [report.outlet, day_words(report.published) if report.published else "no publication date", report.url]
    yield Text(clean("; ".join(value for value in (*told, f"read from {report.name}") if value)))
    yield Text(f"{len(proof.acts)} {'act' if len(proof.acts) == 1 else 'acts'} found")


def _act_page(found: ActProof, *, alone: bool) -> Iterator[RenderableType]:
    yield Text()
    if alone:
        yield Text(clean(found.act.kind) + ", " + found.act.status, style="bold")
    else:
        yield Text(_report_words(found), style="bold")
    sentence = Text(found.marked)
    sentence.highlight_regex(r"\[[a-z_]+: ", "bold")
    context = [Text(found.before, style="dim"), sentence, Text(found.after, style="dim")]
    yield Padding(Group(*(part for part in context if part.plain)), (0, 0, 0, 4))
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(width=15)
    table.add_column()
    for name, value in [("by whose word", voice_chain(found.report, found.act.said_by)), *act_facts(found.act)]:
        table.add_row(Text(name, style="dim"), Text(clean(value)))
    yield Padding(table, (0, 0, 0, 2))


def _report_words(found: ActProof) -> str:
    report = found.report
    day = day_words(report.published) if report.published else "no publication date"
    copy = found.reprint_of
    reprint = f" (reprint of {copy.outlet or copy.name})" if copy else ""
    title = f": {report.title}" if report.title else ""
    return clean(f"{report.outlet or report.name}, {day}{reprint}{title}")


def act_facts(act: Act) -> Iterator[tuple[str, str]]:
    """What an act says, field by field, and the rule that found it."""
    yield "kind", f"{act.kind}, {act.status}{', negated' if act.negated else ''}; PLOVER {act.plover}{_cameo(act)}"
    for name, words, edtf in (("when", act.when_words, act.when), ("due", act.due_words, act.due)):
        if words or edtf:
            yield name, f"{f'“{words}”' if words else 'not said'} → {edtf or 'no date can be known'}"
    for name in ("actors", "persons", "recipients"):
        if getattr(act, name):
            yield name, ", ".join(getattr(act, name))
    for name in ("where", "matter", "instrument", "condition"):
        if getattr(act, name):
            yield name, getattr(act, name)
    yield "found by", f"rule {act.rule} (data/kinds/{act.kind}.toml), confidence {act.confidence:.2f}"
    yield "act", act.id[:16]


def _cameo(act: Act) -> str:
    return f", CAMEO {act.cameo}" if act.cameo else ""


def voice_chain(report: Report, voices: Sequence[Voice]) -> str:
    """From the paper inwards: "Example Post ← Example Wire ← Ida Moe, reported speech"."""
    links = [report.outlet or report.name]
    for voice in voices:
        how = "" if voice.kind == "outlet" else ", quoted" if voice.direct else ", reported speech"
        links.append(voice_words(voice) + how)
    return " ← ".join(links)
