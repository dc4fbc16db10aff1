"""Times: what the grammar finds, and what it leaves alone."""

import datetime as dt
import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aidememoire.find.sentences import find_sentences
from aidememoire.find.times import find_times
from aidememoire.find.times.bounds import DATE
from aidememoire.find.times.grammar import RULES
from aidememoire.model import Report, Time
from aidememoire.rules import load_toml

PUBLISHED = dt.date(2018, 11, 15)  # a Thursday
EXAMPLES = [example for path in RULES for example in load_toml(path)["example"]]
WORDS = """on by the of last next early that 5 12 1956 2018 1990s March May Sept. Friday a week year end two days later
ago a.m. , . / : half and now people $ 31st 99999 0 every Christmas quarter summer noon
- ' 5.30pm 10:35 night ½"""
PIECES = st.sampled_from([*WORDS.split(), "\n\n"])


def times(text: str, published: dt.date | None = PUBLISHED) -> tuple[Time, ...]:
    """The times of a text without sentences."""
    return find_times(Report("", "", text, published=published))


def told(text: str, published: dt.date | None = PUBLISHED) -> list[dict[str, str]]:
    """The times in the form of the rule files' examples."""
    rows = [(t.span.of(text), t.type, t.value, t.edtf) for t in times(text, published)]
    return [{k: v for k, v in zip(("text", "type", "value", "edtf"), row, strict=True) if v} for row in rows]


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example["text"][:40])
def test_every_rule_file_proves_itself(example: dict) -> None:
    """Each example of a rule file gives exactly the times it lists."""
    assert told(example["text"], example.get("published")) == example["found"]


@given(st.lists(PIECES, max_size=40).map(" ".join), st.one_of(st.none(), st.dates(dt.date(2, 1, 1))))
def test_any_words_give_ordered_spans_and_real_dates(text: str, published: dt.date | None) -> None:
    """Whatever stands in a text: spans lie in it, in order, apart; every EDTF is well formed; twice gives the same."""
    found = times(text, published)
    assert found == times(text, published)
    assert all(a.span.end <= b.span.start for a, b in pairwise(found))
    for one in found:
        assert 0 <= one.span.start < one.span.end <= len(text)
        assert one.type in ("DATE", "TIME", "DURATION", "SET")
        for end in (one.edtf or "..").split("/"):
            assert end == ".." or DATE.fullmatch(end)


@given(st.text(max_size=200))
def test_any_text_at_all_is_read(text: str) -> None:
    """No text, however odd its letters, stops the reader."""
    assert all(one.span.of(text) for one in times(text))


@given(st.lists(PIECES, max_size=30).map(" ".join))
def test_without_a_publication_date_nothing_relative_has_a_date(text: str) -> None:
    """A date told from publication has no EDTF where the day of publication is unknown."""
    assert [one for one in times(text, None) if one.anchor == "relative" and one.edtf] == []


@pytest.mark.parametrize("published", [None, dt.date.min, dt.date.max])
def test_the_ends_of_the_calendar_are_no_error(published: dt.date | None) -> None:
    """Dates beyond the calendar are cut at its end or left out."""
    text = (
        "Last year, next week, 900 years ago, in 9,000 years, the 30th century, 99 centuries later, tomorrow, in 9999."
    )
    assert all(one.span.of(text) for one in times(text, published))


@pytest.mark.parametrize(
    "unit", ["the ", "1 ", "of the year ", "May ", "a week ", "1956-", "20:00 ", "\n\n ", "last ", "half a "]
)
def test_long_runs_cost_linear_time(unit: str) -> None:
    """Four times the text may cost at most eight times the time."""

    def cost(size: int) -> float:
        began = time.process_time()
        times(unit * size)
        return time.process_time() - began

    cost(100)
    assert min(cost(8000) for _ in range(2)) < 8 * max(min(cost(2000) for _ in range(2)), 0.02)


@pytest.mark.parametrize(
    ("text", "found", "edtf"),
    [
        ("After the Second World War they parted.", "the Second World War", "1945"),
        ("Before the Second World War they were one.", "the Second World War", "1939"),
        ("Since the end of the Cold War they trade.", "the end of the Cold War", "1991"),
        ("During the Korean War it was closed.", "the Korean War", "1950/1953"),
        ("It was after the Sept. 11 attacks.", "the Sept. 11 attacks", "2001-09-11"),
    ],
)
def test_events_of_a_certain_date_anchor(text: str, found: str, edtf: str) -> None:
    """An event after a preposition is a time: its end, its beginning or its whole, as the preposition asks."""
    assert [(one.span.of(text), one.edtf, one.anchor) for one in times(text)] == [(found, edtf, "event")]


def test_sentences_bound_what_a_verb_can_say() -> None:
    """The verb of another sentence gives no tense, whether the sentences are given or not."""
    report = Report(
        "", "", "They will meet him. On Friday he left. It was in May. Talks open Friday.", published=PUBLISHED
    )
    told = ["2018-11-09", "2018-05", "2018-11-16"]
    assert [one.edtf for one in find_times(report, find_sentences(report))] == told
    assert [one.edtf for one in find_times(report)] == told


def test_an_event_without_a_preposition_is_no_time() -> None:
    """A Cold War mood dates nothing."""
    assert times("It was a Cold War mood.") == ()


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("The premier had been scheduled to speak on Friday.", "2018-11-09"),
        ("The premier is scheduled to speak on Friday.", "2018-11-16"),
        ("He was due to speak, but on Monday the party said no.", "2018-11-12"),
        ("The talks got off to a slow start Monday.", "2018-11-12"),
        ("The talks start Monday.", "2018-11-19"),
        ("A word late Friday that the bank will lend was welcome.", "2018-11-09"),
        ("They met ahead of Tuesday's vote.", "2018-11-20"),
        ("He spoke of the road ahead with aides Tuesday.", "2018-11-13"),
        ("After beating him in Tuesday's vote, she will lead.", "2018-11-13"),
        ("He wouldn't say Tuesday who will go.", "2018-11-13"),
    ],
)
def test_the_next_weekday_needs_words_that_look_ahead_to_it(text: str, day: str) -> None:
    """A plan that is over, a noun like "start" and what a sentence says beside the date do not make it the next one."""
    assert [one.edtf for one in times(text)] == [day]
