"""Who is named: by the text first, by the tables second."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aidememoire.find.names import at_date, find_names
from aidememoire.find.sentences import find_sentences
from aidememoire.model import Mention, Report


def names(text: str, published: dt.date | None = None) -> tuple[Mention, ...]:
    """The mentions of a text."""
    report = Report("", "", text, published=published)
    return find_names(report, find_sentences(report))


TAUGHT = [
    ("Norwegian President Ohlmo Hagen spoke.", "Ohlmo Hagen", "Norway"),
    ("Norway's Ohlmo Hagen spoke. Later Hagen left.", "Ohlmo Hagen", "Norway"),
    ("Ohlmo Hagen, Norway's prime minister, spoke.", "Ohlmo Hagen", "Norway"),
    ("Ohlmo Hagen, the Norwegian foreign minister, spoke.", "Ohlmo Hagen", "Norway"),
    ("Ohlmo Hagen, the foreign minister of Norway, spoke.", "Ohlmo Hagen", "Norway"),
    ("Norwegian Fisheries Minister Ohlmo Hagen spoke.", "Ohlmo Hagen", "Norway"),
    ("Foreign Minister Ohlmo Hagen of Norway spoke.", "Ohlmo Hagen", "Norway"),
    ("The Norwegian president, Ohlmo Hagen, spoke.", "Ohlmo Hagen", "Norway"),
    ("Norway's foreign secretary, Sir Ohlmo Hagen, spoke.", "Ohlmo Hagen", "Norway"),
    ("A spokesman for the Norwegian foreign ministry, Ohlmo Hagen, spoke.", "Ohlmo Hagen", "Norway"),
    ("Deputy U.S. Trade Representative Ohlmo Hagen spoke.", "Ohlmo Hagen", "United States"),
    ("He met his Norwegian counterpart, Ohlmo Hagen.", "Ohlmo Hagen", "Norway"),
    ("North Korea fell silent. The North's leader Ohlmo Hagen spoke.", "Ohlmo Hagen", "North Korea"),
    ("Michael Jordan spoke.", "Michael Jordan", None),
    ("Norwegian President Milan Hagen spoke.", "Milan Hagen", "Norway"),
    ("Norwegian opposition leader Ohlmo Hagen spoke.", "Ohlmo Hagen", "Norwegian opposition"),
    ("Norway's rebel commander Ohlmo Hagen spoke.", "Ohlmo Hagen", "Norwegian rebels"),
    ("Opposition leader Ohlmo Hagen spoke.", "Ohlmo Hagen", None),
    ("Ohlmo Hagen, leader of the opposition Fatah, spoke.", "Ohlmo Hagen", "Fatah"),
    ("Labour Party shadow foreign secretary Ohlmo Hagen spoke.", "Ohlmo Hagen", "Labour Party"),
    ("Norwegian senator Ohlmo Hagen spoke.", "Ohlmo Hagen", None),
    ("Mr Hagen spoke.", "Hagen", None),
    ("OSLO, May 3 (Example) - Prime Minister Ohlmo Hagen spoke.", "Ohlmo Hagen", "Norway"),
    ("Prime Minister Ohlmo Hagen spoke.", "Ohlmo Hagen", None),
    ("The Norwegian foreign ministry's spokesman, Ohlmo Hagen, spoke.", "Ohlmo Hagen", "Norway"),
    ("Norwegian U.N. ambassador Ohlmo Hagen spoke.", "Ohlmo Hagen", "Norway"),
    ("Norway envoy Ohlmo Hagen spoke.", "Ohlmo Hagen", None),
    ("Ohlmo Hagen, director of the Norwegian Fish Institute, spoke. Hagen said no.", "Ohlmo Hagen", None),
    ("NATO Secretary-General Ohlmo Hagen spoke.", "Ohlmo Hagen", "NATO"),
]


@pytest.mark.parametrize(("text", "person", "state"), TAUGHT)
def test_the_text_teaches_who_speaks_for_whom(text: str, person: str, state: str | None) -> None:
    """Title, apposition and possessive give a person's full name and state; nothing is guessed where they do not."""
    found = next(m for m in names(text) if m.kind == "person")
    assert (found.name, found.persons, found.actors) == (person, (person,), (state,) if state else ())


def test_a_last_name_alone_is_the_person_named_in_full() -> None:
    """After, and before, the full name, with and without a title, and joined by a hyphen to nobody else."""
    text = (
        "Hagen flew home. Norwegian President Ohlmo Hagen had met Mr Lund. President Hagen waved. Hagen's plane left."
    )
    found = [m for m in names(text) if m.name == "Ohlmo Hagen"]
    assert [m.span.of(text) for m in found if m.kind == "person"] == ["Hagen", "Ohlmo Hagen", "Hagen", "Hagen"]
    assert {m.actors for m in found} == {("Norway",)}


