"""In: a line and the place after a verb. Out: what is said, thought or wanted there, and what kind of phrase it is."""

from __future__ import annotations

from aidememoire.find.quotes.lemmas import lemma, words
from aidememoire.find.quotes.line import Line
from aidememoire.find.quotes.phrases import FINITE, Place, complement_end, phrase_after

Found = tuple[str, tuple[Place, ...], int]  # kind of content, content, where it begins or the audience ends


def end_of(line: Line, place: int) -> int:
    """Past the last word of the sentence, without its full stop."""
    end = len(line.words)
    while end > place and line.tags[end - 1] in ".:":
        end -= 1
    return end


def after_verb(line: Line, place: int) -> Found:
    """What stands after the verb: the kind of content, the content, and where the audience and circumstances end."""
    place = skip(line, place)
    tag, word = line.tag(place), line.word(place)
    if tag == "r" or (word == "out" and tag in "IR"):
        place += 1
        tag, word = line.tag(place), line.word(place)
    opened = _opens(line, place)
    if opened is not None and tag not in "^.":
        return "quote", ((opened, end_of(line, place)),), place
    if tag == "k" or (word == "that" and line.tag(place + 1) in "DOPENJ"):
        return "that", ((place, clause_stop(line, place)),), place
    if tag == "W" or word in ("whether", "if"):
        return "wh", ((place, clause_stop(line, place)),), place
    if tag == "t" and line.tag(place + 1) in "BfdhR":
        return "to", ((place, complement_end(line, place)),), place
    if tag in "^.,:)":
        return "none", (), place
    if tag in "ItR" and line.tag(place + 1) == "W" and word in ("about", "of", "on", "at"):
        return word, ((place + 1, complement_end(line, place + 1)),), place
    return _linked(line, place) if tag in "It" else _object(line, place)


def _linked(line: Line, place: int) -> Found:
    """A preposition with its object; the preposition is the kind."""
    stop = phrase_after(line, place + 1)
    if stop is None:
        return "prep", (), place
    return line.word(place), ((place + 1, max(stop, complement_end(line, place + 1))),), stop


def _object(line: Line, place: int) -> Found:
    """An object, or a clause that its phrase begins, or what the one who is told hears."""
    stop = line.starts.get(place)
    if stop is None:
        kind = "adj" if line.tag(place) in "JRng" else "none"
        return kind, ((place, complement_end(line, place)),) if kind == "adj" else (), place
    whole = phrase_after(line, place) or stop
    if _is_clause(line, whole) or _is_clause(line, stop):
        return "clause", ((place, clause_stop(line, place)),), place
    audience = _audience(line, stop) or _audience(line, whole)
    if audience:
        return audience
    if line.tag(stop) == "t" and line.tag(stop + 1) in "Bfdh":
        return "npto", ((place, complement_end(line, place)),), stop
    return "np", ((place, max(whole, complement_end(line, place))),), whole


def _audience(line: Line, stop: int) -> tuple[str, tuple[Place, ...], int] | None:
    """Content after the one who is told: `told reporters that …`."""
    if line.tag(stop) == "," and line.tag(stop + 1) in "DNJP":
        apposed = phrase_after(line, stop + 1, clauses=False)
        stop = apposed + 1 if apposed and line.tag(apposed) == "," else stop
    stop = skip(line, stop)
    tag = line.tag(stop)
    opened = _opens(line, stop)
    if opened is not None:
        return "toldquote", ((opened, end_of(line, stop)),), stop
    if tag == "k":
        return "toldthat", ((stop, clause_stop(line, stop)),), stop
    if tag == "W" or line.word(stop) in ("if", "whether"):
        return "toldwh", ((stop, clause_stop(line, stop)),), stop
    if tag in "DOPNE" and line.starts.get(stop) and _is_clause(line, phrase_after(line, stop) or stop):
        return "toldclause", ((stop, clause_stop(line, stop)),), stop
    return None


def _opens(line: Line, place: int) -> int | None:
    """Where a quotation opens at or just after this place."""
    while line.tag(place) in ",:" and place < len(line.tags):
        place += 1
    return place if line.tag(place) == '"' else None


def skip(line: Line, place: int) -> int:
    """Past adverbs, weekdays and `in a statement` that come before a clause or mark."""
    while line.word(place) != "out":
        following = _skipped(line, place)
        if following == place:
            break
        place = following
    return place


def _skipped(line: Line, place: int) -> int:
    tag, word = line.tag(place), line.word(place)
    if tag == "R" and word != "so":
        return place + 1
    if word in words("times") and tag in "PN":
        return place + 1
    if tag in "DJ" and line.word(place + 1) in words("times") and word in words("before_times"):
        return place + 2
    plain = line.starts.get(place + 1) if tag in "It" else None
    if plain is None:
        return place
    stop = phrase_after(line, place + 1, clauses=False) or plain
    if line.tag(stop) in '"k:' or (line.tag(stop) in ".^" and word in ("in", "on", "at", "during")):
        return stop
    return plain if word in ("on", "in") and line.word(plain - 1) in words("times") else place


def _is_clause(line: Line, stop: int) -> bool:
    """Whether a finite verb follows the phrase that ends here."""
    place = stop
    while line.tag(place) == "R":
        place += 1
    return line.tag(place) in FINITE


def clause_stop(line: Line, place: int) -> int:
    """Where a reported clause ends: at the sentence's end, or where a second verb of speech begins."""
    end = end_of(line, place)
    opened = line.words[0] in words("subordinate") and "," not in line.tags[:place]
    for at in range(place + 2, end):
        tag, following = line.tags[at], line.tag(at + 1)
        if line.quoted[at] >= 0 and not (tag == '"' and line.tags[at - 1] == ","):
            continue
        if tag == "c" and (_speaks_next(line, at + 1) or _turns(line, at)):
            return at - 1 if line.tags[at - 1] == "," else at
        if tag in ',"' and following == "g" and lemma(line.words[at + 1], "g") in words("speech"):
            return at if tag == "," else at + 1
        if tag == "," and opened and line.starts.get(at + 1) and _is_clause(line, line.starts[at + 1]):
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
    return line.tag(place) in "vn" and lemma(line.words[place], line.tags[place]) in words("speech")


def late_that(line: Line, place: int) -> int | None:
    """The clause after circumstances without a verb of their own: "said on radio before leaving Oslo that"."""
    for at in range(place, min(place + 12, len(line.tags))):
        if line.tags[at] == "k":
            return at if at > place and line.tags[place] in "ItR" else None
        if line.tags[at] in "OE" and at > place + 1 and line.tags[place] in "It" and _is_clause(line, at + 1):
            return at
        if line.tags[at] in ',.:"()' or line.tags[at] in FINITE:
            return None
    return None


def bare(line: Line, word: str, kind: str, content: tuple[Place, ...], place: int) -> tuple[str, tuple[Place, ...]]:
    """After a verb of speech that takes no person ("said"), whatever holds a finite verb is a clause."""
    if word in words("told") or line.tag(place) in '^.,:"Itc':
        return kind, content
    end = end_of(line, place)
    cut = line.tag(line.starts.get(place, end)) in "Rn"  # "also set", "set": a verb whose form does not show it
    return ("clause", ((place, end),)) if cut or FINITE & set(line.tags[place:end]) else (kind, content)
