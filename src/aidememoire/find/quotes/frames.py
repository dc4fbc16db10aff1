"""In: a line. Out: every verb in it that may report, with its subject as source and what is told as content."""

from __future__ import annotations

from dataclasses import dataclass, field

from aidememoire.find.quotes.complements import Found, after_verb, bare, clause_stop, end_of, late_that, skip
from aidememoire.find.quotes.lemmas import lemma, words
from aidememoire.find.quotes.line import Line
from aidememoire.find.quotes.phrases import FINITE, GROUP, Place, clause_end, phrase_after, phrase_before, with_relative


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
        """Whose a verb after "and" is: the speaker's, after a comma the first subject's, else the nearest's."""
        return self.speaker or (self.doer() if apart else self.last())

    def last(self) -> Place | None:
        """The nearest subject."""
        return self.all[-1] if self.all else None


def find_frames(line: Line) -> list[Frame]:
    """All frames of a line, in order of their cues."""
    found: list[Frame] = []
    subjects = Subjects()
    for place, tag in enumerate(line.tags):
        if tag in "BbZvng":
            frame = _verb_frame(line, place, subjects)
            if frame:
                found.append(frame)
                if frame.word in words("speech") and frame.form in ("fin", "inv", "par"):
                    subjects.speaker = frame.source or subjects.speaker
        elif tag in "eh" and line.tag(place + 1) not in "XehdfR!ng":
            before = phrase_before(line, place)
            if before:
                subjects.all.append(before)
    return found


def _group_start(line: Line, head: int) -> int:
    start = head
    while start > 0 and line.tags[start - 1] in GROUP and start not in line.ends:
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
        before = _before(line, head)
        return Frame(word, "after", "inv", inverted, (head, head + 1), before + _rest(line, inverted[1], before), head)
    source = _source(line, start, form, subjects)
    if source and form in ("fin", "pas"):
        subjects.all.append(source)
    cue = (max(start, head - 2), head + 1)
    if form == "red" and source and word in words("speech") and after_verb(line, head + 1)[0] in ("that", "quote"):
        form = "fin"  # "also stipulated that": the form of a past tense, too
    if form in ("pas", "red"):
        return _passive(line, word, form, source, cue, head)
    kind, content, stop = _content(line, word, form, head)
    if source and form == "fin":
        parenthetical = _parenthetical(line, word, kind, source, stop)
        if parenthetical:
            return Frame(word, "after", "par", source, cue, parenthetical, head)
    if not content:
        return None
    if word in ("seem", "appear") and source and kind in ("to", "adj", "np", "like"):
        return Frame(word, "raise", form, None, cue, (source, *content), head)
    if form == "inf" and line.tag(start - 2) in "vZbBgnN":
        cue = (max(_group_start(line, start - 2), start - 4), head + 1)
    return Frame(word, kind, form, source, cue, content, head)


def _content(line: Line, word: str, form: str, head: int) -> Found:
    """What follows the verb; after one of speech a clause is seen where its phrases alone would not show it."""
    kind, content, stop = after_verb(line, head + 1)
    if word not in words("speech"):
        return kind, content, stop
    if form in ("fin", "ing", "inf") and kind in ("np", "adj", "toldwh", "npto", "toldquote", "none"):
        kind, content = bare(line, word, kind, content, skip(line, head + 1))
    if kind not in ("that", "quote", "toldthat", "clause", "wh"):
        late = late_that(line, head + 1)
        if late is not None:
            kind, content = "that", ((late, clause_stop(line, late)),)
    return kind, content, stop


def _parenthetical(line: Line, word: str, kind: str, source: Place, stop: int) -> tuple[Place, ...]:
    """The content around a "he said" that stands after or inside it; a place or day alone is none."""
    before = _before(line, source[0])
    if not before:
        return ()
    around = before + _rest(line, stop, before)
    if not any((FINITE | set('"ntB')) & set(line.tags[first:last]) for first, last in around):
        return ()
    placed = word in words("speech") and kind in words("circumstances")
    if (kind == "none" or placed) and line.tags[source[0]] not in "Wk":
        return around
    told = word in words("told") and line.tag(stop) in ".^"
    return before if kind == "np" and (told or line.tag(source[0] - 1) == '"') else ()


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
    return tag in "vZbBng" and lemma(line.words[place - 1], tag) in words("speech")


def _inverted(line: Line, start: int, head: int) -> Place | None:
    """The subject after the verb: `…,” said the envoy, a former judge.`"""
    if head == 0 or line.tags[head - 1] not in ',".' or head + 1 >= len(line.tags):
        return None
    if line.tag(head + 1) == "O" and line.word(head + 1) not in ("he", "she", "they", "i", "we"):
        return None
    stop = phrase_after(line, head + 1, clauses=False)
    if stop is None or line.tag(stop) in FINITE or line.tag(stop) in "tk" or line.word(head + 1) in words("times"):
        return None
    if line.tags[head - 1] == "," and (line.tag(stop) not in ",.^" or phrase_before(line, head)):
        return None
    return head + 1, _apposed(line, stop)


def _apposed(line: Line, stop: int) -> int:
    """Past appositions or a short clause after the phrase: `, a spokesman for peace`, `, who leads the talks`."""
    if line.tag(stop) in "Jgn" and line.tag(stop + 1) in "ItDRg":
        return clause_end(line, stop)
    while line.tag(stop) == "," and line.tag(stop + 1) != "^":
        more = _apposition(line, stop + 1)
        if more is None:
            break
        stop = more
    return stop


def _apposition(line: Line, first: int) -> int | None:
    """Past one apposition that ends at a mark, or a clause of less than fifteen words that reports nothing itself."""
    joined = line.tag(first) == "c"
    if line.tag(first + joined) in "DNJPM":
        more = phrase_after(line, first + joined)
        if more and line.tag(more) == "g":
            more = clause_end(line, more)
        return more if more and line.tag(more) in (".^" if joined else '.,^:"') else None
    if line.word(first) in ("who", "whose"):
        more = clause_end(line, first)
        verbs = {lemma(line.words[k], line.tags[k]) for k in range(first, more) if line.tags[k] in "vZ"}
        return more if more - first < 15 and not verbs & words("speech") else None
    return None


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
    end = end_of(line, stop)
    return ((stop + 1, end),) if end - stop > 2 else ()


def _passive(line: Line, word: str, form: str, source: Place | None, cue: Place, head: int) -> Frame | None:
    place = skip(line, head + 1)
    if line.word(place) == "by":
        stop = phrase_after(line, place + 1)
        if stop and source:
            return Frame(word, "by", form, (place + 1, stop), cue, (source,), head)
        return None
    kind, content, _ = after_verb(line, head + 1)
    if kind in ("to", "as", "adj") and source:
        return Frame(word, "pas" + kind, form, None, cue, (source, *content), head)
    if content and kind in ("that", "wh", "clause", "about", "quote"):
        return Frame(word, "pas" + kind, form, source, cue, content, head)
    return None
