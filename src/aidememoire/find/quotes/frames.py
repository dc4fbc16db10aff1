"""In: a line. Out: every verb in it that may report, with its subject as source and what follows or precedes as content."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache

from aidememoire.find.quotes.lemmas import lemma
from aidememoire.find.quotes.line import Line
from aidememoire.find.quotes.phrases import (
    FINITE,
    GROUP,
    SUBORDINATE,
    TIMES,
    Place,
    clause_end,
    complement_end,
    phrase_after,
    phrase_before,
    with_relative,
)
from aidememoire.rules import load_toml

# circumstances, not content, after a parenthetical "he said"
PLACED = frozenset("in at on with from during to of about after before as while into by for toldquote".split())


@dataclass(frozen=True, slots=True)
class Frame:
    """One cue with its arguments in one line, before it is judged."""

    word: str  # the cue's dictionary form
    kind: str  # what stands as content: quote that wh clause np to after (before the cue), a preposition, …
    form: str  # fin ing inf pas rel noun …
    source: Place | None
    cue: Place
    content: tuple[Place, ...]
    head: int


@dataclass(slots=True)
class Subjects:
    """Whose verbs a line has told so far."""

    all: list[Place] = field(default_factory=list)
    speaker: Place | None = None  # of the last cue of speech

    def doer(self) -> Place | None:
        """Whose doing a participle after a comma is: the last speaker's, else the first subject's."""
        return self.speaker or (self.all[0] if self.all else None)

    def joined(self, apart: bool) -> Place | None:
        """Whose second verb stands after "and": the speaker's, after a comma the first subject's, else the nearest's."""
        return self.speaker or (self.doer() if apart else self.last())

    def last(self) -> Place | None:
        """The nearest subject."""
        return self.all[-1] if self.all else None


@cache
def speech() -> frozenset[str]:
    """The verbs after which a clause needs no `that`."""
    words: str = load_toml("langs/en/quotes.toml")["speech"]
    return frozenset(words.split())


def find_frames(line: Line) -> list[Frame]:
    """All frames of a line, in order of their cues."""
    found: list[Frame] = []
    subjects = Subjects()
    for place, tag in enumerate(line.tags):
        if tag in "BbZvng":
            frame = _verb_frame(line, place, subjects)
            if frame:
                found.append(frame)
                if frame.word in speech() and frame.form in ("fin", "inv", "par"):
                    subjects.speaker = frame.source or subjects.speaker
        elif tag in "eh" and line.tag(place + 1) not in "XehdfR!ng":
            before = phrase_before(line, place)
            if before:
                subjects.all.append(before)
    return found


def _group_start(line: Line, head: int) -> int:
    start = head
    while start > 0 and line.tags[start - 1] in GROUP:
        start -= 1
    return start


def _form(line: Line, start: int, head: int) -> str:
    tag, before = line.tags[head], line.tags[start:head]
    if tag in "vZ":
        return "fin"
    if tag in "bB":
        if set(before) & set("Xd") or tag == "b":
            return "fin"
        return "inf" if line.tag(start - 1) == "t" else "base"
    if tag == "g":
        return "fin" if "e" in before or ("f" in before and "h" in before) else "ing"
    if "e" in before or "f" in before:
        return "pas"
    return "fin" if "h" in before else "red"


