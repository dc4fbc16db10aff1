"""In: a line. Out: what it reports without a verb: "according to the ministry", "Norway's call for talks"."""

from __future__ import annotations

from functools import cache

from aidememoire.find.quotes.frames import Frame
from aidememoire.find.quotes.lemmas import lemma, words
from aidememoire.find.quotes.line import Line
from aidememoire.find.quotes.phrases import GROUP, Place, complement_end, phrase_after, phrase_before
from aidememoire.rules import load_toml


@cache
def _according() -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(phrase.split()) for phrase in load_toml("langs/en/quotes.toml")["according"])


def find_according(line: Line) -> list[Frame]:
    """The frames of "according to X" and its like: the rest of the sentence is the content."""
    found = []
    for place in range(len(line.words)):
        for begin in _according():
            stop = place + len(begin)
            if tuple(line.words[place:stop]) == begin and line.starts.get(stop):
                frame = _according_frame(line, place, stop)
                if frame:
                    found.append(frame)
    return found


def _according_frame(line: Line, place: int, first: int) -> Frame | None:
    end = _end(line)
    stop = phrase_after(line, first) or first + 1
    if place < 2:
        while line.tag(stop) not in ",^":
            stop += 1
        content: tuple[Place, ...] = ((stop + 1, end),) if stop + 1 < end else ()
    else:
        while line.tag(stop) in "nI" and line.tag(stop) not in ",.":
            stop = phrase_after(line, stop + 1) or stop + 1
        start = 0
        content = ((start, place - 1 if line.tag(place - 1) == "," else place),)
        if line.tag(stop) == "," and stop + 3 < end and line.tag(place - 1) == ",":
            content = (*content, (stop + 1, end))
    if not content:
        return None
    return Frame("according", "according", "prep", (first, stop), (place, first), content, place)


def _end(line: Line) -> int:
    end = len(line.words)
    while end and line.tags[end - 1] in ".:":
        end -= 1
    return end


def find_as_frames(line: Line) -> list[Frame]:
    """The frames of "As X writes in an article, …" and of "…, as X said": the rest of the sentence is the content."""
    found = []
    for place, word in enumerate(line.words):
        stop = phrase_after(line, place + 1) if word == "as" and (place == 0 or line.tag(place - 1) == ",") else None
        if stop is None or line.tag(stop) not in "vZbh" or line.quoted[place] >= 0:
            continue
        head = stop + 1 if line.tag(stop) == "h" else stop
        if lemma(line.word(head), line.tag(head)) not in words("speech"):
            continue
        end, after = _end(line), head + 1
        while line.tag(after) not in ",.:^":
            after += 1
        content: tuple[Place, ...] = ((after + 1, end),) if after + 1 < end else ()
        if place > 1:
            content = ((0, place - 1), *content)
        if content:
            found.append(Frame("as", "as", "prep", (place + 1, stop), (stop, head + 1), content, head))
    return found


def find_noun_frames(line: Line) -> list[Frame]:
    """The frames of nouns that report, with their possessor or "by X" as source."""
    found = []
    for place, tag in enumerate(line.tags):
        if tag != "N":
            continue
        word = lemma(line.words[place], "N")
        after = line.word(place + 1)
        if after == "by" and line.tag(line.starts.get(place + 2, 0)) == "k":
            first = line.starts[place + 2]
            found.append(
                Frame(word, "that", "noun", (place + 2, first), (place, place + 2), ((first, _end(line)),), place)
            )
            continue
        kind = {"k": "that", "t": "to"}.get(line.tag(place + 1), after if line.tag(place + 1) == "I" else "")
        if not kind or (kind == "to" and line.tag(place + 2) not in "Bfdh"):
            kind = "to-np" if kind == "to" else kind
        if kind:
            first = place + 1 if kind in ("that", "to") else place + 2
            stop = complement_end(line, first) if kind in ("that", "to") else phrase_after(line, first) or first
            if stop > first:
                source, begin = _possessor(line, place)
                found.append(
                    Frame(
                        word,
                        kind,
                        "noun",
                        source,
                        (begin, first if first == place + 2 else place + 1),
                        ((first, stop),),
                        place,
                    )
                )
    return found


def find_quoted_frames(line: Line) -> list[Frame]:
    """ "The daily quoted a minister as saying that …": the one who is quoted; who quotes is a frame of its own."""
    found = []
    for place in range(2, len(line.words) - 2):
        if (
            line.words[place] != "as"
            or line.tag(place + 1) != "g"
            or lemma(line.words[place + 1], "g") not in words("speech")
        ):
            continue
        head = next((k for k in range(place - 1, max(0, place - 14), -1) if line.tags[k] in "vZgnbB"), None)
        if head is None or lemma(line.words[head], line.tags[head]) not in words("quoting"):
            continue
        stop = phrase_after(line, head + 1)
        passive = head + 1 == place
        source = phrase_before(line, _group(line, head)) if passive else (head + 1, min(stop or place, place))
        end = _end(line)
        inner = ((place + 2, end),) if place + 2 < end else ((0, head),) if not passive else ()
        if not source or not inner:
            continue
        outer = None if passive else _quoting(line, head)
        if outer and line.tag(outer[0] - 1) == "," and place + 2 >= end:
            inner = ((0, outer[0]),)
        found.append(Frame("say", "as", "quoted", source, (place + 1, place + 2), inner, place + 1))
        if outer:
            found.append(Frame("quote", "as", "quoted", outer, (head, head + 1), inner, head))
    return found


def _group(line: Line, head: int) -> int:
    while head > 0 and line.tags[head - 1] in GROUP and head not in line.ends:
        head -= 1
    return head


def _quoting(line: Line, head: int) -> Place | None:
    return phrase_before(line, _group(line, head))


def _possessor(line: Line, place: int) -> tuple[Place | None, int]:
    """Whose the noun is, and where the cue begins."""
    begin = place
    while begin > 0 and line.tags[begin - 1] in "JN" and place - begin < 2:
        begin -= 1
    before = line.word(begin - 1)
    if line.tag(begin - 1) == "S":
        stop = begin
        first = next((k for k in range(stop - 2, -1, -1) if k in line.starts and line.starts[k] >= stop - 1), None)
        return ((first, stop) if first is not None else None), begin
    if before in ("his", "her", "their", "its", "my", "our", "your"):
        return (begin - 1, begin), begin
    return None, begin
