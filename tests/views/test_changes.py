"""What changed between two moments of a record."""

from __future__ import annotations

import datetime as dt
from typing import Any

import feedparser
import pytest

from aidememoire.errors import UsageError
from aidememoire.export.atom import changes_atom
from aidememoire.export.changes import changes_row
from aidememoire.model import Reading
from aidememoire.record.decide import Word, decide
from aidememoire.record.entry import Record
from aidememoire.record.merge import merge_readings, without
from aidememoire.record.ruled import apply
from aidememoire.record.rulings import Ruling
from aidememoire.record.runs import Run, since_day, since_run
from aidememoire.views.changes import Changes, change_id, changes_since
from aidememoire.views.changes_page import changes_page, runs_page
from aidememoire.views.page import page_text
from making import read_one

TREATY: dict[str, Any] = {"actors": ("Chad",), "recipients": ("Niger",), "matter": "border treaty"}
VISIT: dict[str, Any] = {"actors": ("Chad",), "recipients": ("Niger",), "when": "2019-01-22", "where": "Niamey"}
STORY: tuple[tuple[str, str, str, dict[str, Any]], ...] = (
    (
        "Chad offered Niger a border treaty by the year's end.",
        "Example Post",
        "2018-11-10",
        TREATY | {"kind": "propose", "when": "2018-11-09", "due": "../2018-12-31"},
    ),
    (
        "Chad's president will visit Niger on 22 January.",
        "Example Star",
        "2018-12-20",
        VISIT | {"status": "planned", "confidence": 0.9},
    ),
    ("The presidents of Chad and Niger met in Niamey.", "Example Star", "2019-01-23", VISIT),
    ("In Niamey the two heads of state sat down for talks.", "Example Herald", "2019-01-24", VISIT | {"where": None}),
    (
        "Chad took its offer of a border treaty back.",
        "Example Post",
        "2019-01-25",
        TREATY | {"kind": "reject", "when": "2019-01-24"},
    ),
    ("Chad and Niger may have met over a border treaty.", "Example Sun", "2019-01-26", TREATY | {"confidence": 0.2}),
)
TODAY = dt.date(2019, 1, 28)


def readings() -> list[Reading]:
    """A small dispute, told from November to January."""
    return [read_one(text, outlet=outlet, day=day, **told) for text, outlet, day, told in STORY]


def noon(day: str) -> dt.datetime:
    """The middle of a day."""
    return dt.datetime.fromisoformat(f"{day}T12:00:00+00:00")


def runs() -> list[Run]:
    """Three runs: the offer and the plan, then the visit, then the rest."""
    days, parts = ("2018-12-21", "2019-01-23", "2019-01-26"), ((0, 2), (2, 3), (3, 6))
    return [
        Run(n, noon(day), "0.1", tuple(r.report.id for r in readings()[first:last]))
        for n, (day, (first, last)) in enumerate(zip(days, parts, strict=True), 1)
    ]


def record() -> Record:
    """All of the story."""
    return merge_readings(readings())


def confirm(found: Record, day: str) -> Ruling:
    """A confirmation of the visit."""
    visit = next(e for e in found.entries if e.kind == "meet" and e.status == "done")
    return decide(apply(found, ()), "confirm", [(visit, None)], Word("A. Name", noon(day), "seen"))


def changes(number: int, rulings: tuple[Ruling, ...] = ()) -> Changes:
    """What changed since a run."""
    return changes_since(record(), rulings, since_run(runs(), number), f"run {number}", TODAY)


def test_new_entries_versions_moves_and_turns() -> None:
    """Since the first run: a visit made, told twice; an offer taken back and lapsed; a plan that was kept."""
    found = changes(1)
    assert len(found.reports) == 4
    assert [(new.entry.kind, new.entry.copies, new.at) for new in found.entries] == [
        ("meet", 2, noon("2019-01-23")),
        ("reject", 1, noon("2019-01-26")),
    ]
    assert found.versions == ()
    assert [(m.position.actor, m.position.latest.kind) for m in found.moves] == [("Chad", "reject")]
    assert [(t.commitment.entry.kind, t.was, t.commitment.state, t.at) for t in found.turns] == [
        ("propose", "due", "lapsed", noon("2019-01-01").replace(hour=0)),
        ("meet", "open", "met", noon("2019-01-23")),
    ]  # fmt: skip


def test_a_further_report_is_a_new_version() -> None:
    """Since the second run the visit is no new entry: another paper tells it too."""
    found = changes(2)
    [version] = found.versions
    assert ([report.outlet for report in version.reports], version.fields) == (["Example Herald"], ())
    assert [new.entry.kind for new in found.entries] == ["reject"]


def test_a_version_names_the_fields_that_differ() -> None:
    """A later report that knows the day better changes the entry, and both values are told."""
    vague = read_one(
        "Chad is to receive Niger's envoys.", day="2019-02-01", status="planned", **VISIT | {"when": "2019-03"}
    )
    exact = read_one(
        "Niger's envoys are expected on 4 March.", outlet="Example Star", day="2019-02-02", status="planned",
        **VISIT | {"when": "2019-03-04"},
    )  # fmt: skip
    both = merge_readings([vague, exact])
    past = since_day(both, (), dt.date(2019, 2, 2), published=True)
    [version] = changes_since(both, (), past, "2 Feb", dt.date(2019, 2, 3)).versions
    assert version.fields == (("when", "2019-03", "2019-03-04"),)