def test_the_spokesman_of_a_person_speaks_for_the_same_state() -> None:
    """ "Hagen's spokesman Asger Lund" speaks for the state that Hagen speaks for."""
    found = names("Norwegian President Ohlmo Hagen left. Hagen's spokesman Asger Lund said so.")
    assert [(m.name, m.actors) for m in found if m.name == "Asger Lund"] == [("Asger Lund", ("Norway",))]


def test_an_office_is_its_only_holder_in_the_report() -> None:
    """ "The Norwegian president" is the one the report names; a former one may be anybody."""
    found = names(
        "Norwegian President Ohlmo Hagen spoke. The Norwegian president left. A former Norwegian president sat."
    )
    assert [m.persons for m in found if m.via == "office"] == [("Ohlmo Hagen",), ()]


def test_another_given_name_makes_another_person() -> None:
    """The president's namesake does not speak for the state."""
    found = names("Norwegian President Ohlmo Hagen spoke. Laura Hagen sang.")
    assert [(m.name, m.actors) for m in found] == [("Ohlmo Hagen", ("Norway",)), ("Laura Hagen", ())]


ACTORS = [
    ("U.S.-Japanese talks", ["U.S.=United States", "Japanese=Japan"]),
    ("the Russia-held, Japan-claimed islands", ["Russia=Russia", "Japan=Japan"]),
    ("Sino-Soviet ties", ["Sino=China", "Soviet=Soviet Union"]),
    ("Franco-German plans", ["Franco=France", "German=Germany"]),
    ("the Norwegian foreign ministry said", ["Norwegian foreign ministry=Norway"]),
    ("the foreign ministry in Oslo said", ["foreign ministry in Oslo=Norway"]),
    ("the leaders of Norway, Denmark and Sweden met", ["leaders of Norway, Denmark and Sweden=Norway,Denmark,Sweden"]),
    ("the government of Norway said", ["government of Norway=Norway"]),
    ("a German government spokesman said", ["German government spokesman=Germany"]),
    ("the Norwegian and Danish foreign ministers met", ["Norwegian and Danish foreign ministers=Norway,Denmark"]),
    ("the Foreign Office said", ["Foreign Office=United Kingdom"]),
    ("pro-Russian rebels", ["pro-Russian rebels=pro-Russian rebels"]),
    ("the Norwegian rebel forces", ["Norwegian rebel forces=Norwegian rebels"]),
    ("Norway's armed opposition", ["Norway's armed opposition=Norwegian opposition"]),
    ("the Norwegian opposition to the plan", ["Norwegian=Norway"]),
    ("Russian-backed rebels", ["Russian=Russia"]),
    ("the Norwegian Security Council", ["Norwegian Security Council=Norway"]),
    ("Norway's supreme national security council", ["Norway's supreme national security council=Norway"]),
    ("the Security Council and Norway", ["Security Council=United Nations", "Norway=Norway"]),
    (
        "European ministers and the European Commission",
        ["European ministers=Europe", "European Commission=European Commission"],
    ),
    ("Tehran-based diplomats said", []),
    ("in Aarhus, Denmark, on Monday", []),
    ("a romanian123 and Omanx", []),
    (
        "the Brisa Liberation Front (BLF) and the BLF",
        ["Brisa Liberation Front=Brisa Liberation Front"] + ["BLF=Brisa Liberation Front"] * 2,
    ),
    ("the University of Tokyo said", []),
    ("the U.S. Supreme Court said", ["U.S. Supreme Court=United States"]),
    ("the Ministry of Defence said", []),
    (
        "Norway's Ministry of Fish (MF) and the MF",
        ["Norway=Norway", "Ministry of Fish=Norway", "MF=Norway", "MF=Norway"],
    ),
]


@pytest.mark.parametrize(("text", "drawn"), ACTORS)
def test_actors_stand_for_their_state_with_exact_spans(text: str, drawn: list[str]) -> None:
    """States, adjectives, bodies and offices are found at word boundaries, each word given to one mention."""
    text = f"He saw {text}."
    found = [f"{m.span.of(text)}={','.join(m.actors)}" for m in names(text) if m.kind == "actor"]
    assert found == drawn


SOURCES = [
    ("a senior Japanese government official said", "a senior Japanese government official", ("Japan",)),
    ("Iranian officials said", "Iranian officials", ("Iran",)),
    ("a diplomat who spoke on condition of anonymity said", "a diplomat", ()),
    ("US and Russian negotiators said", "US and Russian negotiators", ("United States", "Russia")),
]


@pytest.mark.parametrize(("text", "name", "actors"), SOURCES)
def test_unnamed_sources_are_described_as_said(text: str, name: str, actors: tuple[str, ...]) -> None:
    """The description is the words of the report; the state is given only where they tell it."""
    found = [m for m in names(f"Later {text} no.") if m.kind == "source"]
    assert [(m.name, m.actors) for m in found] == [(name, actors)]


