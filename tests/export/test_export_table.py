"""Tables for a person."""

from __future__ import annotations

import io
import unicodedata

from hypothesis import example, given, settings
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console, RenderableType

from aidememoire.export.jsonl import act_row
from aidememoire.export.table import acts_table
from aidememoire.model import Voice
from making import make_act, make_report


def drawn(page: RenderableType, width: int = 100) -> str:
    """The page as plain text."""
    out = io.StringIO()
    Console(file=out, width=width).print(page)
    return out.getvalue()


def test_an_act_is_told_with_all_that_belongs_to_it() -> None:
    """Status, both sides, matter, persons, place, due date, instrument, condition and voices stand in its row."""
    report = make_report("Norway will pay Chile.")
    told = {
        "status": "conditional",
        "when": "2019-05",
        "recipients": ("Chile",),
        "matter": "pay the debt",
        "persons": ("Anna Holt",),
        "where": "Geneva",
        "due": "../2019-12-31",
        "instrument": "Example Treaty",
        "condition": "if it is signed",
        "said_by": (Voice("an official", "anonymous", False),),
    }
    page = " ".join(
        drawn(acts_table(report, [act_row(make_act(report, report.text, "promise", **told), report)])).split()
    )
    assert "2019-05 promise, conditional Norway → Chile pay the debt" in page
    for words in ("by Anna Holt", "in Geneva", "due ../2019-12-31", "resting on Example Treaty", "said by an official"):
        assert words in page
    assert page.index("if it is signed") > 0


def test_what_is_not_known_is_a_question_mark() -> None:
    """Neither an agent nor a date is made up; the words of the sentence stand in for a matter."""
    report = make_report("Talks were held.", outlet=None, day=None)
    page = drawn(acts_table(report, [act_row(make_act(report, report.text, actors=()), report)]))
    assert page.splitlines()[0] == "None.txt · date unknown"
    assert page.splitlines()[3].split() == ["?", "meet", "?", "Talks", "were", "held."]


@settings(max_examples=50, deadline=None)
@given(st.text(max_size=200), st.integers(60, 120))
@example("0" * 21 + "\u093a", 60)
@example("会" * 60, 60)
def test_no_words_break_the_page(words: str, width: int) -> None:
    """Brackets, control and wide characters are shown or dropped, never obeyed, and no line is wider than the page."""
    report = make_report("Norway met.")
    row = act_row(make_act(report, report.text, matter=words, actors=(words,)), report)
    page = drawn(acts_table(report, [row]), width)
    assert not [char for char in page if char != "\n" and unicodedata.category(char) in ("Cc", "Cf")]
    # A combining mark takes no cell of the terminal and a wide character two, so characters are not what to count.
    assert all(cell_len(line) <= width for line in page.split("\n"))