def test_since_a_day_counts_what_was_read_or_what_was_published() -> None:
    """By reading, the visit came in on the 23rd; by publication all that came out on a day and later is new."""
    past = since_day(record(), runs(), dt.date(2019, 1, 24))
    assert {reading.report.outlet for reading in readings()[3:]} == {
        report.outlet for report in changes_since(record(), (), past, "", TODAY).reports
    }
    published = since_day(record(), (), dt.date(2019, 1, 25), published=True)
    assert [r.outlet for r in changes_since(record(), (), published, "", TODAY).reports] == [
        "Example Post",
        "Example Sun",
    ]
    assert changes_since(record(), (), since_day(record(), (), dt.date.min), "", TODAY).then == dt.date.min


def test_only_rulings_made_since_are_new() -> None:
    """What was ruled before is no change; what was ruled since is told with what became of it."""
    found = record()
    early, late = confirm(found, "2019-01-24"), confirm(found, "2019-01-27")
    assert [made.ruling.ruling for made in changes(3, (early, late)).rulings] == [late]


def test_nothing_changed() -> None:
    """Since the last run there is nothing to tell, and the page says so."""
    found = changes(3)
    assert (found.entries, found.versions, found.moves, found.reports) == ((), (), (), ())
    assert "Nothing changed." in page_text(changes_page(changes_since(record(), (), since_run(runs(), 3), "", TODAY)))


def test_an_entry_too_unsure_for_the_brief_is_no_change() -> None:
    """What the brief leaves out is not announced either."""
    assert not [new for new in changes(1).entries if new.entry.matter == "border treaty" and new.entry.kind == "meet"]


@pytest.mark.parametrize("number", [0, 4, 99])
def test_a_run_that_was_none(number: int) -> None:
    """The error says which runs there are."""
    with pytest.raises(UsageError, match="runs 1 to 3"):
        since_run(runs(), number)


def test_ids_are_the_same_since_whenever() -> None:
    """A change keeps its id and time, however far back one asks: a feed reader shows it once."""
    ids = [{change_id(item): item.at for item in (*found.entries, *found.moves)} for found in (changes(1), changes(2))]
    assert set(ids[1]) < set(ids[0])
    assert all(ids[0][name] == at for name, at in ids[1].items())


def test_the_feed_is_atom() -> None:
    """A feed reader finds no fault in it; every item has an id, a title and a time, the newest first."""
    rulings = (confirm(record(), "2019-01-27"),)
    feed = feedparser.parse(changes_atom(changes(1, rulings), "record"))
    assert (feed.bozo, feed.version, feed.feed.author) == (False, "atom10", "aidememoire")
    assert feed.feed.id.startswith("urn:uuid:")
    assert len({item.id for item in feed.entries}) == len(feed.entries) == 6
    times = [item.updated_parsed for item in feed.entries]
    assert times == sorted(times, reverse=True)
    assert feed.feed.updated_parsed == times[0]
    assert all(item.title and item.category for item in feed.entries)
    other = feedparser.parse(changes_atom(changes(2, rulings), "record"))
    version = next(item for item in other.entries if item.category == "version")
    assert version.title.startswith("Also told by Example Herald")
    assert other.feed.id == feed.feed.id != feedparser.parse(changes_atom(changes(1), "another")).feed.id


def test_odd_characters_leave_the_feed_whole() -> None:
    """Markup, control characters and halves of pairs in a report's words do no harm."""
    odd = "A <b>&\x00\x0b\ud800\ufffe treaty ]]>"
    found = merge_readings([read_one("Chad spoke.", day="2019-01-20", kind="demand", **TREATY | {"matter": odd})])
    past = since_day(found, (), dt.date(2019, 1, 1), published=True)
    text = changes_atom(changes_since(found, (), past, odd, TODAY), odd)
    feed = feedparser.parse(text.encode())
    assert (feed.bozo, len(feed.entries)) == (False, 1)


def test_the_page_and_the_object_tell_the_same() -> None:
    """Every list of the JSON object has what the page shows under its title."""
    rulings = (confirm(record(), "2019-01-27"),)
    found = changes(1, rulings)
    row, text = changes_row(found), page_text(changes_page(found))
    assert {name: len(row[name]) for name in ("entries", "versions", "positions", "commitments", "rulings")} == {
        "entries": 2, "versions": 0, "positions": 1, "commitments": 2, "rulings": 1,
    }  # fmt: skip
    for title in ("NEW ENTRIES", "POSITIONS THAT MOVED", "COMMITMENTS", "RULINGS"):
        assert title in text
    assert "it was due" in text
    assert row["entries"][0]["entry"]["sources"] == ["Example Herald", "Example Star"]
    assert "also told by Example Herald" in page_text(changes_page(changes(2)))


def test_runs_are_listed() -> None:
    """Each with its number, its time and how many reports it added."""
    assert "run 2: 23 Jan 2019 12:00 UTC, 1 report added, version 0.1" in page_text(runs_page(runs()))
    assert "No run" in page_text(runs_page([]))


def test_without_nothing_is_the_record() -> None:
    """Leaving nothing out costs nothing; leaving all out leaves nothing."""
    found = record()
    assert without(found, frozenset()) is found
    assert without(found, frozenset(report.id for report in found.reports)).entries == ()
