"""In: attributions and mentions. Out: the sources resolved to voices, and the chain of voices over any words."""

from __future__ import annotations

from aidememoire.model import Attribution, Mention, Span, Voice


def find_voice(text: str, source: Span, direct: bool, mentions: tuple[Mention, ...]) -> Voice:
    """Who stands in a source's span: a person's full name, else an actor or outlet, else the description as said."""
    inside = [mention for mention in mentions if source.holds(mention.span)]
    for mention in inside:
        if mention.persons and len(mention.persons) == 1:
            return Voice(mention.persons[0], "person", direct, source)
    for mention in inside:
        if mention.kind in ("actor", "outlet") and mention.span.end == source.end:
            name = mention.actors[0] if len(mention.actors) == 1 else mention.name
            return Voice(name, mention.kind, direct, source)
    return Voice(" ".join(source.of(text).split()), "anonymous", direct, source)


def voices_at(attributions: tuple[Attribution, ...], span: Span) -> tuple[Voice, ...]:
    """The voices whose content covers the span, outermost first."""
    found = []
    for attribution in attributions:
        sizes = [piece.end - piece.start for piece in attribution.content if piece.holds(span)]
        if sizes and attribution.voice:
            whole = sum(piece.end - piece.start for piece in attribution.content)
            found.append((-whole, attribution.cue[0].start if attribution.cue else 0, attribution.voice))
    return tuple(voice for _, _, voice in sorted(found, key=lambda entry: entry[:2]))
