"""iCalendar, read back by the icalendar package."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from icalendar import Calendar

from aidememoire.export.dossier import make_dossier
from aidememoire.export.registry import find_format
from aidememoire.record.merge import merge_readings
from exporting import STAR, TODAY, story, written
from making import read_one

LATER = dt.date(2020, 1, 1)


def components(name: str, file: bytes | None = None) -> list[Any]:
    """The events or tasks of a calendar."""
    return list(Calendar.from_ical(file or written("ical")).walk(name))


def events_of(**told: Any) -> list[Any]:
    """The events of a record of one meeting."""
    reading = read_one("Chad met Mali.", recipients=("Mali",), **told)
    record = merge_readings([reading])
    return components("VEVENT", b"".join(find_format("ical").write(make_dossier(record, (), LATER))))


@pytest.mark.parametrize(
    ("when", "first", "last", "words"),
    [
        ("2019-05-09", (2019, 5, 9), (2019, 5, 9), ""),
        ("2019-05-08/2019-05-09", (2019, 5, 8), (2019, 5, 9), "8-9 May 2019"),
        ("2019-05", (2019, 5, 1), (2019, 5, 31), "May 2019"),
        ("2019-01/2019-04", (2019, 1, 1), (2019, 4, 30), "early 2019"),
    ],
)
def test_days_become_events_and_stretches_keep_their_words(
    when: str, first: tuple[int, int, int], last: tuple[int, int, int], words: str
) -> None:
    """An event of whole days, ending the day after its last one as RFC 5545 wants it."""
    [event] = events_of(when=when)
    assert event.decoded("dtstart") == dt.date(*first)
    assert event.decoded("dtend") == dt.date(*last) + dt.timedelta(1)
    assert (f"({words})" in event["summary"]) is bool(words)


@pytest.mark.parametrize(
    "when", [None, "2019-05-09~", "2019-05?", "2019", "201X", "../2019-05-09", "2019-05-09/..", "9999-12-31"]
)
def test_what_has_no_certain_days_is_no_event(when: str | None) -> None:
    """Nothing is put on a day that nobody told: about, perhaps, open, or some time in a year."""
    assert events_of(when=when) == []


@pytest.mark.parametrize(
    ("told", "status"),
    [
        ({"status": "done"}, ["CONFIRMED"]),
        ({"status": "planned"}, ["TENTATIVE"]),
        ({"status": "possible"}, ["TENTATIVE"]),
        ({"status": "denied"}, []),
        ({"status": "done", "negated": True}, []),
        ({"kind": "demand"}, []),
    ],
)
def test_only_meetings_that_take_place_are_events(told: dict[str, Any], status: list[str]) -> None:
    """What is planned is tentative; what was denied, or is no meeting, is no event."""
    assert [str(event["status"]) for event in events_of(when="2019-05-09", **told)] == status


def test_commitments_are_tasks_with_their_last_day() -> None:
    """A certain last day is DUE; one that is about, and none at all, is told in words alone."""
    tasks = {str(task["description"]).partition("“")[2].partition("”")[0]: task for task in components("VTODO")}
    assert len(tasks) == len(story().brief.commitments)
    well = tasks["Niger pledged to open the well by March."]
    assert (well.decoded("due"), str(well["status"])) == (dt.date(2019, 3, 31), "NEEDS-ACTION")
    assert "(by 31 Mar 2019)" in well["summary"]
    oslo = tasks["Chad pledged to visit Oslo in about May."]
    assert ("due" in oslo, "about May 2019" in oslo["summary"]) == (False, True)


def test_a_commitment_that_was_met_is_completed() -> None:
    """Completed on the day of the act that kept it."""
    sides: dict[str, Any] = {"actors": ("Chad",), "recipients": ("Niger",), "where": "Niamey"}
    plan = read_one("Chad will visit Niger.", day="2018-12-20", status="planned", when="2019-01-22", **sides)
    visit = read_one("Chad visited Niger.", outlet="Example Star", day="2019-01-23", when="2019-01-22", **sides)
    dossier = make_dossier(merge_readings([plan, visit]), (), TODAY)
    [task] = components("VTODO", b"".join(find_format("ical").write(dossier)))
    assert (str(task["status"]), task.decoded("completed").date()) == ("COMPLETED", dt.date(2019, 1, 22))


def test_every_component_has_a_lasting_id_and_its_sentence() -> None:
    """UIDs differ, and are the same when the record is seen from a later day; addresses are those of the web alone."""
    found = [*components("VEVENT"), *components("VTODO")]
    uids = [str(one["uid"]) for one in found]
    assert len(uids) == len(set(uids))
    later = b"".join(find_format("ical").write(make_dossier(story().record, (), LATER, None, story().rulings)))
    assert set(uids) <= {str(one["uid"]) for name in ("VEVENT", "VTODO") for one in components(name, later)}
    assert all("rule " in one["description"] and "confidence 0.75" in one["description"] for one in found)
    assert {str(one["url"]) for one in found if "url" in one} == {STAR}
    assert all(len(line) <= 75 for line in written("ical").split(b"\r\n"))