def _verb_frame(line: Line, head: int, subjects: Subjects) -> Frame | None:
    start = _group_start(line, head)
    form = _form(line, start, head)
    word = lemma(line.words[head], line.tags[head])
    inverted = _inverted(line, start, head) if form in ("fin", "base", "red") and start == head else None
    if inverted:
        stop, before = inverted[1], _before(line, head)
        return Frame(word, "after", "inv", inverted, (head, head + 1), before + _rest(line, stop, before), head)
    source = _source(line, start, form, subjects)
    if source and form in ("fin", "pas"):
        subjects.all.append(source)
    cue = (_cue_start(line, start, head), head + 1)
    if form in ("pas", "red"):
        return _passive(line, word, form, source, cue, head)
    kind, content, stop = _after(line, head + 1)
    if (
        word in speech()
        and form in ("fin", "ing", "inf")
        and kind in ("np", "adj", "toldwh", "npto", "toldquote", "none")
    ):
        kind, content = _bare(line, word, kind, content, _skip(line, head + 1))
    if word in speech() and kind not in ("that", "quote", "toldthat", "clause", "wh"):
        late = _late_that(line, head + 1)
        if late is not None:
            kind, content = "that", ((late, _clause_stop(line, late)),)
    if kind in PLACED and source and form == "fin" and word in speech() and _before(line, source[0]):
        kind = "none"
    if kind == "none" and source and form == "fin" and line.tags[source[0]] not in "Wk":
        before = _before(line, source[0])
        if before:
            return Frame(word, "after", "par", source, cue, before + _rest(line, stop, before), head)
    if form == "fin" and source and kind == "np" and line.tag(source[0] - 1) in '"':
        before = _before(line, source[0])
        if before:
            return Frame(word, "after", "par", source, cue, before, head)
    if not content:
        return None
    if word in ("seem", "appear") and source and kind in ("to", "adj", "np", "like"):
        return Frame(word, "raise", form, None, cue, (source, *content), head)
    if form == "inf" and line.tag(start - 2) in "vZbBgnN":
        cue = (_cue_start(line, _group_start(line, start - 2), start - 2), head + 1)
    return Frame(word, kind, form, source, (cue[0], max(cue[1], cue[1])), content, head)


def _bare(line: Line, word: str, kind: str, content: tuple[Place, ...], place: int) -> tuple[str, tuple[Place, ...]]:
    """After a verb of speech that takes no person ("said"), whatever holds a finite verb is a clause."""
    if word in audience_verbs() or line.tag(place) in '^.,:"ItcR' and line.tag(place) not in "R":
        return kind, content
    end = _end(line, place)
    return ("clause", ((place, end),)) if FINITE & set(line.tags[place:end]) else (kind, content)


def _late_that(line: Line, place: int) -> int | None:
    """The `that` after circumstances without a verb of their own: "said on state radio before leaving Oslo that"."""
    for at in range(place, min(place + 12, len(line.tags))):
        if line.tags[at] == "k":
            return at if at > place and line.tags[place] in "ItR" else None
        if line.tags[at] in ',.:"()' or line.tags[at] in FINITE:
            return None
    return None


@cache
def audience_verbs() -> frozenset[str]:
    """The verbs whose object is the one who is told."""
    words: str = load_toml("langs/en/quotes.toml")["told"]
    return frozenset(words.split())


def _cue_start(line: Line, start: int, head: int) -> int:
    return max(start, head - 2)


def _source(line: Line, start: int, form: str, subjects: Subjects) -> Place | None:
    """The subject of the verb group at `start`."""
    if form == "inf":
        return subjects.last()
    before = line.tag(start - 1)
    if before in "Wk" and line.word(start - 1) in ("who", "which", "that"):
        return start - 1, start
    if form == "ing":
        if before in "NPO)":
            return phrase_before(line, start)
        return subjects.doer()
    if before == "c":
        return subjects.joined(line.tag(start - 2) in ",:")
    found = phrase_before(line, start)
    if found is None and before == ",":
        return subjects.last()
    if found and line.tag(found[0] - 1) in "vZbBngtrRI" and not _spoken_before(line, found[0]):
        return with_relative(line, found)
    return found


def _spoken_before(line: Line, place: int) -> bool:
    """Whether a verb of speech stands right before, so that a new clause begins here."""
    tag = line.tag(place - 1)
    return tag in "vZbBng" and lemma(line.words[place - 1], tag) in speech()


def _inverted(line: Line, start: int, head: int) -> Place | None:
    """The subject after the verb: `…,” said the envoy, a former judge.`"""
    if head == 0 or line.tags[head - 1] not in ',".' or head + 1 >= len(line.tags):
        return None
    if line.tag(head + 1) == "O" and line.word(head + 1) not in ("he", "she", "they", "i", "we"):
        return None
    stop = phrase_after(line, head + 1, clauses=False)
    if stop is None or line.tag(stop) in FINITE or line.tag(stop) in "tk" or line.word(head + 1) in TIMES:
        return None
    if line.tags[head - 1] == "," and (line.tag(stop) not in ",.^" or phrase_before(line, head)):
        return None
    return head + 1, _apposed(line, stop)


