"""In: a text and its sentences. Out: its words, each with a one-letter code: patterns are written over codes."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from ahocorasick_rs import AhoCorasick

from aidememoire.find.names.given import openers
from aidememoire.find.names.tables import Entry, automata, tables
from aidememoire.model import Sentence
from aidememoire.rules import load_toml

FLAT = str.maketrans({"\n": " ", "\t": " ", "\u00a0": " ", "’": "'", "‘": "'", "‑": "-", "–": "-"})
WORD = re.compile(
    r"(?:[A-Z]\.)+|(?:[A-Z][a-z]{0,4}\.)(?=\s[A-Z])|'s?(?![^\W_])"
    r"|[^\W\d_]+(?:(?:-|'(?!s\b))[^\W\d_]+)*|\d[\d,.]*|[^\s\w]"
)
ROMAN = re.compile("[IVX]+")
MARKS = {",": ",", "(": "(", ")": ")", "-": "-", "&": "&", '"': '"', "“": '"', "”": '"'}
AFTER_SIDE = "'vwi.,&Tj\n"
CAPITAL = {"j": "J", "T": "Z", "I": "Y"}


@dataclass(frozen=True, slots=True)
class Coded:
    """The words of a text by their codes; `entries` are what the tables know of them."""

    text: str
    codes: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    entries: tuple[Entry | None, ...]

    def words(self, first: int, last: int) -> str:
        """The text from the first of these words to before the last, on one line."""
        return " ".join(self.text[self.starts[first] : self.ends[last - 1]].split())

    def word(self, at: int) -> str:
        """One word as it stands."""
        return self.text[self.starts[at] : self.ends[at]]


@lru_cache(maxsize=8)
def code(text: str, sentences: Sequence[Sentence]) -> Coded:
    """The coded words of the sentences that are read; a line break parts sentences."""
    flat = text.translate(FLAT)
    known = _hits(flat, automata()[0])
    low = frozenset(re.findall(r"\b[a-z]{3,}\b", flat))
    shouted: list[tuple[int, int, Entry]] | None = None
    out: list[tuple[str, int, int, Entry | None]] = []
    for sentence in sentences:
        start, end = sentence.span.start, sentence.span.end
        if sentence.part == "boilerplate":
            continue
        caps = _all_caps(flat[start:end])
        if caps and shouted is None:
            shouted = _hits(flat, automata()[1])
        hits = _within(shouted if caps and shouted is not None else known, start, end)
        styled = caps or (sentence.part == "headline" and _title_case(flat[start:end]))
        out += _sentence(flat, start, end, hits, low, styled)
        out.append(("\n", end, end, None))
    _sides(flat, out)
    _national(flat, out)
    _given(flat, out)
    codes = _mended("".join(c for c, *_ in out))
    return Coded(text, codes, tuple(o[1] for o in out), tuple(o[2] for o in out), tuple(o[3] for o in out))


def _sides(flat: str, out: list[tuple[str, int, int, Entry | None]]) -> None:
    """ "the North" is the only state called "North ..." in this report."""
    states = {e.name: e for _, _, _, e in out if e is not None and e.code in "SD"}
    for word in sorted(words_of("sides", "words")):
        called = [name for name in states if name.startswith(word + " ")]
        if len(called) != 1:
            continue
        entry = Entry("S", called[0], (called[0],))
        for i, (letter, start, end, _) in enumerate(out):
            if letter == "N" and flat[start:end] == word and out[i - 1][0] == "t" and out[i + 1][0] in AFTER_SIDE:
                out[i] = ("S", start, end, entry)


def _national(flat: str, out: list[tuple[str, int, int, Entry | None]]) -> None:
    """ "Norway's Security Council" is no organ of the United Nations', nor is a "national security council"."""
    bodies = {name.replace("_", " ") for name in words_of("heads", "national")}
    for i in range(1, len(out)):
        letter, start, end, entry = out[i]
        if entry is None or flat[start:end].lower() not in bodies:
            continue
        at = i - 1 - (out[i - 1][0] == "'")
        while at > 0 and out[at][0] in "jJN" and flat[out[at][1] : out[at][2]].lower() in words_of("heads", "before"):
            at -= 1
        owner = out[at - (out[at][0] == "'")]
        named = owner[3] is not None and owner[3].name in tables().states and owner[0] in "SD"
        if (named and owner[3] is not None and owner[3].name != entry.name) or (at < i - 1 and letter != "C"):
            out[i] = ("Y" if flat[start].isupper() else "I", start, end, None)