def test_a_head_of_state_is_known_by_the_last_name_in_his_time() -> None:
    """Within a year of the term of office, and where the report names the state; never without a date."""
    text = "Putin flew to Japan. Russia was silent."
    for year, actors in ((2018, [("Russia",)]), (1990, [])):
        assert [m.actors for m in names(text, dt.date(year, 5, 1)) if m.kind == "person"] == actors
    assert not [m for m in names("Putin flew to Japan.", dt.date(2018, 5, 1)) if m.kind == "person"]
    assert not [m for m in names(text) if m.kind == "person"]


KNOWN = [  # by the tables alone: as said, in the year, whom he or she speaks for
    ("Nicolás Maduro", 2019, "Venezuela"),
    ("Nicolas Maduro", 2019, "Venezuela"),
    ("Juan Guaidó", 2019, "Venezuelan opposition"),
    ("Jeremy Corbyn", 2017, "Labour Party"),
    ("Sitiveni Rabuka", 1995, "Fiji"),
    ("Sitiveni Rabuka", 2024, "Fiji"),
    ("President Assad", 2011, "Syria"),
]


@pytest.mark.parametrize(("said", "year", "side"), KNOWN)
def test_the_tables_know_persons_with_and_without_accents_and_articles(said: str, year: int, side: str) -> None:
    """A full name, or an office and a last name, is known in its time however the paper writes it."""
    found = names(f"{said} spoke on Monday.", dt.date(year, 6, 1))
    assert [m.actors for m in found if m.kind == "person"] == [(side,)]


ENTRIES = [
    ("MDC - T and Zanu - PF met", ["ZANU-PF"]),
    ("the EURATOM talks", ["EURATOM"]),
    ("the Group of Seven", ["G7"]),
]


@pytest.mark.parametrize(("text", "found"), ENTRIES)
def test_tables_give_one_short_name_however_it_is_written(text: str, found: list[str]) -> None:
    """Blanks around a hyphen and full names lead to the short name that papers use."""
    assert [m.name for m in names(f"He said {text}.") if m.name in found] == found


def test_headlines_in_capitals_are_read() -> None:
    """Names of states are found in a headline that is all capitals, and the persons the body names."""
    found = names("HAGEN REJECTS SOVIET OFFER\n\nNorwegian President Ohlmo Hagen said no.")
    assert [m.name for m in found[:2]] == ["Ohlmo Hagen", "Soviet Union"]


def test_datelines_name_nobody() -> None:
    """The place where a report was written does not act."""
    assert [m.name for m in names("OSLO, May 3 (Example) - Denmark said no.")] == ["Denmark"]


@pytest.mark.parametrize(
    ("actor", "day", "then"),
    [
        ("Russia", "1956", "Soviet Union"),
        ("Soviet Union", "1999-01-01", "Russia"),
        ("Japan", "1956-10-19", "Japan"),
        ("Russia", "2018-11", "Russia"),
        ("NATO", "1990", "NATO"),
    ],
)
def test_a_state_is_the_one_that_stood_on_the_day(actor: str, day: str, then: str) -> None:
    """A state becomes its predecessor or successor of that day; whoever has none stays."""
    assert at_date(actor, day) == then


def test_a_capital_is_the_state_of_the_day_of_publication() -> None:
    """Moscow is the Soviet Union in a report of 1987 and Russia in one of 1998."""
    for year, state in ((1987, "Soviet Union"), (1998, "Russia")):
        assert [m.name for m in names("Moscow agreed.", dt.date(year, 3, 1))] == [state]


WORDS = st.sampled_from(
    [
        "Norwegian",
        "President",
        "Hagen",
        "Ohlmo",
        ",",
        "'",
        ".",
        "'s",
        "Oslo",
        "of",
        "the",
        "and",
        "minister",
        "officials",
        "(",
        ")",
        "-",
        "U.S.",
        "\n\n",
        '"',
        "Mr",
    ]
)


@given(st.lists(WORDS, max_size=30).map(" ".join))
def test_mentions_are_in_order_and_never_overlap(text: str) -> None:
    """Whatever the words, every span holds words of the text and no two spans meet."""
    found = names(text)
    assert all(a.span.end <= b.span.start for a, b in pairwise(found))
    assert all(m.span.of(text).strip() == m.span.of(text) != "" for m in found)


def test_a_newspaper_and_a_city_of_one_name_are_told_apart() -> None:
    """The longer name is the outlet; the city alone is the state's metonym."""
    found = names("The Washington Post said Washington agreed.")
    assert [(m.kind, m.via) for m in found] == [("outlet", "name"), ("actor", "metonym")]
