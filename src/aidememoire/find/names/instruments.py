"""In: the table of instruments. Out: an automaton over their names."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from ahocorasick_rs import AhoCorasick

from aidememoire.find.names.rows import rows_of
from aidememoire.model import Span
from aidememoire.rules import several


@dataclass(frozen=True, slots=True)
class Instruments:
    """The instruments of the tables, to be looked for by any of their names."""

    automaton: AhoCorasick
    forms: tuple[tuple[str, str], ...]  # as written, and the name it stands for
    names: dict[str, str]  # the same, in small letters

    def find(self, text: str) -> Iterator[tuple[Span, str]]:
        """Where they stand at word boundaries; matches may overlap."""
        for index, start, end in self.automaton.find_matches_as_indexes(text, overlapping=True):
            if not text[start - 1 : start].isalnum() and not text[end : end + 1].isalnum():
                yield Span(start, end), self.forms[index][1]


@cache
def instruments() -> Instruments:
    """The shipped instruments; names of one word, "Start", are left to their form."""
    forms = [(words, r["name"]) for r in rows_of("instruments") for words in (r["name"], *several(r["aliases"]))]
    kept = tuple(dict(reversed([(w, n) for w, n in forms if " " in w or w.isupper()])).items())
    return Instruments(AhoCorasick([w for w, _ in kept]), kept, {w.lower(): n for w, n in kept})
