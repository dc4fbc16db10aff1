"""In: a text, and words somebody looks for. Out: where they stand. The same in memory and in the index of a database.

Letters of any case and accent are one. Writing without blanks (Japanese, Chinese, Thai) is cut into pairs of
characters, so that two are found wherever they stand.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from aidememoire.model import Span

UNSPACED = (
    "\u0e00-\u0e7f\u0e80-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf"
    "\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003ffff"
)
TOKEN = re.compile(rf"(?P<run>[{UNSPACED}]+)|(?P<word>(?:(?![{UNSPACED}])[^\W_]|(?<=\w)[\u0300-\u036f])+)")
PLAIN = re.compile("[a-z0-9]+")  # a word of a text without other letters
MARKS = re.compile("(?<=[a-z])[\u0300-\u036f]+")
LONGEST = 64  # characters of a word that count
MOST = 32  # words of a question that count, and pieces of one of them
SHORT = 3  # a word as long as this is also found as the beginning of a longer one


@dataclass(frozen=True, slots=True)
class Token:
    """A word as it is compared, and where it stands."""

    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class Phrase:
    """A word looked for: pieces that stand side by side; the last one may go on where `open` says so."""

    pieces: tuple[str, ...]
    open: bool


def tokens(text: str) -> list[Token]:
    """The words of a text; of a run without blanks every pair, and its last character alone."""
    found: list[Token] = []
    for match in TOKEN.finditer(text):
        start, end = match.span()
        if match["word"]:
            found.append(Token(_fold(match[0][:LONGEST]), Span(start, end)))
        else:
            pairs = ((at, min(at + 2, end)) for at in range(start, end))
            found += [Token(_fold(text[one:other]), Span(one, other)) for one, other in pairs]
    return found


def token_line(text: str) -> str:
    """The words of a text with blanks between them, as an index takes them."""
    if text.isascii():  # most is, and this is ten times quicker
        return " ".join(word[:LONGEST] for word in PLAIN.findall(text.lower()))
    return " ".join(token.text for token in tokens(text))


@lru_cache(maxsize=65536)
def _fold(word: str) -> str:
    plain = unicodedata.normalize("NFD", unicodedata.normalize("NFKC", word).casefold())
    plain = unicodedata.normalize("NFC", MARKS.sub("", plain))
    return "".join(char for char in plain if ord(char) > 127 or char.isalnum()) or word


def phrases(words: Iterable[str]) -> tuple[Phrase, ...]:
    """What is looked for; signs that are no words are passed over. Empty: nothing that could be found.

    >>> [phrase.pieces for phrase in phrases(['"Peace', 'treaty?', '--'])]
    [('peace',), ('treaty',)]
    """
    pieces = (piece for word in words for piece in word.split())
    found = dict.fromkeys(phrase for piece in pieces if (phrase := _phrase(piece)))
    return tuple(found)[:MOST]


def _phrase(piece: str) -> Phrase | None:
    found = tokens(piece[: MOST * LONGEST])[: MOST + 1]
    if not found:
        return None
    last = found[-1]
    if len(last.text) == 1 and len(found) > 1 and found[-2].span.meets(last.span):
        found = found[:-1]  # the pair before holds it already
        return Phrase(tuple(token.text for token in found), False)
    run = bool(re.match(f"[{UNSPACED}]", last.text))
    goes_on = len(last.text) == 1 if run else len(last.text) >= SHORT and not last.text.isdigit()
    return Phrase(tuple(token.text for token in found[:MOST]), goes_on)


def find_words(text: str, wanted: Sequence[Phrase]) -> tuple[Span, ...] | None:
    """Where these stand, in order, joined where they touch; None where one is missing, or nothing is looked for."""
    told = tokens(text)
    found: list[Span] = []
    for phrase in wanted:
        places = _places(told, phrase)
        if not places:
            return None
        found += places
    return _joined(found) if wanted else None


def _places(told: Sequence[Token], phrase: Phrase) -> list[Span]:
    count, found = len(phrase.pieces), []
    for at in range(len(told) - count + 1):
        *heads, last = told[at : at + count]
        same = last.text.startswith(phrase.pieces[-1]) if phrase.open else last.text == phrase.pieces[-1]
        if same and all(head.text == piece for head, piece in zip(heads, phrase.pieces, strict=False)):
            one = phrase.open and len(phrase.pieces[-1]) == 1  # a pair found by its first character
            found.append(Span(told[at].span.start, last.span.start + 1 if one else last.span.end))
    return found


def _joined(spans: Iterable[Span]) -> tuple[Span, ...]:
    found: list[Span] = []
    for span in sorted(spans):
        if found and span.start <= found[-1].end:
            found[-1] = Span(found[-1].start, max(found[-1].end, span.end))
        else:
            found.append(span)
    return tuple(found)
