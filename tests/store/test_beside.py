"""What a record keeps beside its reports: dossiers, what came in lately, parts of it without all that was found."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from aidememoire.errors import UsageError
from aidememoire.model import Mention, Reading, Span
from aidememoire.store import Query, open_store
from aidememoire.store.dossiers import Dossier, keep_dossier, load_dossiers, remove_dossier
from aidememoire.store.news import news_since
from aidememoire.store.part import part_of
from aidememoire.store.rulings import open_run
from making import read_one


def test_a_dossier_is_kept_under_its_name(tmp_path: Path) -> None:
    """A name stands for one query, the last one kept; names are read as they are shown."""
    with open_store(tmp_path / "r.sqlite", write=True) as store:
        keep_dossier(store, "Fish", "party=Norway")
        keep_dossier(store, " Fish\n", "party=Chad")
        keep_dossier(store, "Cod", "q=cod")
    with open_store(tmp_path / "r.sqlite", write=True) as store:
        assert load_dossiers(store) == (Dossier("Cod", "q=cod"), Dossier("Fish", "party=Chad"))
        assert remove_dossier(store, "Fish")
        assert not remove_dossier(store, "Fish")
        assert load_dossiers(store) == (Dossier("Cod", "q=cod"),)


@pytest.mark.parametrize(
    ("name", "query"), [("", "q=a"), (" \x00 ", "q=a"), ("x" * 121, "q=a"), ("Fish", ""), ("Fish", "q=" + "a" * 4_000)]
)
def test_what_is_no_dossier_is_refused(tmp_path: Path, name: str, query: str) -> None:
    """Nothing is kept of it."""
    with open_store(tmp_path / "r.sqlite", write=True) as store:
        with pytest.raises(UsageError):
            keep_dossier(store, name, query)
        assert load_dossiers(store) == ()


def test_news_is_what_later_runs_brought(tmp_path: Path) -> None:
    """Since a run, since the last one, since none; a record without runs has no news."""
    with open_store(tmp_path / "r.sqlite", write=True) as store:
        assert (news_since(store, -1).last, news_since(store, -1).reports) == (0, 0)
        for day in ("2019-05-10", "2019-06-10"):
            reading = read_one(f"Norway met Chad on {day}.", day=day, when=day)
            store.add(reading)
            open_run(store, dt.datetime.fromisoformat(f"{day}T08:00:00Z")).note(reading.report.id)
        store.settle()
        whens = {number: [entry.when for entry in news_since(store, number).entries] for number in (-1, 0, 1, 2)}
        assert whens == {-1: ["2019-06-10"], 0: ["2019-06-10", "2019-05-10"], 1: ["2019-06-10"], 2: []}
        assert (news_since(store, 1).last, news_since(store, 1).at[:10]) == (2, "2019-06-10")


def test_a_part_holds_its_reports_copies_and_the_names_of_its_sentences(tmp_path: Path) -> None:
    """Reports of other entries are not in it; a place is known by the sentence that names it, and where none does."""
    long = " ".join(f"Sentence {n} tells what envoy {n * 7} said about quota {n * 13}." for n in range(12))
    first = read_one(f"Norway met Chad in Oslo. {long}", when="2019-05-09", day="2019-05-10", where="Oslo")
    copy = read_one(
        f"Norway met Chad in Oslo. {long}", when="2019-05-09", day="2019-05-11", outlet="Wire", where="Oslo"
    )
    other = read_one("Mali met Togo.", actors=("Mali",), outlet="Herald")
    named = [Mention(Span(19, 23), "place", "Oslo")]
    with open_store(tmp_path / "r.sqlite", write=True) as store:
        for reading in (first, copy, other):
            findings = reading.findings
            told = type(findings)(findings.report, findings.sentences, (), (), tuple(named), (), ())
            store.add(Reading(told, reading.acts))
        store.settle()
        part = part_of(store, store.entries(Query(parties=("Norway",))).items)
    assert {reading.report.id for reading in part.readings} == {first.report.id, copy.report.id}
    assert part.originals == ((copy.report.id, first.report.id),)
    [found] = {mention.name for reading in part.readings for mention in reading.findings.places}
    assert found == "Oslo"
    for reading in part.readings:
        [sentence] = reading.findings.sentences
        assert sentence.span.holds(reading.findings.places[0].span)
