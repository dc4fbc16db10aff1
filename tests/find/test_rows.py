"""Tables of the user's own stand beside the shipped ones; what is wrong in them is named by line."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from aidememoire.errors import DataError
from aidememoire.find.names import find_names
from aidememoire.find.names.codes import code
from aidememoire.find.names.rows import COLUMNS, FOLDER, check_folder, own_rows, rows_of
from aidememoire.find.names.tables import automata, tables
from aidememoire.find.sentences import find_sentences
from aidememoire.model import Report

GOOD = {
    "people.csv": "person,actor,office,from\nOhlmo Hagen,Norway,foreign minister,2019-05\n",
    "groups.csv": '\ufeffaliases,name\n"Fjordfolk; Fjord folk",Fjord People\'s Front\n\n',
}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder of tables that is in use; what is kept of the tables is forgotten before and after."""
    for name, text in GOOD.items():
        (tmp_path / name).write_text(text, "utf-8")
    monkeypatch.setenv(FOLDER, str(tmp_path))
    kept = (tables, automata, code)
    for cached in kept:
        cached.cache_clear()
    yield tmp_path
    for cached in kept:
        cached.cache_clear()


@pytest.mark.usefixtures("folder")
def test_reading_knows_what_own_tables_say() -> None:
    """A person and a group of the user's own are found, the person only in his time."""
    text = "Ohlmo Hagen met the Fjordfolk."
    for year, actors in ((2019, ("Norway",)), (2012, ())):
        report = Report("", "", text, published=dt.date(year, 6, 1))
        found = find_names(report, find_sentences(report))
        assert [m.actors for m in found] == [actors, ("Fjord People's Front",)]


def test_shipped_rows_come_first_and_stay(folder: Path) -> None:
    """Own rows are added behind ours, columns left out are empty."""
    rows = list(rows_of("people"))
    assert rows[-1]["person"] == "Ohlmo Hagen"
    assert (rows[-1]["aliases"], rows[-1]["to"]) == ("", "")
    assert len(rows) > 1000
    assert check_folder(folder) == dict.fromkeys(COLUMNS, 0) | {"people": 1, "groups": 1}


WRONG = [
    ("people.csv", "person,actor,job\n", "people.csv:1: 'job' is no column"),
    ("people.csv", "actor,office\n", "people.csv:1: column 'person' is missing"),
    ("people.csv", "person,person\n", "people.csv:1: 'person' is no column, or stands twice"),
    ("people.csv", "person,actor,office\nOhlmo Hagen,Norway\n", "people.csv:2: 2 cells under 3 columns"),
    ("people.csv", "person,actor,office\nOhlmo Hagen,,king\n", "people.csv:2: 'actor' is empty"),
    ("people.csv", "person,actor,office,to\nA B,Norway,king,May\n", "people.csv:2: 'to' is 'May'"),
    ("people.csv", 'person,actor\n"A B,Norway\n', "people.csv:2: not CSV"),
    ("instruments.csv", "name,date\n\nOslo Pact,1.5.2019\n", "instruments.csv:3: 'date' is '1.5.2019'"),
]


@pytest.mark.parametrize(("name", "text", "says"), WRONG)
def test_a_wrong_line_is_named(tmp_path: Path, name: str, text: str, says: str) -> None:
    """The file, the line, what is wrong and what to do."""
    (tmp_path / name).write_text(text, "utf-8")
    with pytest.raises(DataError) as error:
        list(own_rows(tmp_path, name.removesuffix(".csv")))
    assert says in str(error.value)
    assert error.value.remedy


def test_a_file_of_no_table_and_one_that_is_not_utf8_are_refused(tmp_path: Path) -> None:
    """A name with a slip in it would else be passed over in silence."""
    (tmp_path / "persons.csv").write_text("person\n")
    with pytest.raises(DataError, match="none of our tables"):
        check_folder(tmp_path)
    (tmp_path / "persons.csv").unlink()
    (tmp_path / "people.csv").write_bytes(b"person,actor,office\nJos\xe9 B,Norway,king\n")
    with pytest.raises(DataError, match="not UTF-8 at byte offset"):
        check_folder(tmp_path)


def test_a_folder_that_is_not_there_is_an_error(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Reading without the tables that were asked for would give another record."""
    monkeypatch.setenv(FOLDER, str(tmp_path / "none"))
    with pytest.raises(DataError, match="no such folder"):
        list(rows_of("people"))
