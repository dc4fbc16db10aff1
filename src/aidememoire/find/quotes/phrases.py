"""In: a line and a place. Out: the whole noun phrase that ends or begins there, with links, appositions and clauses."""

from __future__ import annotations

from aidememoire.find.quotes.lemmas import words
from aidememoire.find.quotes.line import Line

Place = tuple[int, int]

FINITE = frozenset("vZbXehd")
GROUP = frozenset("XehdfR!r")


def phrase_before(line: Line, stop: int) -> Place | None:
    """The whole noun phrase that ends before the word at `stop`."""
    if stop <= 0:
        return None
    if line.tag(stop - 1) == ",":
        return _with_insert(line, stop)
    if line.tag(stop - 1) == ":" and line.words[stop - 1] != ":":
        return _between_dashes(line, stop)
    if line.tag(stop - 1) == ")":
        opening = _opening(line, stop - 1)
        plain = phrase_before(line, opening) if opening else None
        return (plain[0], stop) if plain else None
    first = line.ends.get(stop)
    if first is None:
        return None
    if line.words[stop - 1] in words("times") and stop - first <= 2 and first > 0 and line.tags[stop - 1] in "PN":
        return _before_time(line, first)
    if line.words[stop - 1] in words("times") and first < stop - 1 and line.tags[stop - 2] in "NP":
        stop -= 1  # "the ministry yesterday"
    return _linked_left(line, first), stop


def _before_time(line: Line, first: int) -> Place | None:
    """A weekday between subject and verb ("the envoy on Monday told") is no subject."""
    stop = first - 1 if line.tag(first - 1) == "I" else first
    if stop <= 0:
        return None
    found = line.ends.get(stop)
    return (_linked_left(line, found), stop) if found is not None else None


def _opening(line: Line, place: int) -> int:
    while place > 0 and line.tags[place] != "(":
        place -= 1
    return place


def _linked_left(line: Line, first: int) -> int:
    """Where the phrase begins that the plain one at `first` closes: "the envoy of Norway and his aides"."""
    while first > 1:
        before = line.tag(first - 1)
        if before == "I" or before == "t":
            start = line.ends.get(first - 1)
            if start is None and line.tag(first - 2) == "c":
                start = line.ends.get(first - 2)
            if start is None or line.words[first - 1] not in words("links_left") or line.tags[first - 2] in "O":
                break
            first = start
        elif before == "g" and line.words[first - 2] in ("of", "for"):
            start = line.ends.get(first - 2)
            if start is None:
                break
            first = start
        elif before == "c" and line.words[first - 1] in ("and", "or", "&"):
            start = line.ends.get(first - 1)
            if start is None or line.tag(start - 1) in "vZbBgn":
                break
            first = start
        else:
            break
    return first


def _between_dashes(line: Line, stop: int) -> Place | None:
    """A subject with what stands between dashes after it."""
    for dash in range(stop - 3, max(0, stop - 30), -1):
        if line.tags[dash] == ":":
            first = _named_first(line, dash)
            return (_linked_left(line, first), dash) if first is not None else None
    return None


def _named_first(line: Line, stop: int) -> int | None:
    """Where the plain phrase begins that ends before `stop`, a party or place in brackets after it left out."""
    if line.tag(stop - 1) == ")":
        stop = _opening(line, stop - 1)
    return line.ends.get(stop)


def with_relative(line: Line, found: Place) -> Place:
    """The subject with the clause in it that ends before its verb: "officials who met in Oslo say"."""
    first = found[0]
    for place in range(first - 1, max(0, first - 14), -1):
        tag = line.tags[place]
        if tag in ',.:"':
            break
        if tag in "Wk" and line.words[place] in ("who", "that", "which"):
            start = line.ends.get(place)
            if start is not None and FINITE & set(line.tags[place:first]):
                return _linked_left(line, start), found[1]
            break
    return found


