"""The proof behind a reference."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aidememoire.model import Span, Voice
from aidememoire.record.entry import Record
from aidememoire.record.merge import merge_readings
from aidememoire.views.proof import find_proof, is_reference, mark_roles, proof_text
from making import make_act, make_reading, make_report, read_one

TEXT = "Talks began.\nNorway will meet Denmark in Oslo on Friday, it said.\nFish was served.\nAll left."
SENTENCE = TEXT.splitlines()[1]


def spans(*words: tuple[str, str]) -> tuple[tuple[str, Span], ...]:
    """The spans of words in the text, by role."""
    return tuple((role, Span(TEXT.index(word), TEXT.index(word) + len(word))) for role, word in words)


DRAWN = [
    ([], SENTENCE),
    (
        [("actor", "Norway"), ("when", "Friday")],
        "[actor: Norway] will meet Denmark in Oslo on [when: Friday], it said.",
    ),
    (
        [("matter", "meet Denmark in Oslo"), ("where", "Oslo")],
        "Norway will [matter: meet Denmark in [where: Oslo]] on Friday, it said.",
    ),
    ([("act", "will meet"), ("matter", "meet Denmark")], "Norway [act: will meet] Denmark in Oslo on Friday, it said."),
    ([("who", "Norway"), ("by", "Norway")], "[by: [who: Norway]] will meet Denmark in Oslo on Friday, it said."),
    ([("actor", "Talks"), ("where", "Fish")], SENTENCE),
]


@pytest.mark.parametrize(("roles", "drawn"), DRAWN)
def test_roles_stand_in_brackets(roles: list[tuple[str, str]], drawn: str) -> None:
    """Roles may lie in each other; one that crosses another's edge, or lies in another sentence, is left out."""
    report = make_report(TEXT)
    assert mark_roles(TEXT, make_act(report, SENTENCE, spans=spans(*roles))) == drawn


@given(st.lists(st.tuples(st.sampled_from("abc"), st.integers(0, len(TEXT)), st.integers(0, len(TEXT))), max_size=6))
def test_brackets_always_close(drawn: list[tuple[str, int, int]]) -> None:
    """Whatever the spans, brackets pair, and without them the sentence is there."""
    report = make_report(TEXT)
    roles = tuple((role, Span(min(a, b), max(a, b))) for role, a, b in drawn if a != b)
    marked = mark_roles(TEXT, make_act(report, SENTENCE, spans=roles))
    plain = marked.replace("]", "")
    for role in "abc":
        plain = plain.replace(f"[{role}:", "")
    assert marked.count("[") == marked.count("]")
    assert "".join(plain.split()) == "".join(SENTENCE.split())  # a blank that is a role may be lost


def record() -> Record:
    """Two papers that tell one event, the second with a chain of voices."""
    told = {
        "recipients": ("Denmark",),
        "status": "planned",
        "when": "2019-05-17",
        "when_words": "on Friday",
        "where": "Oslo",
    }
    first = make_report(TEXT, "The Example Post")
    second = make_report("A summit nears.\n" + SENTENCE, "The Example Star", None)
    voices = (
        Voice("The Example Wire", "outlet", False),
        Voice("Ida Moe", "person", True),
        Voice("an aide", "anonymous", False),
    )
    return merge_readings(
        [
            make_reading(
                first,
                make_act(first, SENTENCE, rule="meet/2", confidence=0.8, spans=spans(("actor", "Norway")), **told),
            ),
            make_reading(second, make_act(second, SENTENCE, said_by=voices, condition="if asked", **told)),
        ]
    )


def test_the_proof_shows_every_telling() -> None:
    """For each act: the report, the sentence between its neighbours, the voices, the dates, the condition, the rule."""
    held = record()
    text = " ".join(proof_text(find_proof(held, held.entries[0].id[:6])).split())
    for words in (
        "2 independent: The Example Post, The Example Wire",
        "The Example Post, 10 May 2019",
        "The Example Star, no publication date",
        "Talks began. [actor: Norway] will meet Denmark in Oslo on Friday, it said. Fish was served.",
        "The Example Star ← The Example Wire ← Ida Moe, quoted ← an aide (unnamed), reported speech",
        "“on Friday” → 2019-05-17",
        "condition if asked",
        "rule meet/2 (data/kinds/meet.toml), confidence 0.80",
        "PLOVER NONE",
    ):
        assert words in text
    assert "All left." not in text


def test_one_act_or_one_report_can_be_shown() -> None:
    """An act's id shows it alone; a report's id shows the report with its acts."""
    held = record()
    act = held.entries[0].acts[0]
    assert [found.act for found in find_proof(held, act.id).acts] == [act]
    shown = proof_text(find_proof(held, held.reports[0].id))
    assert "1 act found" in shown
    assert "The Example Post; 10 May 2019; read from The Example Post.txt" in shown


def test_words_are_no_reference() -> None:
    """Only what means one thing, in four letters or more, is a reference."""
    held = record()
    own = held.entries[0].id
    assert [is_reference(held, words) for words in (own[:4], own[:3], "zzzz", "peace treaty", "")] == [True] + [
        False
    ] * 4


def test_what_reports_tell_differently_is_said_first() -> None:
    """Of one event with three islands in one paper and four in another, the proof names both papers and both counts."""
    told: dict[str, Any] = {"kind": "agree", "recipients": ("Mali",), "when": "2019-05-09"}
    post = read_one("Three were opened.", matter="open three islands to ships", **told)
    four = told | {"matter": "open four islands to ships", "outlet": "The Example Star", "day": "2019-05-11"}
    star = read_one("Four were opened.", **four)
    both = merge_readings([post, star])
    (entry,) = both.entries
    line = "Reports differ on count: three islands (The Example Post); four islands (The Example Star)"
    assert line in " ".join(proof_text(find_proof(both, entry.id)).split())
    alone = merge_readings([post])
    assert "Reports differ" not in proof_text(find_proof(alone, alone.entries[0].id))
