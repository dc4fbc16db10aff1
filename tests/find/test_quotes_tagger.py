"""The learned tagger: windows, what is made of the model's scores, what both keep, and life without weights."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aidememoire.find.quotes import all_frames, find_lines, find_page, find_quotes
from aidememoire.find.quotes.spread import Page
from aidememoire.find.quotes.tagger import Tagged, Tagger, find_cues, load, make_tagged
from aidememoire.find.quotes.tagger_merge import Cuts, merge
from aidememoire.find.quotes.tagger_windows import FIRST, LAST, MAX_PIECES, Window, find_windows
from aidememoire.find.quotes.voices import Stance
from aidememoire.find.sentences import find_sentences
from aidememoire.model import Attribution, Report, Span

PIECE = re.compile(r"\w{1,4}|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Encoded:
    """What a tokenizer gives of one text."""

    ids: list[int]
    offsets: list[tuple[int, int]]


class Pieces:
    """A tokenizer that cuts words after four letters; the number of a piece is 10 and its first letter's code."""

    def encode_batch(self, texts: list[str], add_special_tokens: bool) -> list[Encoded]:
        """The pieces of each text."""
        assert not add_special_tokens
        cut = [list(PIECE.finditer(text)) for text in texts]
        return [Encoded([10 + ord(p.group()[0]) for p in ps], [p.span() for p in ps]) for ps in cut]


class Reader:
    """A model that sees a cue at each piece that begins with "s", and marks what it is told of the places as seen."""

    def run(self, _: None, given: dict[str, Any]) -> list[Any]:
        """What is seen (the pieces' numbers), and the cue scores."""
        scores = np.zeros((*given["ids"].shape, 3), np.float32)
        scores[..., 1] = np.where(given["ids"] == 10 + ord("s"), 9.0, -9.0)
        scores[..., 2] = -9.0
        return [given["ids"][..., None].astype(np.float32), scores]


class Roles:
    """A model that takes all before the cue for the source and all after it for the content."""

    def run(self, _: None, given: dict[str, Any]) -> list[Any]:
        """The role scores."""
        scores = np.full((*given["side"].shape, 3), -9.0, np.float32)
        scores[..., 1] = np.where(given["side"] == 0, 9.0, -9.0)
        scores[..., 2] = np.where(given["side"] == 2, 9.0, -9.0)
        return [scores]


TAGGER = Tagger(Reader(), Roles(), Pieces())


def page_of(text: str) -> Page:
    report = Report("", "", text)
    return find_page(report, find_sentences(report))


def window_of(text: str) -> Window:
    spans = tuple(Span(*found.span()) for found in PIECE.finditer(text))
    return Window((FIRST, *range(len(spans)), LAST), spans)


def scores(labels: str, sure: float = 0.9) -> list[list[float]]:
    """Shares of three labels for each digit, between those of the marks around."""
    rest = (1 - sure) / 2
    rows = [[sure if label == int(digit) else rest for label in range(3)] for digit in labels]
    return [[1.0, 0.0, 0.0], *rows, [1.0, 0.0, 0.0]]


@given(st.lists(st.text(alphabet="ab. \n", max_size=400), max_size=4))
def test_windows_hold_every_piece_once_and_never_too_many(parts: list[str]) -> None:
    """The windows of any text go forward, do not overlap, and are no longer than the model reads."""
    windows = list(find_windows(page_of("\n\n".join(parts)), Pieces()))
    starts = [span.start for window in windows for span in window.spans]
    assert starts == sorted(set(starts))
    for window in windows:
        assert (window.ids[0], window.ids[-1]) == (FIRST, LAST)
        assert window.size == len(window.spans) + 2 <= MAX_PIECES + 2


def test_a_long_paragraph_is_cut_between_sentences() -> None:
    """Two sentences that do not fit one window stand in two, and each window begins with a sentence."""
    text = f"One {'word ' * 100}ends. Two {'more ' * 100}end."
    windows = list(find_windows(page_of(text), Pieces()))
    assert [text[window.spans[0].start :][:3] for window in windows] == ["One", "Two"]


@pytest.mark.parametrize(
    ("labels", "cues"),
    [
        ("0100", ["said"]),
        ("0122", ["said that it"]),
        ("0112", ["said", "that it"]),
        ("0000", []),
        ("0002", []),
    ],
)
def test_a_cue_begins_where_it_is_seen_and_goes_on_while_it_does(labels: str, cues: list[str]) -> None:
    """1 begins a cue, 2 goes on with one; what goes on without a beginning is none."""
    text = "He said that it"
    found = find_cues(text, window_of(text), scores(labels))
    spans = window_of(text).spans
    assert [text[spans[first].start : spans[stop - 1].end] for _, first, stop in found] == cues


def test_a_cue_does_not_begin_or_end_inside_a_word() -> None:
    """The first piece of a word decides for all of it."""
    text = "They announced it"  # They anno unce d it
    found = list(find_cues(text, window_of(text), scores("01010")))
    assert [(first, stop) for _, first, stop in found] == [(1, 4)]