def _apposed(line: Line, stop: int) -> int:
    """Past the apposition or short clause after the phrase: `, a spokesman for the ministry`, `, who leads the talks`."""
    if line.tag(stop) in "Jgn" and line.tag(stop + 1) in "ItDRg":
        return clause_end(line, stop)
    if line.tag(stop) != "," or line.tag(stop + 1) == "^":
        return stop
    if line.tag(stop + 1) == "c" and line.tag(stop + 2) in "DNJP":
        more = phrase_after(line, stop + 2)
        if more and line.tag(more) in ".^":
            return more
    if line.tag(stop + 1) in "DNJPM":
        more = phrase_after(line, stop + 1)
        if more and line.tag(more) == "g":
            more = clause_end(line, more)
        if more and line.tag(more) in '.,^:"':
            return _apposed(line, more)
    if line.word(stop + 1) in ("who", "whose"):
        more = clause_end(line, stop + 1)
        verbs = {lemma(line.words[k], line.tags[k]) for k in range(stop + 1, more) if line.tags[k] in "vZ"}
        if more - stop < 16 and not verbs & speech():
            return more
    return stop


def _before(line: Line, stop: int) -> tuple[Place, ...]:
    """What stands before a parenthetical "he said", if a mark closes it."""
    if stop < 2 or line.tags[stop - 1] not in ',".:':
        return ()
    return ((0, stop),)


def _rest(line: Line, stop: int, before: tuple[Place, ...]) -> tuple[Place, ...]:
    """What goes on after a parenthetical "he said"; after a quotation only another quotation."""
    if line.tag(stop) != "," or not before:
        return ()
    opened = line.tag(stop + 1) == '"'
    if not opened and line.quoted[before[0][1] - 1] >= 0:
        return ()
    end = _end(line, stop)
    return ((stop + 1, end),) if end - stop > 2 else ()


def _end(line: Line, place: int) -> int:
    """Past the last word of the sentence, without its full stop."""
    end = len(line.words)
    while end > place and line.tags[end - 1] in ".:":
        end -= 1
    return end


def _after(line: Line, place: int) -> tuple[str, tuple[Place, ...], int]:
    """What stands after the verb: the kind of content, the content, and where the audience and circumstances end."""
    place = _skip(line, place)
    tag, word = line.tag(place), line.word(place)
    end = _end(line, place)
    if tag in "^.":
        return "none", (), place
    if tag == "r" or (word == "out" and tag in "IR"):
        place += 1
        tag, word = line.tag(place), line.word(place)
    opened = _opens(line, place)
    if opened is not None:
        return "quote", ((opened, end),), place
    if tag == "k" or (word == "that" and line.tag(place + 1) in "DOPE"):
        return "that", ((place, _clause_stop(line, place)),), place
    if tag == "W" or word in ("whether", "if"):
        return "wh", ((place, _clause_stop(line, place)),), place
    if tag == "t":
        if line.tag(place + 1) in "BfdhR":
            return "to", ((place, complement_end(line, place)),), place
    if tag in "IR" and line.tag(place + 1) == "W" and word in ("about", "of", "on", "at"):
        return word, ((place + 1, complement_end(line, place + 1)),), place
    if tag in "It":
        stop = phrase_after(line, place + 1)
        if stop is None:
            return "prep", (), place
        return word, ((place + 1, max(stop, complement_end(line, place + 1))),), stop
    if tag in ",:)":
        return "none", (), place
    stop = line.starts.get(place)
    if stop is None:
        return ("adj", ((place, complement_end(line, place)),), place) if tag in "JRng" else ("none", (), place)
    whole = phrase_after(line, place) or stop
    if _is_clause(line, place, whole) or _is_clause(line, place, stop):
        return "clause", ((place, _clause_stop(line, place)),), place
    audience = _audience(line, stop) or _audience(line, whole)
    if audience:
        return audience
    if line.tag(stop) in "t" and line.tag(stop + 1) in "Bfdh":
        return "npto", ((place, complement_end(line, place)),), stop
    return "np", ((place, max(whole, complement_end(line, place))),), whole


