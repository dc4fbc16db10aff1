"""A part of a record says of what it holds the same as the whole record does."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings

from aidememoire.errors import UsageError
from aidememoire.model import Reading
from aidememoire.record.commitments import find_commitments
from aidememoire.record.decide import Word
from aidememoire.record.merge import as_known, merge_readings
from aidememoire.record.ruled import apply
from aidememoire.record.rulings import Ruling
from aidememoire.store import Query, Store, open_store
from aidememoire.store.rulings import keep_rulings, load_rulings
from aidememoire.views import part
from aidememoire.views.brief import sure_of
from aidememoire.views.due import distance_words, load_due
from aidememoire.views.part import load_entry, load_part, means
from aidememoire.views.pointing import ruling_on
from making import read_one
from telling import readings

TODAY = dt.date(2019, 6, 1)
QUERIES = [
    Query(),
    Query(parties=("Denmark",)),
    Query(actors=("Norway",), kinds=("meet", "sign")),
    Query(words=("cod",)),
    Query(first=dt.date(2019, 5, 1), last=dt.date(2019, 5, 31)),
    Query(places=("Oslo",), sure=0.5),
    Query(statuses=("planned",)),
]


def _filled(path: Path, told: list[Reading]) -> Store:
    with open_store(path, write=True) as store:
        for reading in told:
            store.add(reading)
        store.settle()
    return open_store(path)


@settings(max_examples=25, deadline=None)
@given(told=readings())
def test_a_part_tells_what_the_whole_record_tells(told: list[Reading]) -> None:
    """Its entries, its reprints and the life of its commitments are those of the whole, seen from the same day."""
    whole = as_known(merge_readings(told), TODAY)
    texts = {report.id: report.text for report in whole.reports}
    with TemporaryDirectory() as folder, _filled(Path(folder) / "r.sqlite", told) as store:
        for query in QUERIES:
            sure = find_commitments(sure_of(whole, query.sure), TODAY)  # what is less sure keeps no promise
            states = {found.entry.id: found.state for found in sure}
            found = load_part(store, query, TODAY)
            assert [e.id for e in found.entries] == [e.id for e in whole.entries if means(query, e, texts)]
            assert {c.entry.id: c.state for c in found.commitments()} == {
                number: state for number, state in states.items() if number in {e.id for e in found.entries}
            }


PROMISE = {"kind": "promise", "status": "planned", "recipients": ("Denmark",), "matter": "open the crossing"}


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    """A promise in May, and the act of July that kept it."""
    told = [
        read_one("Norway will open the crossing for Denmark.", due="2019-07", day="2019-05-10", **PROMISE),
        read_one(
            "Norway opened the crossing for Denmark.", kind="cooperate", recipients=("Denmark",), outlet="Wire",
            matter="open the crossing", when="2019-07-03", day="2019-07-04",
        ),
    ]  # fmt: skip
    _filled(tmp_path / "r.sqlite", told)
    return tmp_path / "r.sqlite"


def test_what_kept_a_promise_is_found_outside_the_query(kept: Path) -> None:
    """A query for promises alone shows none of them as overdue that another entry shows as kept."""
    with open_store(kept) as store:
        whole = find_commitments(store.record(), dt.date(2019, 12, 1))
        found = load_part(store, Query(kinds=("promise",)), dt.date(2019, 12, 1))
    assert [c.state for c in found.commitments()] == [c.state for c in whole if c.entry.kind == "promise"] == ["met"]
    assert [entry.kind for entry in found.entries] == ["promise"]


def test_what_falls_due_is_found_in_the_whole_record(kept: Path) -> None:
    """Before its days it is ahead; after them, seen from before the report that it was kept, it would be overdue."""
    with open_store(kept) as store:
        soon = load_due(store, Query(), dt.date(2019, 6, 20))
        later = load_due(store, Query(), dt.date(2019, 8, 20))
    assert [c.entry.kind for c in soon.coming] == ["promise"]
    assert [distance_words(c, dt.date(2019, 6, 20)) for c in soon.coming] == ["in 11 to 41 days"]
    assert soon.overdue == later.overdue == later.coming == ()


def test_only_the_newest_are_loaded_and_the_rest_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of more than a page is worked out from, the newest are there, and `more` says that there are others."""
    told = [
        read_one(f"Norway met Chad {n}.", matter=f"fish {n}", when=f"2019-05-0{n}", outlet=str(n)) for n in range(1, 8)
    ]
    with _filled(tmp_path / "r.sqlite", told) as store:
        assert not load_part(store, Query(), TODAY).more
        monkeypatch.setattr(part, "UNDATED", 2)
        few = load_part(store, Query(), TODAY, most=3)
    assert [entry.when for entry in few.entries] == ["2019-05-05", "2019-05-06", "2019-05-07"]
    assert few.more


def _rule(store: Store, action: str, references: list[str], fields: tuple[str, ...] = ()) -> Ruling:
    word = Word("A. Name", dt.datetime(2026, 11, 12, tzinfo=dt.UTC), "so it is")
    made = ruling_on(store.record(), load_rulings(store), action, references, word, fields, new_names=True)
    keep_rulings(store, [made])
    return made


def test_rulings_hold_in_a_part(tmp_path: Path) -> None:
    """What was given another field is found by it, what was merged from either end, and what was split off too."""
    told = [
        read_one("Norway met Denmark in Oslo.", when="2019-05-09", where="Oslo", recipients=("Denmark",)),
        read_one("Norway met Chad.", when="2019-05-20", recipients=("Chad",), outlet="Wire"),
        read_one("Norway met Mali.", when="2019-05-21", recipients=("Mali",), outlet="Herald"),
    ]
    _filled(tmp_path / "r.sqlite", told)
    with open_store(tmp_path / "r.sqlite", write=True) as store:
        ids = {entry.recipients[0]: entry.id for entry in store.record().entries}
        _rule(store, "edit", [ids["Denmark"]], ("where=Bergen",))
        assert [e.id for e in load_part(store, Query(places=("Bergen",)), TODAY).entries] == [ids["Denmark"]]
        assert load_part(store, Query(places=("Oslo",)), TODAY).entries == ()
        _rule(store, "merge", [ids["Chad"], ids["Mali"]])
        both = [load_entry(store, ids[name], TODAY)[1] for name in ("Chad", "Mali")]
        assert both[0] == both[1]
        assert len(both[0].acts) == 2
        _rule(store, "split", [both[0].acts[1].id])
        ruled = apply(store.record(), load_rulings(store)).record
        for entry in ruled.entries:
            assert load_entry(store, entry.id, TODAY)[1] == replace(entry)


@pytest.mark.parametrize(
    ("reference", "told"), [("zzzz", "no entry has this reference"), ("", "no entry has this reference")]
)
def test_a_reference_that_means_nothing_is_told(kept: Path, reference: str, told: str) -> None:
    """Nothing is shown for a guess."""
    with open_store(kept) as store, pytest.raises(UsageError, match=told):
        load_entry(store, reference, TODAY)


def test_what_was_told_later_is_not_known_yet(kept: Path) -> None:
    """An entry of a report published after the day is there, but not to be seen from that day."""
    with open_store(kept) as store:
        late = next(entry for entry in store.record().entries if entry.kind == "cooperate")
        with pytest.raises(UsageError, match="published after 2019-06-01"):
            load_entry(store, late.id, TODAY)