@pytest.mark.parametrize(
    ("labels", "source", "content"),
    [
        ("1102222", ["The envoy"], ["talks are near again"]),
        ("1102002", ["The envoy"], ["talks", "again"]),
        ("1102021", ["The envoy"], ["talks are near"]),
        ("0002222", [], ["talks are near again"]),
        ("1100000", ["The envoy"], []),
    ],
)
def test_roles_become_spans(labels: str, source: list[str], content: list[str]) -> None:
    """The likeliest stretch is the one source; stretches of content are its pieces, a single gap bridged."""
    text = "The envoy said talks are near again"
    pieces = "".join(label * len(PIECE.findall(word)) for word, label in zip(text.split(), labels, strict=True))
    at = next(n for n, span in enumerate(window_of(text).spans) if span.of(text) == "said")
    tagged = make_tagged(text, window_of(text), (at, at + 1), 0.9, scores(pieces))
    assert [span.of(text) for span in tagged.source] == source
    assert [span.of(text) for span in tagged.content] == content


def test_each_paragraph_is_read_by_itself() -> None:
    """Each cue gets the roles of its own paragraph; no text, no cue."""
    text = "Ida said no.\n\nThe old envoy of the north said that the long talks were over."
    found = [(t.source[0].of(text), t.cue.of(text), t.content[0].of(text)) for t in TAGGER.read(page_of(text))]
    assert found == [
        ("Ida", "said", "no."),
        ("The old envoy of the north", "said", "that the long talks were over."),
    ]
    assert TAGGER.read(page_of("")) == ()


def merged(text: str, sure: float, cue: str, source: str, content: str, rules: bool = True) -> tuple[Attribution, ...]:
    """What both together find, given one attribution of a tagger."""

    def span(words: str) -> Span:
        return Span(text.index(words), text.index(words) + len(words))

    class Fixed(Tagger):
        def read(self, page: Page) -> tuple[Tagged, ...]:
            return (Tagged(sure, (span(source),) if source else (), span(cue), (span(content),) if content else ()),)

    report = Report("", "", text)
    return find_quotes(report, find_sentences(report), (), Fixed(None, None, None) if rules else None)


RULED = "The envoy said that the talks were over."
UNRULED = "The envoy purred that the talks were over."


@pytest.mark.parametrize(
    ("text", "cue", "sure", "found"),
    [
        (RULED, "said", 0.99, 1),
        (UNRULED, "purred", 0.99, 1),
        (UNRULED, "purred", 0.12, 0),
    ],
)
def test_a_cue_without_a_rule_must_be_surer(text: str, cue: str, sure: float, found: int) -> None:
    """A sure cue stands with or without a rule, an unsure one not without."""
    assert len(merged(text, sure, cue, "The envoy", "that the talks were over")) == found


def test_without_content_nothing_is_attributed() -> None:
    """A cue with which nothing is said gives no attribution, however sure."""
    assert merged(UNRULED, 1.0, "purred", "The envoy", "") == ()


@pytest.mark.parametrize(
    ("text", "cue", "source", "content", "states"),
    [
        (UNRULED, "purred", "The envoy", "that the talks were over", True),
        ("The envoy hates the plan of the north.", "hates", "The envoy", "the plan of the north", False),
        ("The envoy warmed to the plan.", "warmed to", "The envoy", "the plan", False),
    ],
)
def test_a_liking_is_no_statement(text: str, cue: str, source: str, content: str, states: bool) -> None:
    """A cue that only the tagger knows tells a voice where its content states something, else it is a stance."""
    (found,) = merged(text, 1.0, cue, source, content)
    assert isinstance(found, Stance) is not states
    assert found.voice is not None and found.voice.name == "The envoy"


def test_who_is_the_phrase_before() -> None:
    """A source that is only "who" is named by the phrase it stands for."""
    text = "A senior diplomat, who said the talks were over, left."
    (found,) = merged(text, 1.0, "said", "who", "the talks were over")
    assert found.voice is not None and found.voice.name == "A senior diplomat"
    assert [span.of(text) for span in found.source] == ["who"]


def test_cuts_decide() -> None:
    """The same cue stands or falls by the cut of its case."""
    page = page_of(UNRULED)
    tagged = (Tagged(0.5, (Span(0, 9),), Span(10, 16), (Span(17, 39),)),)
    for cut, count in ((0.4, 1), (0.6, 0)):
        assert len(merge(page, find_lines(page), [], tagged, all_frames, Cuts(alone=cut))) == count


def test_without_weights_the_rules_go_on(tmp_path: Path) -> None:
    """A folder without weights gives no tagger, and no tagger changes nothing."""
    assert load(str(tmp_path)) is None
    assert merged(RULED, 1.0, "said", "The envoy", "the talks", rules=False)[0].cue[0].of(RULED) == "said"


@pytest.mark.skipif(load() is None, reason="the tagger's weights, onnxruntime or tokenizers are not installed")
@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        (
            "The minister told reporters that the border would open in May.",
            "The minister",
            "that the border would open in May",
        ),
        ("“We will sign,” said Ida Holt, the chief negotiator.", "Ida Holt, the chief negotiator", "“We will sign,”"),
        ("According to the ministry, the ferry sank on Monday.", "the ministry", "the ferry sank on Monday"),
    ],
)
def test_the_weights_know_the_plain_cases(text: str, source: str, content: str) -> None:
    """The weights that are shipped find source and content of plain sentences."""
    report = Report("", "", text)
    (found,) = find_quotes(report, find_sentences(report), (), load())
    assert [span.of(text) for span in found.source] == [source]
    assert [span.of(text).rstrip(".") for span in found.content] == [content]
