"""In: attributions and mentions. Out: the sources resolved to voices, and the chain of voices over any words."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import fields

from aidememoire.find.quotes.lemmas import words
from aidememoire.model import Attribution, Mention, Span, Voice

LINK = re.compile(r",| (?:of|in|at|from|for|with|on|to|who|which|that|close|familiar|near|travelling|traveling) ")
NAME = re.compile(r"(?:[Tt]he )?(?:[A-Z][\w'’.-]*)(?: [A-Z][\w'’.-]*)*")
WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")


def _fields(attribution: Attribution) -> tuple[object, ...]:
    return tuple(getattr(attribution, field.name) for field in fields(Attribution))


class Stance(Attribution):
    """Somebody's aim, wish or attitude ("wants to", "condemned"): nothing is said to be so, and no voice tells it."""

    __slots__ = ()
    __hash__ = Attribution.__hash__

    def __eq__(self, other: object) -> bool:
        """Equal to an attribution with the same spans and voice: what is stored keeps no more than these."""
        return isinstance(other, Attribution) and _fields(self) == _fields(other)


def find_voice(text: str, source: Span, direct: bool, inside: Sequence[Mention], earlier: Sequence[Voice]) -> Voice:
    """Who stands in a source's span: a person's full name, else an actor or outlet, else the description as said.

    `inside` are the mentions in the span, `earlier` the voices before it.

    "The official" alone is the one of the same word told of `earlier`, "the paper" the outlet named last.
    """
    for mention in inside:
        if len(mention.persons) == 1:
            return Voice(mention.persons[0], "person", direct, source)
    if source.of(text).lower() in ("he", "she") and (speaker := _last_speaker(earlier)):
        return Voice(speaker.name, speaker.kind, direct, source)
    said = " ".join(source.of(text).split()).strip(' "“”,')
    head = _head(said)
    if head in words("unnamed"):
        return Voice(_told_before(said, head, earlier), "anonymous", direct, source)
    if head in words("outlets") and len(said.split()) <= 2:
        named = [v.name for v in earlier if v.kind == "outlet" and not (head == "agency" and _is_paper(v.name))]
        if named:
            return Voice(named[-1], "outlet", direct, source)
    for mention in inside:
        if mention.kind in ("actor", "outlet") and _is_whole(text, mention, source):
            return Voice(_name(mention), mention.kind, direct, source)
    if head in words("outlet_names") and NAME.fullmatch(said):
        return Voice(_outlet(said, earlier), "outlet", direct, source)
    return Voice(_plain(said), "anonymous", direct, source)


def _outlet(said: str, earlier: Sequence[Voice]) -> str:
    """An outlet's name without its article; its fuller name where that was told: "the Herald" of the Example Herald."""
    name = re.sub(r"^[Tt]he ", "", said)
    return next((v.name for v in earlier if v.kind == "outlet" and v.name.endswith(f" {name}")), name)


def _is_paper(name: str) -> bool:
    return name.split()[-1].lower() in words("paper_names")


def _plain(said: str) -> str:
    """A description without what follows it after a comma, and without the sign of the possessive."""
    return re.sub(r"['’]s?$", "", said.split(", ")[0]) or said


def _last_speaker(earlier: Sequence[Voice]) -> Voice | None:
    """Whom "he" or "she" is, where no mention says it: the person, named or not, who spoke last."""
    single = [voice for voice in earlier if voice.kind == "person" or _head(voice.name) in words("unnamed")]
    if not single or (single[-1].kind != "person" and _head(single[-1].name).endswith("s")):
        return None
    return single[-1]


def _name(mention: Mention) -> str:
    return mention.actors[0] if mention.kind == "actor" and len(mention.actors) == 1 else mention.name


def _is_whole(text: str, mention: Mention, source: Span) -> bool:
    """Whether the mention is the phrase itself, not a part of a description ("a critic of Norway")."""
    rest = text[source.start : mention.span.start].lower().split()
    after = text[mention.span.end : source.end].strip()
    return all(word in ("the", "a", "both", "while") for word in rest) and (not after or after[0] in ",(")


def _head(said: str) -> str:
    """The noun of a description: the last word before a link, comma or clause."""
    plain = LINK.split(said)[0]
    found = WORD.findall(plain.lower())
    return found[-1] if found else ""


def _told_before(said: str, head: str, earlier: Sequence[Voice]) -> str:
    """The fuller description told before, for a bare "the official"."""
    if said.lower() == f"the {head}":
        fuller = [voice.name for voice in earlier if voice.kind == "anonymous" and _head(voice.name) == head]
        return fuller[-1] if fuller else said
    return _plain(said)


class Index:
    """The mentions of a report, to find those inside a span."""

    def __init__(self, mentions: Sequence[Mention]) -> None:
        self.mentions = sorted(mentions, key=lambda mention: mention.span)
        self.starts = [mention.span.start for mention in self.mentions]

    def inside(self, span: Span) -> list[Mention]:
        """The mentions that lie in the span, in order."""
        first, last = bisect_left(self.starts, span.start), bisect_left(self.starts, span.end)
        return [mention for mention in self.mentions[first:last] if mention.span.end <= span.end]


def voices_at(attributions: tuple[Attribution, ...], span: Span) -> tuple[Voice, ...]:
    """The voices whose content covers the span, outermost first, each once; a wish or attitude is no voice."""
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
