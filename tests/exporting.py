"""A dispute that was never told, with dates of every exactness, a ruled record and odd text; and dossiers of it."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import replace
from functools import cache
from typing import Any

from aidememoire.export.dossier import Dossier, make_dossier
from aidememoire.export.registry import find_format
from aidememoire.model import Mention, Reading, Span, Voice
from aidememoire.record.decide import Word, decide
from aidememoire.record.entry import Record
from aidememoire.record.merge import merge_readings
from aidememoire.record.ruled import apply
from aidememoire.record.rulings import Ruling
from making import make_act, make_reading, make_report

TODAY = dt.date(2019, 2, 1)
MAYOR, AIDE = Voice("Ida Moe", "person", True), Voice("an aide", "anonymous", False)
STAR = "https://star.example/1?a=1&b=2"
MEETING = {"plover": "CONSULT", "confidence": 0.75}  # where the story does not say otherwise
EVIL = "=cmd|' /c calc'!A1 <script>alert(1)</script> [x](javascript:alert(2)) \x00\x07\u202e\u2028 🕊 محادثات & \"cod\""
TOLD: list[tuple[str, str | None, str, dict[str, Any]]] = [
    ("Chad and Niger met in Niamey.", "2018-12-02", "Example Post",
     {"actors": ("Chad", "Niger"), "when": "2018-12-01", "where": "Niamey", "persons": ("Ida Moe",), "cameo": "040"}),
    ("Chad and Niger sat together for two days.", "2018-11-20", "Example Post",
     {"actors": ("Chad", "Niger"), "when": "2018-11-10/2018-11-11", "where": "Kunashir"}),
    ("Chad will visit Niger early next year.", "2018-12-20", "Example Star",
     {"actors": ("Chad",), "recipients": ("Niger",), "status": "planned", "when": "2019-01/2019-04",
      "said_by": (MAYOR,)}),
    ("Chad and Mali met around October.", "2018-12-20", "Example Star",
     {"actors": ("Chad", "Mali"), "when": "2018-10~"}),
    ("Chad and Togo met some day.", None, "Example Star", {"actors": ("Chad", "Togo")}),
    ("Chad did not meet Benin on Monday.", "2018-12-18", "Example Star",
     {"actors": ("Chad",), "recipients": ("Benin",), "when": "2018-12-17", "negated": True, "status": "denied"}),
    ("Niger pledged to open the well by March.", "2018-12-20", "Example Wire",
     {"kind": "promise", "actors": ("Niger",), "recipients": ("Chad",), "when": "2018-12-19", "due": "../2019-03-31",
      "due_words": "by March", "matter": "open the well", "plover": "AGREE", "cameo": "030", "said_by": (AIDE,)}),
    ("Niger may lend Chad a pump if it rains.", "2018-12-21", "Example Wire",
     {"kind": "aid", "actors": ("Niger",), "recipients": ("Chad",), "status": "conditional", "condition": "if it rains",
      "matter": "lend a pump", "plover": "AID", "said_by": (AIDE,)}),
    ("Chad pledged to visit Oslo in about May.", "2018-12-21", "Example Wire",
     {"kind": "promise", "actors": ("Chad",), "recipients": ("Norway",), "due": "2019-05~", "matter": "visit Oslo"}),
    ("Chad maintains that the well is its own.", "2018-12-22", "Example Wire",
     {"kind": "maintain", "plover": "NONE", "actors": ("Chad",), "when": "2018-12-22",
      "matter": "the well is its own"}),
    ("Chad rejected the offer on the well.", "2018-12-23", "Example Wire",
     {"kind": "reject", "actors": ("Chad",), "recipients": ("Niger",), "when": "2018-12-23",
      "matter": "offer on the well", "plover": "REJECT", "cameo": "120"}),
    (f"Mali proposed {EVIL.splitlines()[0]} to Togo.", "2018-12-24", "=Evil \"Post\"",
     {"kind": "propose", "actors": ("Mali",), "recipients": ("Togo",), "when": "2018-12-24", "matter": EVIL,
      "plover": "AGREE", "where": "@Lomé"}),
]  # fmt: skip


def read_all() -> list[Reading]:
    """One report a line of the story; the second names a disputed place."""
    readings = []
    for sentence, day, outlet, told in TOLD:
        report = make_report(f"News of the day.\n{sentence}\nMore follows.", outlet, day)
        report = replace(report, url=STAR if outlet == "Example Star" else "javascript:alert(3)")
        readings.append(make_reading(report, make_act(report, sentence, **(MEETING | told))))
    place = Mention(Span(0, 4), "place", "Kunashir")
    second = readings[1]
    readings[1] = Reading(replace(second.findings, places=(place,)), second.acts)
    return readings


def ruled(record: Record) -> tuple[Ruling, ...]:
    """Two rulings: the refusal is rejected, the first meeting was a day earlier."""
    word = Word("A. Name", dt.datetime(2019, 1, 20, tzinfo=dt.UTC), "known better")
    [refusal] = [entry for entry in record.entries if entry.kind == "reject"]
    [first] = [entry for entry in record.entries if entry.when == "2018-12-01"]
    nobody = apply(record, ())
    return (
        decide(nobody, "reject", [(refusal, None)], word),
        decide(nobody, "edit", [(first, None)], word, ("when=2018-11-30",)),
    )


@cache
def story() -> Dossier:
    """The dossier of the whole story."""
    record = merge_readings(read_all())
    return make_dossier(record, (), TODAY, None, ruled(record), "story")


@cache
def written(form: str) -> bytes:
    """The story in a format."""
    return b"".join(find_format(form).write(story()))


def lines(form: str) -> list[dict[str, Any]]:
    """The story in a format of JSON Lines, read back."""
    return [json.loads(line) for line in written(form).decode("utf-8").splitlines()]
