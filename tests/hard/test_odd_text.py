"""Odd text of our own making, as title, paper, name and quoted words: kept as it is, looked for, shown, spans true."""

from __future__ import annotations

import datetime as dt
import json
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest

from aidememoire.errors import ReadError
from aidememoire.model import Reading, Report
from aidememoire.pipeline import find_all, load_parser
from aidememoire.read import reports
from aidememoire.record.merge import merge_readings
from aidememoire.store import Query, Store, open_store
from aidememoire.views.brief import make_brief
from aidememoire.views.page import brief_text
from aidememoire.views.proof import find_proof, proof_text

SEEDS: list[str] = json.loads(Path(__file__).with_name("odd.json").read_text("utf-8"))
TODAY = dt.date(2019, 6, 1)


def is_half(text: str) -> bool:
    """Whether half a character stands in it."""
    return any(unicodedata.category(char) == "Cs" for char in text)


def row_of(seed: str, n: int) -> dict[str, str]:
    """A report that says the seed wherever words may stand."""
    text = (
        f"Norway met Denmark in Oslo on 3 May 2019 over {seed} quotas.\n"
        f'"{seed}", said Ida Moe, foreign minister of Norway, on Friday.\n{seed}\nDenmark promised to sign {seed}.'
    )
    return {"id": f"{n} {seed}", "title": seed, "outlet": f"{seed} {n}", "text": text, "published": "2019-05-10"}


@pytest.fixture(scope="module")
def read_rows(tmp_path_factory: pytest.TempPathFactory) -> list[Report | ReadError]:
    """What reading makes of all of them."""
    path = tmp_path_factory.mktemp("odd") / "odd.jsonl"
    path.write_text("".join(json.dumps(row_of(seed, n)) + "\n" for n, seed in enumerate(SEEDS)))
    return list(reports([path]))


@pytest.fixture(scope="module")
def found(read_rows: list[Report | ReadError]) -> list[Reading]:
    """The readings of those that are reports."""
    return list(find_all([one for one in read_rows if isinstance(one, Report)], load_parser()))


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def store(
    request: pytest.FixtureRequest, found: list[Reading], tmp_path_factory: pytest.TempPathFactory
) -> tuple[Store, list[Reading]]:
    """A record of them, and what was put in: PostgreSQL knows no NUL."""
    sqlite = request.param == "sqlite"
    make: Callable[[], str] = (
        (lambda: str(tmp_path_factory.mktemp("r") / "r.sqlite")) if sqlite else request.getfixturevalue("new_database")
    )
    target = make()
    kept = [one for one in found if sqlite or "\x00" not in one.report.text + (one.report.title or "")]
    with open_store(target, write=True) as writer:
        assert all(writer.add(reading) for reading in kept)
        writer.settle()
    return open_store(target), kept


def test_odd_text_is_read_as_it_is_or_refused(read_rows: list[Report | ReadError]) -> None:
    """Only half a character is refused, by name; of all else no character is lost."""
    for seed, one in zip(SEEDS, read_rows, strict=True):
        row = row_of(seed, SEEDS.index(seed))
        if isinstance(one, ReadError):
            assert is_half(seed)
            assert "half a character" in str(one)
        else:
            assert (one.text, one.title or "", one.outlet) == (row["text"], seed, row["outlet"])


def test_spans_stand_where_they_say(found: list[Reading]) -> None:
    """Acts, mentions and voices lie inside their sentence and report, whatever stands beside them."""
    for reading in found:
        end = len(reading.report.text)
        for act in reading.acts:
            assert act.sentence.holds(act.words)
            assert act.words.end <= end
            assert act.words.of(reading.report.text).strip()
            assert all(0 <= span.start < span.end <= end for _, span in act.spans)
    assert sum(len(reading.acts) for reading in found) > len(found)


def test_odd_text_is_kept_unchanged(store: tuple[Store, list[Reading]]) -> None:
    """Every report and act comes back to the last sign, and the record is the one of a merge in memory."""
    opened, kept = store
    assert {one.report.id: one for one in opened.readings()} == {one.report.id: one for one in kept}
    assert opened.record() == merge_readings(kept)


@pytest.mark.parametrize("seed", SEEDS, ids=range(len(SEEDS)))
def test_odd_text_may_be_looked_for(store: tuple[Store, list[Reading]], seed: str) -> None:
    """As search, query, reference or name it finds what holds it or nothing; it never fails, and never means more."""
    opened, _ = store
    for hit in opened.search([seed]).items:
        assert all(0 <= span.start < span.end <= len(hit.report.text) for span in hit.found)
    assert opened.entries(Query(words=(seed,), actors=(seed,), places=(seed,))).items == ()
    assert opened.count(Query(kinds=(seed,), instruments=(seed,))) == 0
    if seed != "0":
        assert opened.entries_beginning(seed) + opened.acts_beginning(seed) + opened.reports_beginning(seed) == ()


def test_odd_text_steers_no_page(found: list[Reading]) -> None:
    """The brief and the proof of every entry hold no sign that moves a terminal or turns the direction of writing."""
    record = merge_readings(found)
    pages = [brief_text(make_brief(record, (), TODAY, 0.0))]
    pages += [proof_text(find_proof(record, entry.id, ())) for entry in record.entries]
    for page in pages:
        assert not {char for char in page if unicodedata.category(char) in ("Cc", "Cs") and char != "\n"}
        assert not set(page) & set("\u202a\u202b\u202d\u202e\u2066\u2067\u2068")
