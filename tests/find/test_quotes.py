"""Quotes: who said, thought or wants what."""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import FrameType
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aidememoire.find.quotes import find_quotes, voices_at
from aidememoire.find.sentences import find_sentences
from aidememoire.model import Attribution, Mention, Report, Span

TraceFunction = Callable[[FrameType, str, Any], Any]


def quotes(text: str, *mentions: Mention) -> tuple[Attribution, ...]:
    report = Report("", "", text)
    return find_quotes(report, find_sentences(report), mentions)


def drawn(text: str) -> list[tuple[str, str, str]]:
    """Source, cue and content of each attribution, their pieces joined by ` … `."""
    roles = ("source", "cue", "content")
    return [tuple(" … ".join(s.of(text) for s in getattr(q, role)) for role in roles) for q in quotes(text)]  # type: ignore[misc]


ONE = [
    # the source before, after, inside
    ("Norland's minister said the talks would resume.", "Norland's minister", "said", "the talks would resume"),
    ("The talks will resume, the minister said on Friday.", "the minister", "said", "The talks will resume,"),
    (
        "“We will sign,” said Ida Holt, the chief negotiator.",
        "Ida Holt, the chief negotiator",
        "said",
        "“We will sign,”",
    ),
    ("The plan, she said, was dead.", "she", "said", "The plan, … was dead"),
    ("Officials who met in Oslo say the deal is near.", "Officials who met in Oslo", "say", "the deal is near"),
    (
        "The envoy, who left on Monday, added that no date was set.",
        "The envoy, who left on Monday",
        "added",
        "that no date was set",
    ),
    # without a verb
    (
        "According to a senior official, the border will open.",
        "a senior official",
        "According to",
        "the border will open",
    ),
    (
        "The border will open, according to an official of the ministry.",
        "an official of the ministry",
        "according to",
        "The border will open",
    ),
    (
        "As the minister writes in an article, the islands belong to us.",
        "the minister",
        "writes",
        "the islands belong to us",
    ),
    # the one who is told is neither source nor content
    ("Holt told reporters in Oslo that the door was open.", "Holt", "told", "that the door was open"),
    ("Holt told Berg that the door was open.", "Holt", "told", "that the door was open"),
    (
        "The two sides are close to a deal, the Norland spokesman told journalists.",
        "the Norland spokesman",
        "told",
        "The two sides are close to a deal,",
    ),
    # when and where it was said is no content
    (
        "The ministry said in a statement on Friday that the port was closed.",
        "The ministry",
        "said",
        "that the port was closed",
    ),
    (
        "Holt said on state radio before leaving Oslo that the port was closed.",
        "Holt",
        "said",
        "that the port was closed",
    ),
    # thoughts, wishes, attitudes
    ("Holt believes the two sides can agree.", "Holt", "believes", "the two sides can agree"),
    ("Norland considers the islands its own territory.", "Norland", "considers", "the islands its own territory"),
    ("Norland wants to reopen the crossing.", "Norland", "wants", "to reopen the crossing"),
    ("Norland rejected the proposal of its neighbour.", "Norland", "rejected", "the proposal of its neighbour"),
    ("Norland is expected to leave the pact.", "", "is expected", "Norland … to leave the pact"),
    # quotation marks of many hands
    ("«We are ready,» Holt said.", "Holt", "said", "«We are ready,»"),
    ("„We are ready,“ Holt said.", "Holt", "said", "„We are ready,“"),
    ("``We are ready,'' Holt said.", "Holt", "said", "``We are ready,''"),
    ("<<We are ready,>> Holt said.", "Holt", "said", "<<We are ready,>>"),
    ("‘We are ready,’ Holt said.", "Holt", "said", "‘We are ready,’"),
    ('" We are ready, " Holt said.', "Holt", "said", '" We are ready, "'),
    ("Holt said the plan was “dead”.", "Holt", "said", "the plan was “dead”"),
]


@pytest.mark.parametrize(("text", "source", "cue", "content"), ONE, ids=[each[0][:40] for each in ONE])
def test_one_attribution_has_its_source_cue_and_content(text: str, source: str, cue: str, content: str) -> None:
    """Source, cue and content stand where they are told, wherever the source stands."""
    assert drawn(text) == [(source, cue, content)]


@pytest.mark.parametrize("text", ["The port was closed. Ships waited for days.", "", "\n\n", "The Times of Norland."])
def test_plain_report_has_no_attribution(text: str) -> None:
    """What a report tells on its own authority is nobody's word."""
    assert quotes(text) == ()


def test_quotation_goes_on_over_sentences() -> None:
    """The quoted sentences after "she said" are hers too."""
    text = "“We will not sign,” she told reporters. “Not this year. Not next year.” The talks ended."
    assert drawn(text) == [("she", "told", "“We will not sign,” … “Not this year. Not next year.”")]


def test_quotation_goes_on_over_paragraphs_that_open_again() -> None:
    """A mark left open and set again at each paragraph keeps the speaker until it closes."""
    text = 'Holt said: "The first point is peace.\n\n"The second is trade.\n\n"The third is fish."\n\nThe talks ended.'
    assert drawn(text)[0][2] == '"The first point is peace. … "The second is trade. … "The third is fish."'


