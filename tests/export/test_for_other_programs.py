"""PLOVER, FollowTheMoney, GeoJSON, JSON-LD and Atom, read back."""

from __future__ import annotations

import json
from typing import Any

import feedparser
import pytest
import rdflib

from aidememoire.export.dossier import make_dossier
from aidememoire.export.registry import find_format
from aidememoire.model import Voice
from aidememoire.record.merge import merge_readings
from exporting import EVIL, STAR, TODAY, lines, story, written
from making import read_one

# What FollowTheMoney's schemata allow, as far as they are used; the package itself is too large to test with.
THING = {"name", "summary", "description", "sourceUrl", "publisher", "keywords", "notes", "proof"}
SCHEMATA = {
    "LegalEntity": THING,
    "Person": THING,
    "Article": THING | {"title", "fileName", "publishedAt", "language"},
    "Event": THING | {"startDate", "endDate", "date", "recordId", "location", "involved"},
}


def test_plover_has_the_events_that_happen() -> None:
    """What PLOVER has no class for and what was denied are left out; a day is given where one is known for certain."""
    events = {event["aidememoire"]["sentence"]: event for event in lines("plover")}
    assert {event["Event Type"] for event in events.values()} == {"AGREE", "AID", "CONSULT"}
    assert not any(words in sentence for sentence in events for words in ("maintains", "did not meet"))
    promise = events["Niger pledged to open the well by March."]
    assert (promise["Actor Name"], promise["Recipient Name"], promise["CAMEO"]) == ("Niger", "Chad", "030")
    assert (promise["Actor Country"], promise["Recipient Country"]) == ("NER", "TCD")
    assert events["Chad and Mali met around October."]["Event Date"] is None
    assert (promise["Event Date"], promise["Publication Date"]) == ("2018-12-19", "2018-12-20")
    pump = events["Niger may lend Chad a pump if it rains."]
    assert (pump["Contexts"], pump["Event Date"]) == ("hypothetical", None)


@pytest.mark.parametrize(
    ("status", "context"), [("done", ""), ("planned", "future"), ("possible", "hypothetical"), ("denied", None)]
)
def test_what_has_not_happened_is_marked_in_plover(status: str, context: str | None) -> None:
    """Plans are future, possibilities hypothetical; what was denied is no event."""
    reading = read_one("Chad met Mali.", plover="CONSULT", when="2019-05-09~", status=status, recipients=("Mali",))
    dossier = make_dossier(merge_readings([reading]), (), TODAY.replace(year=2020))
    events = [json.loads(line) for line in find_format("plover").write(dossier)]
    assert [event["Contexts"] for event in events] == ([] if context is None else [context])
    assert all(event["Event Date"] is None for event in events)  # about a day is no day


def test_a_kind_given_by_a_person_has_the_codes_of_that_kind() -> None:
    """The machine's CAMEO code is not kept beside another kind."""
    from dataclasses import replace

    from aidememoire.export.flat import codes

    entry = story().rows[0].entry
    assert codes(replace(entry, kind="reject")) == ("REJECT", "120")


def test_follow_the_money_knows_every_property_and_entity() -> None:
    """Only schemata and properties there are; every entity is told before what names it, and once."""
    known: dict[str, str] = {}
    for entity in lines("ftm"):
        assert set(entity["properties"]) <= SCHEMATA[entity["schema"]]
        assert all(isinstance(value, str) for values in entity["properties"].values() for value in values)
        assert entity["properties"]["name"]
        for name, schema in (("involved", {"LegalEntity", "Person"}), ("proof", {"Article"})):
            assert {known[other] for other in entity["properties"].get(name, [])} <= schema
        assert entity["id"] not in known
        known[entity["id"]] = entity["schema"]
    assert list(known.values()).count("Event") == len(story().rows)


def test_follow_the_money_dates_are_no_more_exact_than_known() -> None:
    """A day is a date; a stretch has two ends; what is open has one."""
    events = {e["properties"]["summary"][0]: e["properties"] for e in lines("ftm") if e["schema"] == "Event"}
    assert events["Chad and Niger met in Niamey."]["date"] == ["2018-11-30"]
    plan = events["Chad will visit Niger early next year."]
    assert (plan["startDate"], plan["endDate"], plan["sourceUrl"]) == (["2019-01-01"], ["2019-04-30"], [STAR])
    for sentence in ("Chad and Togo met some day.", "Chad and Mali met around October."):
        assert not {"date", "startDate", "endDate"} & events[sentence].keys()
    assert events["Chad and Mali met around October."]["notes"] == ["dated about Oct 2018"]
    assert "confidence 0.75, rule meet/test" in plan["description"][0]


def features() -> list[dict[str, Any]]:
    """The features of the map."""
    found = json.loads(written("geojson"))
    assert found["type"] == "FeatureCollection"
    return list(found["features"])


