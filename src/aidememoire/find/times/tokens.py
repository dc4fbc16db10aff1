"""In: a text. Out: its tokens and one letter a token, which says what the word can mean in a date."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from aidememoire.rules import load_toml

OTHER = "o"  # the letter of a word that no date is made of
FIRST_LETTER = 0xE000  # letters of the private use area: one for each set of classes that a word has
WORDS = "langs/en/times.toml"
TOKEN = re.compile(
    r"""(?![apAP]\.[mM])[^\W\d_]+
    |(?P<gap>\n[ \t\r]*\n)
    |(?P<iso>[0-9]{4}-[0-9][0-9]-[0-9][0-9](?![0-9-]))
    |(?P<slash>[0-9]{1,2}/[0-9]{1,2}/(?:[0-9]{4}|[0-9][0-9])(?![0-9/])
        |(?<![0-9-])[0-9]{1,2}-[0-9]{1,2}-(?:[0-9]{4}|[0-9][0-9])(?![0-9-]))
    |(?P<clock>[0-2]?[0-9]:[0-5][0-9](?::[0-5][0-9])?|[0-9]{1,2}\.[0-5][0-9](?=[ ]?[ap]\.?m\b))
    |(?P<decade>(?:['’`]|\b)[0-9]0s\b|[0-9]{3}0[’']?s\b)
    |(?P<short_year>(?<![\w'’`])['’`][0-9][0-9](?!\w))
    |(?P<nth>[0-9]{1,4}(?:st|nd|rd|th)\b)
    |(?P<fraction>1/2|½)
    |(?P<digits>[0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)?)
    |[apAP]\.[mM]\.?|[-–—]+|[^\s\w]|[_\d]""",
    re.VERBOSE,
)
# the least, the most, and how many digits at most
NUMBERS = {
    "monthday": (1, 31, 2),
    "year4": (1000, 2150, 4),
    "hour": (1, 12, 2),
    "two": (0, 99, 2),
}
SAMPLES = {
    "digits": ["5", "15", "40", "0", "400", "1990", "1,000", "0930", "1930", "2230"],
    "nth": ["3rd", "40th"],
}  # one number of each set of classes
KINDS = ("iso", "slash", "clock", "decade", "short_year", "nth", "fraction", "digits")


@dataclass(frozen=True, slots=True)
class Tokens:
    """The words of a text side by side: where each begins and ends, in lower case, and its letter."""

    text: str
    words: list[str]
    starts: list[int]
    ends: list[int]
    letters: str

    def word(self, place: int) -> str:
        """The word there, or "" outside the text."""
        return self.words[place] if 0 <= place < len(self.words) else ""


class Lexicon:
    """The words of a language with their classes, and the letter that stands for each set of classes."""

    def __init__(self, table: dict[str, Any]) -> None:
        self.values: dict[str, dict[str, Any]] = {}
        self.letter_of: dict[str, str] = {}
        self.members: dict[str, set[str]] = {}
        self.cased: frozenset[str] = frozenset(table["cased"])
        self._sets: dict[frozenset[str], str] = {}
        for kind, words in table["words"].items():
            self.values[kind] = words if isinstance(words, dict) else dict.fromkeys(words)
        every = {word for words in self.values.values() for word in words}
        for word in sorted(every):
            self.letter_of[word] = self.letter(frozenset(k for k, words in self.values.items() if word in words))

    def letter(self, classes: frozenset[str]) -> str:
        """The one letter for this set of classes; a new one the first time."""
        if classes not in self._sets:
            self._sets[classes] = chr(FIRST_LETTER + len(self._sets))
            for name in classes:
                self.members.setdefault(name, set()).add(self._sets[classes])
        return self._sets[classes]

    def tag(self, token: str, low: str) -> str:
        """The letter of a word."""
        found = self.letter_of.get(low)
        if found is None or (low in self.cased and not token[0].isupper()):
            return OTHER
        return found

    def tag_number(self, kind: str, low: str) -> str:
        """The letter of a number, by its form and its size."""
        classes = {kind}
        if kind == "digits" and low.isdigit():
            value = int(low)
            classes |= {name for name, (a, b, size) in NUMBERS.items() if a <= value <= b and len(low) <= size}
            if len(low) == 4 and value < 2400 and value % 100 < 60:
                classes.add("clock4")
        if kind == "nth" and 1 <= int(low[:-2]) <= 31:
            classes.add("monthday")
        return self.letter(frozenset(classes))


@cache
def lexicon() -> Lexicon:
    """The English words, read once."""
    made = Lexicon(load_toml(WORDS))
    for kind in KINDS:  # every letter exists before the patterns are made
        for sample in SAMPLES.get(kind, ("",)):
            made.tag_number(kind, sample)
    return made


def tokens_of(text: str) -> Tokens:
    """The tokens of a text with their letters."""
    lex = lexicon()
    words: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    letters: list[str] = []
    for found in TOKEN.finditer(text):
        token = found.group()
        low = token.lower()
        words.append(low)
        starts.append(found.start())
        ends.append(found.end())
        kind = found.lastgroup
        if kind is None:
            letters.append(lex.tag(token, low))
        else:
            letters.append(OTHER if kind == "gap" else lex.tag_number(kind, low))
    return Tokens(text, words, starts, ends, "".join(letters))
