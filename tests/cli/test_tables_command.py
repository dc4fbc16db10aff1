"""`aidememoire tables` and `aidememoire people`: tables of the user's own, checked and made."""

from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner

from aidememoire.cli import main
from aidememoire.store import open_store
from making import read_one


def test_columns_are_printed_and_a_folder_is_checked(tmp_path: Path) -> None:
    """Without a folder the columns; with one how many rows it adds, or the line that is wrong."""
    asked = CliRunner().invoke(main, ["tables"])
    assert "people.csv: person, aliases, actor, office, from, to\n" in asked.stdout
    (tmp_path / "people.csv").write_text("person,actor,office\nOhlmo Hagen,Norway,king\n")
    assert CliRunner().invoke(main, ["tables", str(tmp_path)]).stdout == "people.csv: 1 row\n"
    (tmp_path / "people.csv").write_text("person,actor,office\nOhlmo Hagen,,king\n")
    wrong = CliRunner().invoke(main, ["tables", str(tmp_path)])
    assert wrong.exit_code == 1
    assert "people.csv:2: 'actor' is empty" in wrong.stderr


def test_a_record_gives_a_people_table_that_is_a_good_one(tmp_path: Path) -> None:
    """What `people` prints is what `tables` takes."""
    with open_store(tmp_path / "r.sqlite", write=True) as store:
        store.add(read_one("Norwegian King Ohlmo Hagen met Mali.", recipients=("Mali",), day="2018-05-10"))
    made = CliRunner().invoke(main, ["people", "--record", str(tmp_path / "r.sqlite")])
    assert made.stdout == "person,actor,office,from,to\nOhlmo Hagen,Norway,king,2018-05-10,2018-05-10\n"
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "people.csv").write_text(made.stdout)
    assert CliRunner().invoke(main, ["tables", str(tmp_path / "own")]).stdout == "people.csv: 1 row\n"