def test_a_disputed_place_has_the_names_of_all_sides() -> None:
    """Each side's name, who holds and who claims it; the point is east, then north."""
    [place] = [f for f in features() if f["properties"]["what"] == "disputed place"]
    assert {"side": "Japan", "name": "Kunashiri"} in place["properties"]["names"]
    assert (place["properties"]["held_by"], place["properties"]["claimed_by"]) == (["Russia"], ["Japan"])
    east, north = place["geometry"]["coordinates"]
    assert (140 < east < 150, 40 < north < 50) == (True, True)
    [reference] = place["properties"]["entries"]
    assert reference in {row.reference for row in story().rows}


def test_acts_at_known_places_are_on_the_map() -> None:
    """An act at a disputed place is a point with its sentence; one at a city without coordinates is left out."""
    [act] = [f["properties"] for f in features() if f["properties"]["what"] == "act"]
    assert act["sentence"] == "Chad and Niger sat together for two days."
    assert (act["outlet"], act["published"], act["confidence"], act["rule"]) == (
        "Example Post",
        "2018-11-20",
        0.75,
        "meet/test",
    )


def graph() -> rdflib.Graph:
    """The JSON-LD as RDF; nothing may be fetched for it."""
    return rdflib.Graph().parse(data=written("jsonld").decode("utf-8"), format="json-ld")


def test_web_annotations_point_at_their_words() -> None:
    """For every statement the position and the quotation lead to the same words of the report."""
    asked = """
    SELECT ?report ?start ?end ?exact ?prefix WHERE {
      ?note a oa:Annotation ; oa:hasBody ?entry ; oa:hasTarget ?target .
      ?entry a prov:Entity ; prov:wasDerivedFrom ?report .
      ?target oa:hasSource ?report ; oa:hasSelector ?place , ?quote .
      ?place a oa:TextPositionSelector ; oa:start ?start ; oa:end ?end .
      ?quote a oa:TextQuoteSelector ; oa:exact ?exact ; oa:prefix ?prefix . }
    """
    spaces = {"oa": "http://www.w3.org/ns/oa#", "prov": "http://www.w3.org/ns/prov#"}
    texts = {report.id: report.text for report in story().record.reports}
    rows = list(graph().query(asked, initNs=spaces))
    assert len(rows) == sum(len(row.statements) for row in story().rows)
    for report, start, end, exact, prefix in rows:  # type: ignore[misc]
        text = texts[str(report).rpartition(":")[2]]
        assert text[int(start) : int(end)] == str(exact)
        assert text[: int(start)].endswith(str(prefix))


def test_unnamed_voices_of_two_entries_are_not_one() -> None:
    """ "An aide" here and "an aide" there may be two people; a name is one."""
    nodes = {node["id"]: node for node in json.loads(written("jsonld"))["@graph"]}
    voices = [node for node in nodes.values() if "voice:" in node["id"]]
    assert sorted((voice["label"], voice["sort"]) for voice in voices) == [
        ("Ida Moe", "person"),
        ("an aide", "anonymous"),
        ("an aide", "anonymous"),
    ]
    assert all(other in nodes for node in nodes.values() for other in node.get("attributed_to", []))


def test_odd_words_are_themselves_in_json_ld() -> None:
    """A report's odd words come back from RDF as they were."""
    matters = {str(found) for found in graph().objects(None, rdflib.URIRef("urn:aidememoire:term:matter"))}
    assert EVIL in matters


def test_half_a_character_is_escaped_in_json() -> None:
    """Text that UTF-8 cannot hold is written with JSON's own escape and read back as it was."""
    voice = Voice("\ud83d", "person", False)
    reading = read_one("Chad met Mali.", recipients=("Mali",), matter="a \ud83d b", said_by=(voice,))
    dossier = make_dossier(merge_readings([reading]), (), TODAY.replace(year=2020))
    [row] = [json.loads(line) for line in find_format("jsonl").write(dossier)]
    assert (row["matter"], row["said_by"]) == ("a \ud83d b", ["\ud83d"])


@pytest.mark.parametrize(
    "form", ["csv", "docx", "ftm", "html", "ical", "jsonld", "markdown", "parquet", "plover", "atom"]
)
def test_no_format_stumbles_over_half_a_character(form: str) -> None:
    """Whatever a report holds, its record can be handed on."""
    reading = read_one("Chad met Mali.", recipients=("Mali",), matter="a \ud83d b \ufffe", plover="CONSULT")
    dossier = make_dossier(merge_readings([reading]), (), TODAY.replace(year=2020))
    assert b"".join(find_format(form).write(dossier))


def test_the_feed_tells_the_last_weeks() -> None:
    """What came in the 90 days before is there, each with its sentence; nothing older is."""
    feed = feedparser.parse(written("atom"))
    assert not feed.bozo
    assert any("Niger promised" in item.title for item in feed.entries)
    late = make_dossier(story().record, (), TODAY.replace(year=2020), None, (), "story")
    assert all(
        item.tags[0].term == "commitment"
        for item in feedparser.parse(b"".join(find_format("atom").write(late))).entries
    )
