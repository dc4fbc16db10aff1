"""Entries as sentences."""

from __future__ import annotations

from typing import Any

import pytest

from aidememoire.model import KINDS, STATUSES, Voice
from aidememoire.record.entry import Entry
from aidememoire.record.merge import merge_readings
from aidememoire.views.wording import clean, deed_words, entry_words
from making import read_one


def entry(**told: Any) -> Entry:
    """The entry of one act."""
    return merge_readings([read_one("It was done.", **told)]).entries[0]


BOTH = ("Chad", "Niger")
LINES: list[tuple[dict[str, Any], str]] = [
    ({"kind": "meet", "actors": BOTH, "where": "Rome"}, "Chad and Niger met (Rome)"),
    ({"kind": "meet", "recipients": ("Mali", "Niger", "Togo")}, "Norway met with Mali, Niger and Togo"),
    ({"kind": "meet", "status": "planned", "recipients": ("Mali",)}, "Norway is to meet with Mali"),
    ({"kind": "agree", "actors": BOTH, "matter": "share water"}, "Chad and Niger agreed: share water"),
    ({"kind": "agree", "actors": BOTH, "status": "denied"}, "Chad and Niger did not agree"),
    ({"kind": "sign", "actors": BOTH, "status": "possible"}, "Chad and Niger may sign"),
    ({"kind": "reject", "recipients": ("Mali",), "matter": "a toll"}, "Norway said no to Mali: a toll"),
    ({"kind": "maintain", "status": "ongoing", "matter": "its claim"}, "Norway maintains: its claim"),
    (
        {"kind": "demand", "actors": BOTH, "status": "ongoing", "recipients": ("Mali",)},
        "Chad and Niger demand of Mali: “It was done.”",
    ),
    ({"kind": "support", "matter": "them"}, "Norway supported: “It was done.”"),
    ({"kind": "accuse", "recipients": ("Mali",), "matter": "spying"}, "Norway accused Mali: spying"),
    ({"kind": "withdraw", "status": "conditional"}, "Norway would withdraw: “It was done.” — on a condition"),
    (
        {"kind": "promise", "status": "conditional", "condition": "once paid", "recipients": ("Mali",)},
        "Norway promised to Mali: “It was done.” — on condition: once paid",
    ),
    (
        {"kind": "coerce", "actors": (), "recipients": ("Mali",)},
        "Unnamed actor used force or pressure against Mali: “It was done.”",
    ),
    (
        {
            "kind": "propose",
            "instrument": "Cod Pact",
            "said_by": (
                Voice("The Example Herald", "outlet", False),
                Voice("Ida Moe", "person", True),
                Voice("An aide", "anonymous", False),
                Voice("They", "anonymous", False),
                Voice("Norway", "actor", False),
            ),
        },
        "Norway proposed: “It was done.” — resting on the Cod Pact; said by Ida Moe and an aide (unnamed); "
        "as told by The Example Herald",
    ),
]


@pytest.mark.parametrize(("told", "line"), LINES)
def test_an_entry_reads_like_a_sentence(told: dict[str, Any], line: str) -> None:
    """Actor, verb in the form of the status, other side, matter, place, then what it rests on and by whose word.

    Where no matter is told, the report's own words stand in.
    """
    assert entry_words(entry(**told)) == line


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("status", STATUSES)
def test_every_kind_has_words_for_every_status(kind: str, status: str) -> None:
    """No pair of kind and status leaves a gap in the sentence."""
    words = entry_words(entry(kind=kind, status=status, matter="salt"))
    assert words.startswith("Norway ")
    assert "{" not in words
    assert ": salt" in words


def test_seen_from_one_side_the_others_are_named() -> None:
    """Below a party's own name the line names the partners."""
    assert deed_words(entry(kind="agree", actors=BOTH, matter="salt"), "Chad") == "agreed with Niger: salt"


def test_no_character_steers_the_terminal() -> None:
    """Escapes, line ends and characters that turn the line round become blanks."""
    assert clean("a\x1b[31mb\n\u202ec\x9b d") == "a [31mb c d"
    assert "\x1b" not in entry_words(entry(matter="x\x1b]0;title\x07"))