def _given(flat: str, out: list[tuple[str, int, int, Entry | None]]) -> None:
    """A city that is a given name too is one before a name: Milan Holm."""
    for i, (letter, start, end, _) in enumerate(out):
        if letter == "L" and out[i + 1][0] == "N" and word_codes().get(flat[start:end]) == "G":
            out[i] = ("G", start, end, None)


def _hits(flat: str, known: tuple[AhoCorasick, list[Entry]]) -> list[tuple[int, int, Entry]]:
    """The names of the tables at word boundaries, the longest first of those that begin alike, none overlapping."""
    automaton, entries = known
    found = [
        (start, -end, index)
        for index, start, end in automaton.find_matches_as_indexes(flat, overlapping=True)
        if not (start and flat[start - 1].isalnum()) and (flat[end - 1] == "-" or not flat[end : end + 1].isalnum())
    ]
    kept: list[tuple[int, int, Entry]] = []
    last = 0
    for start, negative, index in sorted(found):
        if start >= last:
            last = -negative
            kept.append((start, last, entries[index]))
    return kept


def _within(hits: list[tuple[int, int, Entry]], start: int, end: int) -> list[tuple[int, int, Entry]]:
    first = bisect_left(hits, start, key=lambda h: h[0])
    return [h for h in hits[first : bisect_left(hits, end, key=lambda h: h[0])] if h[1] <= end]


def _all_caps(words: str) -> bool:
    small = sum(map(str.islower, words))
    return small * 5 < sum(map(str.isupper, words)) and len(words) > 9


def _title_case(words: str) -> bool:
    heads = [w for w in words.split() if w[0].isalpha() and len(w) > 3]
    return len(heads) > 2 and sum(w[0].isupper() for w in heads) > 0.75 * len(heads)


def _sentence(
    flat: str, start: int, end: int, hits: Sequence[tuple[int, int, Entry]], low: frozenset[str], styled: bool
) -> Iterator[tuple[str, int, int, Entry | None]]:
    at, opens = start, True
    for first, last, entry in [*hits, (end, end, None)]:
        for word in WORD.finditer(flat, at, first):
            letter = _code(word.group(), opens, low, styled)
            yield letter, word.start(), word.end(), None
            opens = letter in '".(' and (opens or letter != "(")
        if entry is not None:
            last -= flat[last - 1] == "-"  # "Sino-" is told by its hyphen, which joins it to the other half
            yield _known(entry, flat[first:last]), first, last, entry
            at, opens = last, False


def _known(entry: Entry, words: str) -> str:
    if entry.code == "T" and words[0].isupper():
        return "Z"
    return entry.code


def _code(word: str, opens: bool, low: frozenset[str], styled: bool) -> str:
    if not word[0].isalpha():
        return "'" if word[0] == "'" else MARKS.get(word, "#" if word[0].isdigit() else ".")
    if word[0].islower() and not (word[:3] in ("al-", "el-") and word[3:4].isupper()):
        return word_codes().get(word, "w")
    return _capital(word, opens, low, styled)


def _capital(word: str, opens: bool, low: frozenset[str], styled: bool) -> str:
    codes, small = word_codes(), word.lower()
    if styled:
        letter = codes.get(small, "n")
        return CAPITAL.get(letter, letter)
    if word in codes:
        return codes[word]
    if small in codes and codes[small] not in "pvMG":
        return CAPITAL.get(codes[small], codes[small])
    if small in common() or (opens and (small in low or small in codes or small.endswith("ly"))):
        return "w"
    return "n" if len(word) > 1 and word.isupper() and not word.endswith(".") and not ROMAN.fullmatch(word) else "N"


@cache
def words_of(*path: str) -> frozenset[str]:
    """A word list of the English names file."""
    table: Any = load_toml("langs/en/names.toml")
    for key in path:
        table = table[key]
    return frozenset(table.split())


@cache
def word_codes() -> dict[str, str]:
    """The code of every word that has one; capitals tell names from words."""
    table = load_toml("langs/en/names.toml")
    codes = {word: letter for letter, words in table["codes"].items() for word in words.split()}
    return codes | dict.fromkeys(openers(), "G")


@cache
def common() -> frozenset[str]:
    """Words that are no names though they may open with a capital."""
    openers = load_toml("langs/en/sentences.toml")["openers"]
    return frozenset(w.lower() for w in (*words_of("common", "words"), *words_of("common", "lower"), *openers.split()))


def _mended(codes: str) -> str:
    """What stands after a given name, or before "bin", is a surname: John Major."""
    return re.sub(r"(?<=G)[ZJY](?=[vw,.'\n])|(?<=[ZMG])Z(?=p)", "N", codes)