def _with_insert(line: Line, stop: int) -> Place | None:
    """A subject with what stands between commas after it: "the envoy, who left Oslo, said"."""
    found: Place | None = None
    for comma in range(stop - 2, max(0, stop - 40), -1):
        tag = line.tags[comma]
        if tag in ".:" or (tag == '"' and line.tags[comma - 1] in ",."):
            break
        first = _named_first(line, comma) if tag == "," else None
        left = first if first is None else _linked_left(line, first)
        if left is None or (line.tag(left - 1) == "I" and line.tag(comma + 1) != "W"):
            continue
        inside = line.tags[comma + 1 : stop - 1]
        if (
            inside
            and (inside[0] in "WDJNPMn" or (line.words[comma + 1] == "of" and inside[-1] == "P"))
            and _is_insert(line, comma + 1, stop - 1)
        ):
            found = left, stop - 1
        elif inside and inside[0] in "IRgt" and not FINITE & set(inside) and found is None:
            return left, comma
        elif FINITE & set(inside):
            break
    return found


def _is_insert(line: Line, first: int, stop: int) -> bool:
    """Whether the words are a relative clause, or a phrase without a verb of its own."""
    inside = line.tags[first:stop]
    if inside[0] == "W":
        return bool(FINITE & set(inside))
    before_relative = inside.split("W")[0].split("k")[0]
    return not FINITE & set(before_relative)


def phrase_after(line: Line, first: int, *, clauses: bool = True) -> int | None:
    """Past the last word of the whole noun phrase that begins at `first`; with its relative clause if `clauses`."""
    stop = line.starts.get(first)
    if stop is None:
        return _gerund(line, first)
    while True:
        grown = _grown(line, stop, clauses)
        if grown is None:
            return stop
        stop = grown


def _gerund(line: Line, first: int) -> int | None:
    """ "opening the border": an -ing with its object."""
    if line.tag(first) != "g":
        return None
    place = first + 1
    while line.tag(place) in ("R", "r", "I", "t", "B"):
        place += 1
    return phrase_after(line, place) or place


def _grown(line: Line, stop: int, clauses: bool) -> int | None:
    tag, word = line.tag(stop), line.word(stop)
    if tag in "It" and (word in words("links")):
        return _gerund_or_plain(line, stop + 1)
    if tag == "c" and word in ("and", "or", "&") and (line.starts.get(stop + 1)):
        after = line.starts[stop + 1]
        return None if line.tag(after) in FINITE else after
    if (
        tag == ","
        and clauses
        and line.tag(stop + 1) == "W"
        and line.word(stop + 1) in ("who", "whose", "which", "whom")
    ):
        return clause_end(line, stop + 2)
    if tag in "Wk" and clauses and word in ("who", "whose", "which", "that", "whom"):
        return clause_end(line, stop + 1)
    return None


def _gerund_or_plain(line: Line, first: int) -> int | None:
    plain = line.starts.get(first)
    return plain if plain is not None else _gerund(line, first)


def complement_end(line: Line, first: int) -> int:
    """Past an object with all that hangs on it: to a mark, a second verb after "and", or a clause of time or reason."""
    place = first
    while line.tag(place) not in ",.:)^":
        tag, word = line.tags[place], line.words[place]
        if (
            place > first
            and tag == "c"
            and (line.tag(place + 1) in "vZXehd" or (line.tag(place + 2) in "vZ" and line.tag(place + 1) == "R"))
        ):
            break
        if place > first and tag in "IWR" and word in words("subordinate") and _clause_follows(line, place + 1):
            break
        if tag == '"' and place > first and line.tags[place - 1] in ",.":
            break
        place += 1
    while place > first + 1 and line.tag(place - 1) in '"' and line.quoted[place - 1] == -1:
        place -= 1
    return place


def _clause_follows(line: Line, first: int) -> bool:
    stop = line.starts.get(first)
    return (stop is not None and line.tag(stop) in "vZbXehd") or line.tag(first) == "g"


def clause_end(line: Line, first: int) -> int:
    """Past the last word of a clause that runs to the next comma, mark or end."""
    place = first
    while place < len(line.words) and line.tags[place] not in ',.:")':
        place += 1
    return place
