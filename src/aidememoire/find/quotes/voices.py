"""In: attributions and mentions. Out: the sources resolved to voices, and the chain of voices over any words."""

from __future__ import annotations

import re
from functools import cache

from aidememoire.model import Attribution, Mention, Span, Voice
from aidememoire.rules import load_toml

WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")


class Stance(Attribution):
    """Somebody's aim, wish or attitude ("wants to", "condemned"): nothing is said to be so, and no voice tells it."""

    __slots__ = ()


def find_voice(
    text: str, source: Span, direct: bool, mentions: tuple[Mention, ...], earlier: tuple[Voice, ...] = ()
) -> Voice:
    """Who stands in a source's span: a person's full name, else an actor or outlet, else the description as said.

    "The official" alone is the one of the same word told of `earlier`, "the paper" the outlet named last.
    """
    inside = [mention for mention in mentions if source.holds(mention.span)]
    for mention in inside:
        if len(mention.persons) == 1:
            return Voice(mention.persons[0], "person", direct, source)
    words = " ".join(source.of(text).split()).strip(' "“”,')
    head = _head(words)
    if head in unnamed():
        return Voice(_told_before(words, head, earlier), "anonymous", direct, source)
    if head in _words("outlets") and len(words.split()) <= 2:
        named = [voice.name for voice in earlier if voice.kind == "outlet"]
        if named:
            return Voice(named[-1], "outlet", direct, source)
    for mention in inside:
        if mention.kind in ("actor", "outlet") and _is_whole(text, mention, source):
            return Voice(_name(mention), mention.kind, direct, source)
    return Voice(words, "anonymous", direct, source)


def _name(mention: Mention) -> str:
    return mention.actors[0] if mention.kind == "actor" and len(mention.actors) == 1 else mention.name


def _is_whole(text: str, mention: Mention, source: Span) -> bool:
    """Whether the mention is the phrase itself, not a part of a description ("a critic of Norway")."""
    rest = text[source.start : mention.span.start].lower().split()
    after = text[mention.span.end : source.end].strip()
    return all(word in ("the", "a", "both", "while") for word in rest) and (not after or after[0] in ",(")


def _head(words: str) -> str:
    """The noun of a description: the last word before a link, comma or clause."""
    plain = re.split(
        r",| (?:of|in|at|from|for|with|on|to|who|which|that|close|familiar|near|travelling|traveling) ", words
    )[0]
    found = WORD.findall(plain.lower())
    return found[-1] if found else ""


def _told_before(words: str, head: str, earlier: tuple[Voice, ...]) -> str:
    """The fuller description told before, for a bare "the official"."""
    if words.lower() == f"the {head}":
        fuller = [voice.name for voice in earlier if voice.kind == "anonymous" and _head(voice.name) == head]
        return fuller[-1] if fuller else words
    return words


def unnamed() -> frozenset[str]:
    """The nouns of people who speak without a name: official, spokesman, source."""
    return _words("unnamed")


@cache
def _words(name: str) -> frozenset[str]:
    words: str = load_toml("langs/en/quotes.toml")[name]
    return frozenset(words.split())


def voices_at(attributions: tuple[Attribution, ...], span: Span) -> tuple[Voice, ...]:
    """The voices whose content covers the span, outermost first; a wish or attitude is no voice, nobody is named twice."""
    found = []
    for attribution in attributions:
        if attribution.voice is None or isinstance(attribution, Stance):
            continue
        if any(piece.holds(span) for piece in attribution.content):
            size = sum(piece.end - piece.start for piece in attribution.content)
            found.append((-size, min(cue.start for cue in attribution.cue), attribution.voice))
    chain: list[Voice] = []
    for _, _, voice in sorted(found, key=lambda entry: entry[:2]):
        if voice.name not in [other.name for other in chain]:
            chain.append(voice)
    return tuple(chain)
