"""In: a Report. Out: its sentences, with headline, dateline and furniture of the page kept apart. No parser."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from aidememoire.model import Report, Sentence, Span
from aidememoire.rules import load_toml

BLANK_LINE = re.compile(r"\n[ \t]*(?=\n)|\n(?=[ \t]{2,}[^\sa-z])")
LINE = re.compile(r"\n")
END = re.compile(r"""[.!?…]+(?:[ ]?["”’»'“]+(?=\s|$)|''|[)\]”’"»])*(?=\s|$)""")
LAST_WORD = re.compile(r"[^\s\"“”‘’«»()\[\]]+$")
NEXT_WORD = re.compile(r"""\s*["“‘«„'`(\[]*[ ]?([^\s"”’»,.;:!?]+)""")
WRAPPED = 120  # a text with a line longer than this is not hard-wrapped: there each line is a paragraph
HEADLINE_MAX = 200
SHORT = 60


def find_sentences(report: Report) -> tuple[Sentence, ...]:
    """The sentences of a report in order, none overlapping; only blank space lies between them.

    >>> report = Report("", "", "Talks end\\n\\nThe talks ended. No date was set.")
    >>> [(s.part, s.span.of(report.text)) for s in find_sentences(report)]
    [('headline', 'Talks end'), ('body', 'The talks ended.'), ('body', 'No date was set.')]
    """
    paragraphs = list(_paragraphs(report.text))
    found: list[Sentence] = []
    for number, (span, part) in enumerate(_parts(report, paragraphs)):
        if part != "body":
            found.append(Sentence(span, part, number))
            continue
        line = None if any(s.part == "dateline" for s in found) else _dateline(report.text, span)
        if line:
            found.append(Sentence(line, "dateline", number))
            span = _trim(report.text, line.end, span.end)
        found += [Sentence(cut, "body", number) for cut in cuts(report.text, span)]
    return tuple(found)


def cuts(text: str, span: Span) -> Iterator[Span]:
    """The sentences inside one paragraph."""
    start = span.start
    for end in END.finditer(text, span.start, span.end):
        if _ends_here(text, start, end, span.end):
            stop = _without_opening_mark(text, span.start, end)
            yield _trim(text, start, stop)
            start = stop
    rest = _trim(text, start, span.end)
    if rest.start < rest.end:
        yield rest


def _without_opening_mark(text: str, start: int, end: re.Match[str]) -> int:
    """Where the sentence stops: a spaced straight mark after it (`left. " We`) opens the next where none is open."""
    spaced = end.group().endswith(' "') and text.count('"', start, end.end() - 1) % 2 == 0
    return end.end() - 2 if spaced else end.end()


def _ends_here(text: str, start: int, end: re.Match[str], stop: int) -> bool:
    """Whether a sentence ends at this mark: asked of the word before it and the word after it."""
    following = NEXT_WORD.match(text, end.end(), stop)
    if following is None:
        return True
    after = following[1]
    if after[0].islower():
        return False
    if text[end.start()] != "." or end.group().startswith("..."):
        return True
    before = LAST_WORD.search(text, start, end.start())
    word = before[0].lower() if before else ""
    words = _words()
    if word in words["inner"]:
        return False
    initial = len(word) == 1 and word.isalpha()
    if initial or word in words["either"] or re.fullmatch(r"(?:[a-z]\.)+[a-z]", word):
        return after.lower() in words["openers"] and (not initial or word == "i")
    return True


@cache
def _words() -> dict[str, frozenset[str]]:
    table = load_toml("langs/en/sentences.toml")
    return {name: frozenset(table[name].split()) for name in ("inner", "either", "openers")}


@cache
def _dateline_pattern() -> re.Pattern[str]:
    piece = load_toml("langs/en/sentences.toml")["dateline"]
    place, rest, agency, dash = piece["place"], piece["rest"], piece["agency"], piece["dash"]
    caps = rf"[A-Z][A-Z.'’-]+(?:[ ][A-Z.'’-]+){{0,3}}{rest}(?:{agency})?{dash}"
    return re.compile(rf"(?:{caps}|{place}{rest}{agency}{dash})")


def _dateline(text: str, span: Span) -> Span | None:
    found = _dateline_pattern().match(text, span.start, span.end)
    return _trim(text, found.start(), found.end()) if found else None


def _paragraphs(text: str) -> Iterator[Span]:
    """Blank lines, and indented lines, part paragraphs; in a text that is not hard-wrapped every line does."""
    wrapped = max(map(len, text.split("\n")), default=0) <= WRAPPED
    breaks = BLANK_LINE if wrapped else LINE
    start = 0
    for gap in [*breaks.finditer(text), None]:
        span = _trim(text, start, gap.start() if gap else len(text))
        if span.start < span.end:
            yield span
        start = gap.end() if gap else len(text)


def _parts(report: Report, paragraphs: list[Span]) -> Iterator[tuple[Span, str]]:
    """Each paragraph with the part it plays."""
    text = report.text
    whole = [_is_prose(span.of(text)) for span in paragraphs]
    first = next((i for i, prose in enumerate(whole) if prose), len(paragraphs))
    last = max((i for i, prose in enumerate(whole) if prose), default=len(paragraphs))
    headline = report.title
    for i, span in enumerate(paragraphs):
        words = span.of(text)
        if i == 0 and _same(words, report.title):
            yield span, "headline"
        elif headline and _same(words, headline):
            yield span, "boilerplate"
        elif i == 0 and first > 0 and len(words) <= HEADLINE_MAX:
            headline = words
            yield span, "headline"
        elif not whole[i] and (i < first or (i > last and _is_short(words)) or _furniture(words)):
            yield span, "boilerplate"
        else:
            yield span, "body"


def _is_prose(words: str) -> bool:
    return bool(END.search(words[-4:])) or len(words) > HEADLINE_MAX or words.rstrip()[-1:] in ":;,"


def _is_short(words: str) -> bool:
    """Too short, and without an end inside, to be the body's last paragraph cut off."""
    return len(words) <= SHORT and END.search(words) is None


def _furniture(words: str) -> bool:
    start = words.lower().lstrip()
    return any(start.startswith(begin) for begin in load_toml("langs/en/sentences.toml")["boilerplate"]["begins"])


def _same(words: str, other: str | None) -> bool:
    return other is not None and re.sub(r"\W+", " ", words).casefold() == re.sub(r"\W+", " ", other).casefold()


def _trim(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)
