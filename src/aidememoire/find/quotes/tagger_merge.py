"""In: the drafts of the rules and what the tagger sees. Out: the drafts that both together let stand."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from aidememoire.find.quotes.drafts import Draft, named_place
from aidememoire.find.quotes.frames import Frame
from aidememoire.find.quotes.judge import asserts
from aidememoire.find.quotes.lemmas import lemma, words
from aidememoire.find.quotes.line import Line
from aidememoire.find.quotes.spread import Page
from aidememoire.find.quotes.tagger import Tagged
from aidememoire.model import Span

Frames = Callable[[Line], list[Frame]]


@dataclass(frozen=True, slots=True)
class Cuts:
    """How sure the tagger must be of a cue; chosen on the quarter of the training part that was held out."""

    alone: float = 0.75  # where the rules have no draft
    agreed: float = 0.3  # where they have one


CUTS = Cuts()


def merge(
    page: Page,
    lines: Sequence[Line],
    drafts: Sequence[Draft],
    tagged: Sequence[Tagged],
    frames: Frames,
    cuts: Cuts = CUTS,
) -> list[Draft]:
    """The tagger's attributions as drafts, in order of the cues; what only the rules see is dropped."""
    starts = [line.spans[0][0] if line.spans else 0 for line in lines]
    found: list[Draft] = []
    for each in tagged:
        rule = next((draft for draft in drafts if draft.cue.meets(each.cue)), None)
        if not each.content or each.sure < (cuts.agreed if rule else cuts.alone):
            continue
        line = lines[max(0, bisect_right(starts, each.cue.start) - 1)]
        source = each.source[0] if each.source else None
        stated = rule.asserts if rule else _states(page, line, each, frames)
        found.append(Draft(source, _named(line, source), each.cue, each.content, stated))
    return sorted(found, key=lambda draft: draft.cue)


def _named(line: Line, source: Span | None) -> Span | None:
    """The phrase that names a source of the line; one of another line names itself."""
    if source is None:
        return None
    places = [place for place, span in enumerate(line.spans) if Span(*span).meets(source)]
    if len(places) != 1:
        return source
    return line.span(*named_place(line, (places[0], places[0] + 1)))


def _states(page: Page, line: Line, each: Tagged, frames: Frames) -> bool:
    """Whether it says that something is so: by the frame at its cue, else if it is a quotation or of speech."""
    inside = [place for place, span in enumerate(line.spans) if Span(*span).meets(each.cue)]
    frame = next((frame for frame in frames(line) if frame.head in inside), None)
    if frame:
        return asserts(frame)
    spoken = any(lemma(line.words[place], line.tags[place]) in words("speech") for place in inside)
    return spoken or any(page.mark_at(piece.start) for piece in each.content)