def _audience(line: Line, stop: int) -> tuple[str, tuple[Place, ...], int] | None:
    """Content after the one who is told: `told reporters that …`."""
    if line.tag(stop) == "," and line.tag(stop + 1) in "DNJP":
        apposed = phrase_after(line, stop + 1, clauses=False)
        stop = apposed + 1 if apposed and line.tag(apposed) == "," else stop
    stop = _skip(line, stop)
    tag = line.tag(stop)
    opened = _opens(line, stop)
    if opened is not None:
        return "toldquote", ((opened, _end(line, stop)),), stop
    if tag == "k":
        return "toldthat", ((stop, _clause_stop(line, stop)),), stop
    if tag == "W" or line.word(stop) in ("if", "whether"):
        return "toldwh", ((stop, _clause_stop(line, stop)),), stop
    if tag in "DOPNE" and line.starts.get(stop) and _is_clause(line, stop, phrase_after(line, stop) or stop):
        return "toldclause", ((stop, _clause_stop(line, stop)),), stop
    return None


def _opens(line: Line, place: int) -> int | None:
    """Where a quotation opens at or just after this place."""
    while line.tag(place) in ",:" and place < len(line.tags):
        place += 1
    return place if line.tag(place) == '"' else None


def _skip(line: Line, place: int) -> int:
    """Past adverbs, weekdays and `in a statement` that come before a clause or mark."""
    if line.word(place) == "out":
        return place
    while line.tag(place) == "R" and line.word(place) not in ("so",):
        place += 1
    if line.word(place) in TIMES and line.tag(place) in "PN":
        return _skip(line, place + 1)
    if (
        line.tag(place) in "DJ"
        and line.word(place + 1) in TIMES
        and line.word(place) in ("this", "last", "late", "early", "earlier")
    ):
        return _skip(line, place + 2)
    if line.tag(place) in "It" and line.starts.get(place + 1):
        stop = phrase_after(line, place + 1, clauses=False)
        if stop and (
            line.tag(stop) in '"k:' or (line.tag(stop) in ".^" and line.word(place) in ("in", "on", "at", "during"))
        ):
            return stop
        plain = line.starts[place + 1]
        if line.word(place) in ("on", "in") and line.word(plain - 1) in TIMES:
            return _skip(line, plain)
    return place


def _is_clause(line: Line, first: int, stop: int) -> bool:
    place = stop
    while line.tag(place) in "R":
        place += 1
    return line.tag(place) in FINITE


def _clause_stop(line: Line, place: int) -> int:
    """Where a reported clause ends: at the sentence's end, or where a second verb of speech begins."""
    end = _end(line, place)
    opened = line.words[0] in SUBORDINATE and "," not in line.tags[:place]
    for at in range(place + 2, end):
        tag, following = line.tags[at], line.tag(at + 1)
        if line.quoted[at] >= 0 and not (tag == '"' and line.tags[at - 1] == ","):
            continue
        if tag == "c" and (_speaks_next(line, at + 1) or _turns(line, at)):
            return at - 1 if line.tags[at - 1] == "," else at
        if tag in ',"' and following == "g" and lemma(line.words[at + 1], "g") in speech():
            return at if tag == "," else at + 1
        if tag == "," and opened and line.starts.get(at + 1) and _is_clause(line, at + 1, line.starts[at + 1]):
            return at
    return end


def _turns(line: Line, place: int) -> bool:
    """Whether ", but he" goes on with the report's own words."""
    return line.words[place] == "but" and line.tag(place - 1) in ',"' and line.tag(place + 1) == "O"


def _speaks_next(line: Line, place: int) -> bool:
    """Whether a verb of speech follows, at once or after its subject."""
    place = line.starts.get(place, place)
    while line.tag(place) in "Rh" and place < len(line.tags):
        place += 1
    return line.tag(place) in "vn" and lemma(line.words[place], line.tags[place]) in speech()


def _passive(line: Line, word: str, form: str, source: Place | None, cue: Place, head: int) -> Frame | None:
    place = _skip(line, head + 1)
    if line.word(place) == "by":
        stop = phrase_after(line, place + 1)
        if stop and source:
            return Frame(word, "by", form, (place + 1, stop), cue, (source,), head)
        return None
    kind, content, _ = _after(line, head + 1)
    if kind in ("to", "as", "adj") and source:
        return Frame(word, "pas" + kind, form, None, cue, (source, *content), head)
    if content and kind in ("that", "wh", "clause", "about", "quote"):
        return Frame(word, "pas" + kind, form, source, cue, content, head)
    return None
