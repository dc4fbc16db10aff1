"""In: a Report, its sentences and mentions. Out: the same mentions and those that refer back. No parser."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

from aidememoire.find.antecedents import Stage, plural_head
from aidememoire.find.insiders import faction
from aidememoire.find.names import persons_of
from aidememoire.find.names.factions import one
from aidememoire.model import Mention, Report, Sentence, Span
from aidememoire.rules import load_toml, several


def resolve(report: Report, sentences: Sequence[Sentence], mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    """The mentions and, where it is certain whom they mean, "the two leaders", "he", "the bloc"."""
    stage = Stage(report, persons_of(report, sentences), mentions)
    given = sorted(mentions, key=lambda m: m.span)
    starts = [m.span.start for m in given]
    for sentence in sentences:
        if sentence.part in ("boilerplate", "dateline"):
            continue
        first, last = bisect_left(starts, sentence.span.start), bisect_left(starts, sentence.span.end)
        stage.open(sentence)
        _sentence(stage, report.text, sentence, given[first:last])
    return tuple(sorted((*given, *stage.added), key=lambda m: m.span))


def _sentence(stage: Stage, text: str, sentence: Sentence, given: Sequence[Mention]) -> None:
    """Mentions enter the stage in the order of the words; what refers back is asked as it comes by."""
    found = _words().finditer(text, sentence.span.start, sentence.span.end)
    queue: list[tuple[int, Mention | re.Match[str]]] = [(m.span.start, m) for m in given]
    starts = [g.span.start for g in given]
    for match in found:
        at = bisect_left(starts, match.end())
        if at == 0 or given[at - 1].span.end <= match.start():
            queue.append((match.start(), match))
    for _, item in sorted(queue, key=lambda q: q[0]):
        if isinstance(item, Mention):
            stage.enter(item)
            continue
        mention = _answer(stage, item)
        if mention is not None:
            stage.added.append(mention)
            stage.enter(mention)


def _answer(stage: Stage, match: re.Match[str]) -> Mention | None:
    kind, words = match.lastgroup or "", match.group().lower()
    span = Span(match.start(), match.end())
    if kind == "whole":
        name = next(n for n, p in _wholes() if p.fullmatch(match.group()))
        members = load_toml("langs/en/coreference.toml")["members"].get(name)
        actors = tuple(stage.today(a) for a in several(members)) if members else (name,)
        return Mention(span, "actor", name, actors, (), "group" if members else "name")
    if kind in ("he", "she"):
        return stage.singular(span, kind)
    if kind == "they":
        return stage.plural(span)
    if kind == "it":
        return stage.thing(span)
    if kind == "body":
        return stage.body(span, words.split()[-1])
    if kind == "faction":
        return faction(stage, span, words)
    if kind == "office":
        return stage.office(span, words.split(None, 1)[1])
    return _group(stage, span, words, kind)


def _group(stage: Stage, span: Span, words: str, kind: str) -> Mention | None:
    parts = words.replace("\n", " ").split()
    table = load_toml("langs/en/coreference.toml")["groups"]
    size = next((table["many"].split().index(p) + 3 for p in parts if p in table["many"].split()), 2)
    head = plural_head(parts)
    if kind == "alone" or parts[-1] in table["couple"].split():
        return stage.group(span, size, None, certain=True)
    numbered = any(p in table["two"].split() or p in table["many"].split() for p in parts)
    if not numbered and parts[-1] not in table["bare"].split():
        return None
    return stage.group(span, size, head, certain=numbered)


@cache
def _wholes() -> tuple[tuple[str, re.Pattern[str]], ...]:
    table: dict[str, str] = load_toml("langs/en/coreference.toml")["wholes"]
    # fullmatch needs the words alone: what must or must not follow is left out
    return tuple((name, re.compile(re.sub(r"\(\?[=!].*$", "", pattern))) for name, pattern in table.items())


@cache
def _words() -> re.Pattern[str]:
    """All that may refer back, in one pattern; the name of the group that matched tells its kind."""
    table = load_toml("langs/en/coreference.toml")
    groups, pronouns = table["groups"], table["pronouns"]
    heads = _any(groups["persons"] + " " + groups["states"])
    numbers, the = _any(groups["two"] + " " + groups["many"]), _any(groups["the"])
    between = rf"(?:{_any(groups['between'])}\s+)?"
    bodies = _any(" ".join(table["bodies"][name] for name in ("organisation", "named", "state")))
    group = rf"(?:(?:{the})\s+)?(?:{numbers})\s+{between}(?:{heads})|(?:{the})\s+(?:{heads})"
    parts = [
        ("whole", "|".join(table["wholes"].values())),
        ("group", rf"{group}|the\s+(?:{_any(groups['couple'])})"),
        ("alone", rf"the\s+two(?=\s+(?:{_any(groups['alone'])})\b)"),
        *((kind, _any(pronouns[kind])) for kind in ("he", "she", "they")),
        ("it", rf"its|itself|it(?=\s+(?:{_any(pronouns['it_acts'])})\b)"),
        (
            "body",
            rf"the\s+(?:{bodies}|kingdom)",
        ),
        ("faction", _factions()),
        ("office", rf"the\s+(?:[a-z]+\s+){{0,2}}?(?:{_offices()})"),
    ]
    return re.compile(rf"\b(?:{'|'.join(_named(parts))})\b", re.IGNORECASE)


def _factions() -> str:
    """ "Rebels", "the opposition", "rebel forces"."""
    table = load_toml("langs/en/names.toml")["factions"]
    many, whose = _any(load_toml("langs/en/coreference.toml")["factions"]["many"]), _any(table["whose"])
    few = rf"(?:{_any(' '.join(one()))})(?=\s+(?:{whose})\b)"
    return rf"(?:the\s+)?(?:(?:{many})|{few})|the\s+opposition(?!\s+to\b)"


def _named(parts: list[tuple[str, str]]) -> Iterator[str]:
    for name, pattern in parts:
        yield f"(?P<{name}>{pattern})" if name != "whole" else f"(?P<{name}>(?-i:{pattern}))"


@cache
def _offices() -> str:
    names: dict[str, Any] = load_toml("langs/en/names.toml")
    plural = names["offices"]["plural"].split()
    words = [w for w in (names["codes"]["T"] + " ministry").split() if w not in plural]
    return _any(" ".join((*words, "secretary of state")))


def _any(words: str) -> str:
    longest = sorted(words.split(), key=lambda w: (-len(w), w))
    return "|".join(re.escape(w).replace("_", r"\s+") for w in longest)