def test_second_speaker_takes_no_content_of_the_first() -> None:
    """Where another speaks next, the first content ends."""
    text = "Holt said the port was closed, and Berg said the road was open."
    assert [each[2] for each in drawn(text)] == ["the port was closed", "the road was open"]


def test_participle_belongs_to_the_speaker() -> None:
    """ "Adding that" goes on with who spoke before it."""
    text = "Holt warned that the truce was fragile, adding that talks would go on."
    assert drawn(text)[1] == ("Holt", "adding", "that talks would go on")


def test_nested_voices_are_outermost_first() -> None:
    """An outlet that quotes an agency that quotes a spokesman gives three voices in that order."""
    text = "The Norland Times reported that the agency had quoted a spokesman as saying that the treaty was ready."
    at = text.index("treaty")
    chain = voices_at(quotes(text), Span(at, at + 6))
    assert [voice.name for voice in chain] == ["Norland Times", "the agency", "a spokesman"]


def test_wish_or_attitude_is_no_voice() -> None:
    """Who wants or condemns something has not said that it is so."""
    text = "Norland condemned the closure of the port and wants to reopen the crossing."
    found = quotes(text)
    assert [q.voice.name for q in found if q.voice] == ["Norland", "Norland"]
    assert all(voices_at(found, q.content[0]) == () for q in found)


def named(text: str, words: str, kind: str, name: str, **more: tuple[str, ...]) -> Mention:
    start = text.index(words)
    return Mention(Span(start, start + len(words)), kind, name, **more)


VOICES = [
    ("Foreign Minister Holt said the port was open.", ("Holt", "person", "Ida Holt"), "Ida Holt", "person"),
    ("Norland said the port was open.", ("Norland", "actor", "Norland"), "Norland", "actor"),
    (
        "The Norland Times said the port was open.",
        ("Norland Times", "outlet", "The Norland Times"),
        "The Norland Times",
        "outlet",
    ),
    (
        "A senior Norland official said the port was open.",
        ("Norland", "actor", "Norland"),
        "A senior Norland official",
        "anonymous",
    ),
    (
        "A critic of Norland said the port was open.",
        ("Norland", "actor", "Norland"),
        "A critic of Norland",
        "anonymous",
    ),
    ("He said the port was open.", ("He", "person", "Ida Holt"), "Ida Holt", "person"),
]


@pytest.mark.parametrize(("text", "mention", "name", "kind"), VOICES, ids=[each[2] + each[3] for each in VOICES])
def test_voice_is_the_name_or_the_description(text: str, mention: tuple[str, str, str], name: str, kind: str) -> None:
    """A person's full name, else the actor or outlet, else the description as said."""
    persons = (mention[2],) if mention[1] == "person" else ()
    (found,) = quotes(text, named(text, *mention, persons=persons))
    assert found.voice is not None
    assert (found.voice.name, found.voice.kind) == (name, kind)


def test_the_official_is_the_one_told_of_before() -> None:
    """A bare "the official", and "he", are the description told before."""
    text = "A border official of Norland said the road was open. The official said it was safe. He said it was wide."
    assert {q.voice.name for q in quotes(text) if q.voice} == {"A border official of Norland"}


def test_direct_is_what_stands_in_marks() -> None:
    """Quoted words are direct, told ones are not."""
    assert [q.direct for q in quotes("“We agree,” Holt said. Berg said the port was open.")] == [True, False]


WORDS = """
Holt said told reporters that the minister , . " “ ” ‘ ’ « » „ `` '' << >> ( ) : — ? according to as saying who Norland
quoted by and I he wants call for 's n't
"""


@settings(max_examples=150, deadline=None)
@given(
    st.one_of(
        st.text(max_size=120), st.lists(st.sampled_from([*WORDS.split(), "\n", "\n\n"]), max_size=40).map(" ".join)
    )
)
def test_every_text_is_read_and_every_span_lies_inside(text: str) -> None:
    """Odd or unbalanced marks raise nothing, and no span is empty or outside the text."""
    for quote in quotes(text):
        assert len(quote.cue) == 1
        assert quote.content
        for span in (*quote.source, *quote.cue, *quote.content):
            assert 0 <= span.start < span.end <= len(text)


@pytest.mark.parametrize("unit", ["Monday ", "Holt, a judge, ", '" ', "said ", "of Norland ", "Holt said “", "' "])
def test_long_lines_of_one_word_are_read_in_time(unit: str) -> None:
    """Repetition exhausts neither the stack nor the clock."""
    quotes(unit * 300 + "\n\n" + unit * 40 + ".")


def test_four_times_the_text_costs_at_most_eight_times_the_steps() -> None:
    """Quotations that open at every paragraph and never close are read in time that grows with the text."""
    text = 'Holt said: "The port is closed.\n\n"'
    steps = [_steps(text * times) for times in (50, 200)]
    assert steps[1] <= 8 * steps[0]


def _steps(text: str) -> int:
    """How many calls and lines the reading of a text takes, which no other work of the machine changes."""
    count = 0

    def trace(frame: FrameType, event: str, argument: object) -> TraceFunction:
        nonlocal count
        count += 1
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        quotes(text)
    finally:
        sys.settrace(before)
    return count
