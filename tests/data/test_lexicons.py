"""The tables of facts: their columns, names, dates and the actors they speak of."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from itertools import pairwise

import pytest

from aidememoire.find.names.rows import COLUMNS
from aidememoire.rules import load_tsv, several

KINDS = {
    ("states", "kind"): "state former territory",
    ("organisations", "kind"): "igo alliance forum court body mission bank ngo",
    ("groups", "kind"): "armed party movement people forces",
    ("offices", "class"): "hos hog fm defmin min spokes envoy official org mil",
    ("offices", "level"): "state organisation any",
    ("cities", "kind"): "city venue region sea",
    ("outlets", "kind"): "agency paper broadcaster site",
}
ONE_ROW_A_NAME = ("states", "organisations", "groups", "offices", "cities", "outlets", "instruments")
DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")
DATES = (("states", "valid_from", "valid_to"), ("people", "from", "to"), ("places", "from", "to"))
# The same words, meant for one of two holders after the other: the date of the report tells which.
SHARED_PEOPLE = {"George Bush", "King Abdullah"}


@cache
def rows(table: str) -> tuple[dict[str, str], ...]:
    columns = COLUMNS[table].split()
    return tuple(dict(zip(columns, row, strict=True)) for row in load_tsv(f"lexicons/{table}.tsv", columns))


def known_actors() -> set[str]:
    return {row["name"] for table in ("states", "organisations", "groups") for row in rows(table)}


@pytest.mark.parametrize(("table", "least"), {"states": 250, "people": 900, "places": 90, "outlets": 250}.items())
def test_tables_are_large_enough(table: str, least: int) -> None:
    """A table is not cut short, and every row has its name."""
    assert len(rows(table)) >= least
    assert all(next(iter(row.values())) for row in rows(table))


@pytest.mark.parametrize("table", ONE_ROW_A_NAME)
def test_names_and_aliases_are_unique(table: str) -> None:
    """No words of a table stand for two of its rows."""
    words = []
    for row in rows(table):
        own = {row.get("name") or row["title"], row.get("short", ""), *several(row.get("aliases", ""))}
        words += sorted(own - {""})
    assert [word for word, times in Counter(words).items() if times > 1] == []


def test_aliases_of_people_name_one_person() -> None:
    """No spelling stands for two persons, but for those whose offices tell them apart."""
    owners: dict[str, set[str]] = {}
    for row in rows("people"):
        for words in (row["person"], *several(row["aliases"])):
            owners.setdefault(words, set()).add(row["person"])
    assert {words for words, who in owners.items() if len(who) > 1} <= SHARED_PEOPLE


@pytest.mark.parametrize(("table", "first", "last"), DATES)
def test_dates_parse_and_run_forward(table: str, first: str, last: str) -> None:
    """A date is a year, month or day, and no row ends before it begins."""
    for row in rows(table):
        assert all(not row[c] or DATE.fullmatch(row[c]) for c in (first, last)), row
        if row[first] and row[last]:
            size = min(len(row[first]), len(row[last]))
            assert row[first][:size] <= row[last][:size], row


def test_dates_of_instruments_parse() -> None:
    """An instrument's date is a year, month or day."""
    assert [row["name"] for row in rows("instruments") if row["date"] and not DATE.fullmatch(row["date"])] == []


@pytest.mark.parametrize(
    ("table", "column"),
    [
        ("states", "successor"),
        ("organisations", "members"),
        ("groups", "state"),
        ("people", "actor"),
        ("places", "holder"),
        ("places", "claimants"),
        ("cities", "state"),
        ("outlets", "state"),
        ("instruments", "parties"),
    ],
)
def test_actors_exist(table: str, column: str) -> None:
    """Every actor a table speaks of is a state, organisation or group of ours."""
    actors = known_actors()
    assert sorted({a for row in rows(table) for a in several(row[column])} - actors) == []


@pytest.mark.parametrize(("table", "column"), KINDS)
def test_kinds_are_the_documented_ones(table: str, column: str) -> None:
    """A kind or class is one of those that docs/facts.md tells of."""
    assert {row[column] for row in rows(table)} <= set(KINDS[table, column].split())


def test_places_stand_on_the_globe_and_in_wholes_of_ours() -> None:
    """Coordinates are degrees, a whole has its own row, and only states and organisations name a place their way."""
    names = {row["name"] for row in rows("places")}
    for row in rows("places"):
        assert not row["lat"] or (-90 <= float(row["lat"]) <= 90 and -180 <= float(row["lon"]) <= 180), row
        assert set(several(row["part_of"])) <= names, row
        sides = {pair.split("=")[0].strip() for pair in several(row["names"]) if "=" in pair}
        assert sides <= known_actors(), row


def test_periods_of_a_place_do_not_overlap() -> None:
    """A place has at most one row for any day."""
    periods: dict[str, list[tuple[str, str]]] = {}
    for row in rows("places"):
        periods.setdefault(row["name"], []).append((row["from"], row["to"] or "9999"))
    for name, spans in periods.items():
        spans.sort()
        assert all(a[1] <= b[0] for a, b in pairwise(spans)), name


def test_offices_of_people_are_titles() -> None:
    """Every office of people.tsv is a title of offices.tsv, so that its class is known."""
    titles = {t for row in rows("offices") for t in (row["title"], *several(row["aliases"]))}
    assert sorted({row["office"] for row in rows("people")} - titles) == []
