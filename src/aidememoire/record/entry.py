"""In: acts that are one event. Out: the entry, with the best value of every field and the sources that stand for it."""

from __future__ import annotations

import base64
import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from aidememoire.ids import content_id
from aidememoire.model import Act, Reading, Report, Voice
from aidememoire.record.days import day_range, width
from aidememoire.record.matter import content_words
from aidememoire.record.same import Told, tell

LONGEST = 90  # characters of the report's own words


@dataclass(frozen=True, slots=True)
class Entry:
    """The acts, from one or many reports, that are the same event: what the record holds."""

    id: str  # lower-case base32; any unique prefix is a reference
    kind: str
    status: str
    actors: tuple[str, ...]
    persons: tuple[str, ...]
    recipients: tuple[str, ...]
    when: str | None
    when_words: str | None
    due: str | None
    due_words: str | None
    where: str | None
    matter: str | None
    instrument: str | None
    condition: str | None
    said_by: tuple[Voice, ...]  # of the act that speaks for the entry
    negated: bool
    said: str  # the words of the report that speak for the entry, shortened
    told: dt.date | None  # the first publication that tells it
    sources: tuple[str, ...]  # independent ones: quoted outlets, else the outlets, a reprint counted as its original
    copies: int  # reports that tell it, reprints included
    acts: tuple[Act, ...]  # the one that speaks for the entry first

    @property
    def parties(self) -> frozenset[str]:
        """Everybody concerned, on whichever side."""
        return frozenset(self.actors) | frozenset(self.recipients)


@dataclass(frozen=True, slots=True)
class Record:
    """All that was read, and the entries it comes to."""

    readings: tuple[Reading, ...]
    entries: tuple[Entry, ...]
    originals: tuple[tuple[str, str], ...] = ()  # (report id, id of the report it is a reprint of)

    @property
    def reports(self) -> tuple[Report, ...]:
        """The reports, oldest first."""
        return tuple(reading.report for reading in self.readings)


def base32(hexadecimal: str) -> str:
    """A content id as a person can type it: lower-case letters and 2 to 7."""
    return base64.b32encode(bytes.fromhex(hexadecimal)).decode("ascii").rstrip("=").lower()


def told_order(act: Act, published: dt.date | None) -> tuple[dt.date, str, int, str]:
    """Order of telling: the earliest report first, unknown dates last; then by place in the report."""
    return (published or dt.date.max, act.report, act.words.start, act.id)


def in_order(told: Iterable[Told]) -> list[Told]:
    """Acts in the order of telling."""
    return sorted(told, key=lambda item: told_order(item.act, item.published))


def make_entry(acts: Sequence[Act], reports: Mapping[str, Report], source_of: Callable[[Act], str]) -> Entry:
    """The entry of acts that are one event."""
    return entry_of(in_order(tell(act, reports[act.report]) for act in acts), source_of)


def entry_of(told: Sequence[Told], source_of: Callable[[Act], str]) -> Entry:
    """The entry of acts that are one event, given in the order of telling."""
    ranked = sorted(told, key=lambda item: _fullness(item.act), reverse=True)  # the first told wins among equals
    acts, best = tuple(item.act for item in ranked), ranked[0].act
    when, due = _narrowest([i.act for i in ranked if i.when], "when"), _narrowest(acts, "due")
    return Entry(
        id=base32(content_id("entry", told[0].act.id)),  # the first telling names it, so that later reports do not
        kind=best.kind,
        status=best.status,
        actors=best.actors,
        persons=_all_persons(acts),
        recipients=next((act.recipients for act in acts if act.recipients), ()),
        when=when.when if when else None,
        when_words=when.when_words if when else None,
        due=due.due if due else None,
        due_words=due.due_words if due else None,
        where=_usual(acts, lambda act: act.where),
        matter=_fullest_matter(acts),
        instrument=_usual(acts, lambda act: act.instrument),
        condition=_usual(acts, lambda act: act.condition),
        said_by=best.said_by,
        negated=best.negated,
        said=own_words(best, ranked[0].sentence),
        told=min((item.published for item in told if item.published), default=None),
        sources=tuple(sorted({source_of(act) for act in acts})),
        copies=len({act.report for act in acts}),
        acts=acts,
    )


def own_words(act: Act, sentence: str) -> str:
    """The act in the words of its sentence: from its first role to its last, cut where it is long."""
    inside = [span for _, span in act.spans if act.sentence.holds(span)]
    first = act.sentence.start
    start, end = min([act.words, *inside]).start - first, max(span.end for span in (act.words, *inside)) - first
    start = max(start, act.words.start - first - LONGEST // 2)
    if end - start > LONGEST:
        end = max(act.words.end - first, start + LONGEST)
    start -= len(sentence[:start].split(" ")[-1]) if start > 0 else 0
    end += len(sentence[end:].split(" ")[0])
    before, after = "… " * (start > 0), " …" * (end < len(sentence))
    return before + " ".join(sentence[start:end].split()) + after


def words_of(entry: Entry, sentences: Iterable[str]) -> str:
    """The words an entry is found by: its fields, names and voices, and the sentences it rests on."""
    said = [value for value in (entry.matter, entry.where, entry.instrument, entry.condition) if value]
    names = [*entry.actors, *entry.persons, *entry.recipients, *(voice.name for voice in entry.said_by)]
    return "\n".join([*said, *names, *dict.fromkeys(sentences)])


def _fullness(act: Act) -> tuple[int, float]:
    told = (act.when, act.due, act.where, act.matter, act.instrument, act.condition, act.recipients, act.actors)
    return (sum(1 for value in told if value), act.confidence)


def _narrowest(acts: Sequence[Act], name: str) -> Act | None:
    told = [act for act in acts if getattr(act, name)]
    return min(told, key=lambda act: width(day_range(getattr(act, name))), default=None)


def _fullest_matter(acts: Sequence[Act]) -> str | None:
    """The matter that says most; one that only repeats the time says nothing."""
    times = {words.casefold() for act in acts for words in (act.when_words, act.due_words) if words}
    told = [act.matter for act in acts if act.matter and act.matter.casefold() not in times]
    return max(told, key=lambda matter: len(content_words(matter)), default=None)


def _usual(acts: Sequence[Act], value: Callable[[Act], str | None]) -> str | None:
    """The value most reports give; the fullest act's among equals."""
    counts = Counter(told for act in acts if (told := value(act)))
    return counts.most_common(1)[0][0] if counts else None  # equal counts come in the order first met


def _all_persons(acts: Sequence[Act]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(person for act in acts for person in act.persons))
