"""In: a frame. Out: whether it reports, by the cue words of `langs/en/quotes.toml`."""

from __future__ import annotations

from functools import cache

from aidememoire.find.quotes.frames import Frame
from aidememoire.find.quotes.lemmas import words
from aidememoire.find.quotes.line import Line
from aidememoire.rules import load_toml

NESTED = frozenset(
    ("that", "clause", "after", "toldthat", "toldclause", "according", "as")
)  # kinds kept inside other's words
ASSERTING = NESTED | {
    "quote",
    "wh",
    "toldquote",
    "toldwh",
    "pasthat",
    "pasclause",
    "pasquote",
    "adj",
}  # kinds of content that say that something is so
TABLES = {"fin": "fin", "inv": "after", "par": "after"}  # form -> table of its own name, but for these


def choose(line: Line, frames: list[Frame]) -> list[Frame]:
    """The frames that report; inside somebody's words only those of speech, so that voices nest."""
    kept = [frame for frame in frames if reports(line, frame)]
    return [frame for frame in kept if frame.kind in NESTED or not any(_holds(other, frame) for other in kept)]


def _holds(outer: Frame, inner: Frame) -> bool:
    return outer is not inner and any(first <= inner.head < stop for first, stop in outer.content)


def reports(line: Line, frame: Frame) -> bool:
    """Whether the frame's cue, in this form and with this kind of content, reports words or thoughts.

    A cue inside a quotation is part of what its speaker said, and not told apart.
    """
    if line.quoted[frame.head] >= 0:
        return False
    if frame.form in ("prep", "quoted"):
        return True
    table = TABLES.get(frame.form, frame.form)
    if frame.source is None:
        table += "0"
    return frame.word in _cues(table, frame.kind)


@cache
def _cues(table: str, kind: str) -> frozenset[str]:
    listed: str = load_toml("langs/en/quotes-cues.toml").get(table, {}).get(kind, "")
    return frozenset(listed.split())


def asserts(frame: Frame) -> bool:
    """Whether somebody says or believes that something is so, and does not only want, praise or refuse it."""
    return frame.kind in ASSERTING and frame.word not in words("stances")
