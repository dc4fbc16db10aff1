"""In: the letters of a run of date words. Out: which rule matches where, longest first; patterns stand in data/."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from aidememoire.errors import DataError
from aidememoire.find.times.tokens import OTHER, Lexicon, lexicon
from aidememoire.rules import load_toml

PIECES = "langs/en/times-pieces.toml"
RULES = tuple(f"langs/en/times-{part}.toml" for part in ("dates", "periods", "durations"))
RUN = re.compile(f"[^{OTHER}]{{1,80}}")  # the cap keeps the memory of runs small; no date is as long
PART = re.compile(r"(?:(?P<name>[a-z]):)?(?P<what>[a-z_0-9]+|\()|(?P<sign>[)|?])|\s+")
Groups = dict[str, tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern over letters, and the reader of what it matches."""

    read: str
    pattern: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Hit:
    """A rule that matched: the places of its first and last token, and of each named group."""

    rule: Rule
    start: int
    end: int
    groups: Groups


def compile_pattern(pattern: str, pieces: dict[str, str], lex: Lexicon) -> str:
    """The regular expression over letters that a pattern of class names stands for."""
    made, at = "", 0
    while at < len(pattern):
        part = PART.match(pattern, at)
        if part is None:
            raise DataError(f"data/{PIECES}", f"pattern {pattern!r} is wrong at {pattern[at:]!r}", "Mend it.")
        opening = f"(?P<{part['name']}>" if part["name"] else "(?:"
        what = part["what"]
        if what == "(":
            made += opening
        elif what:
            made += opening + _class(what, pieces, lex) + ")"
        else:
            made += part["sign"] or ""
        at = part.end()
    return made


def _class(name: str, pieces: dict[str, str], lex: Lexicon) -> str:
    if name in pieces:
        return compile_pattern(pieces[name], pieces, lex)
    if name not in lex.members:
        raise DataError(f"data/{PIECES}", f"there is no class or piece {name!r}", "Mend the pattern.")
    return "[" + "".join(sorted(lex.members[name])) + "]"


@cache
def rules() -> tuple[Rule, ...]:
    """The rules of the language, compiled once."""
    pieces, lex = load_toml(PIECES)["pieces"], lexicon()
    return tuple(
        Rule(rule["read"], re.compile(compile_pattern(rule["pattern"], pieces, lex)))
        for path in RULES
        for rule in load_toml(path)["rule"]
    )


@lru_cache(maxsize=65536)
def hits_in(run: str) -> tuple[Hit, ...]:
    """The rules that match in a run of letters, from left to right; at each place the longest, then the first."""
    found: list[Hit] = []
    at = 0
    while at < len(run):
        best = _best(run, at)
        if best:
            found.append(best)
        at = best.end if best else at + 1
    return tuple(found)


def _best(run: str, at: int) -> Hit | None:
    best: tuple[Rule, re.Match[str]] | None = None
    for rule in rules():
        match = rule.pattern.match(run, at)
        if match and (best is None or match.end() > best[1].end()):
            best = (rule, match)
    if best is None:
        return None
    rule, match = best
    return Hit(rule, match.start(), match.end(), {k: match.span(k) for k, v in match.groupdict().items() if v})


def hits(letters: str) -> Iterator[tuple[int, Hit]]:
    """The matches of a whole text, each with the place its run begins."""
    for run in RUN.finditer(letters):
        for hit in hits_in(run.group()):
            yield run.start(), hit
