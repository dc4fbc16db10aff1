"""`aidememoire read`: reports go into a record once, whole, and stay there."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from aidememoire.cli import main
from aidememoire.store import open_store

FIRST = "Title: Talks held\nOutlet: The Example Post\nDate: 2019-05-10\n\nNorway met Denmark in Oslo on Thursday.\n"
SECOND = (
    "Title: Offer made\nOutlet: The Example Star\nDate: 2019-05-11\n\nDenmark proposed a fishing treaty to Norway.\n"
)


def run(*args: str | Path) -> Result:
    """The command line with these words."""
    return CliRunner().invoke(main, [str(arg) for arg in args])


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two reports."""
    reports = tmp_path / "reports"
    reports.mkdir()
    (reports / "a.txt").write_text(FIRST)
    (reports / "b.txt").write_text(SECOND)
    return reports


def names(record: Path) -> list[str | None]:
    """The outlets in a record."""
    with open_store(record) as store:
        return sorted(str(reading.report.outlet) for reading in store.readings())


def test_reading_says_what_it_added(folder: Path, tmp_path: Path) -> None:
    """First the reports and acts that are new, then that all are known; the record is the same after both."""
    record = tmp_path / "r.sqlite"
    first = run("read", folder, "--record", record)
    assert first.exit_code == 0, first.output
    assert first.stdout.startswith("2 reports, ")
    before = names(record)
    again = run("read", folder, folder / "a.txt", "--record", record)
    assert again.stdout.startswith("0 reports, 0 acts added; 3 already known")
    assert names(record) == before == ["The Example Post", "The Example Star"]


def test_a_report_given_twice_in_one_run_is_kept_once(folder: Path, tmp_path: Path) -> None:
    """The second copy counts as known."""
    result = run("read", folder / "a.txt", folder / "a.txt", "--record", tmp_path / "r.sqlite")
    assert result.stdout.startswith("1 report, ")
    assert "1 already known" in result.stdout


def test_a_fault_stops_nothing_and_is_named_at_the_end(folder: Path, tmp_path: Path) -> None:
    """What stands after the missing file is read as well; the status is 1."""
    record = tmp_path / "r.sqlite"
    result = run("read", folder / "a.txt", tmp_path / "none.txt", folder / "b.txt", "--record", record)
    assert result.exit_code == 1
    assert result.stderr.count("\n") == 1
    assert "none.txt" in result.stderr
    assert names(record) == ["The Example Post", "The Example Star"]
    assert result.stdout.startswith("2 reports, ")
    assert "1 could not be read" in result.stdout


def test_retry_reads_just_what_could_not_be_read(folder: Path, tmp_path: Path) -> None:
    """The list has file, place and remedy; what was mended leaves it, what was not stays, and an empty one is gone."""
    record, late, bad = tmp_path / "r.sqlite", tmp_path / "late.txt", tmp_path / "bad.jsonl"
    listed = tmp_path / "r.sqlite.faults"
    bad.write_text('{"id": "x", "text": "Norway met Chile.", "date": "2019-05-10"}\n{"id": "y"}\n')
    run("read", late, folder, bad, "--record", record, "--outlet", "The Example Sun")
    rows = [json.loads(line) for line in listed.read_text().splitlines()]
    assert [(row["source"], row["where"]) for row in rows] == [(str(late), str(late)), (str(bad), f"{bad}:2")]
    assert all(row["what"] and row["remedy"] for row in rows)
    (folder / "c.txt").write_text(FIRST.replace("Denmark", "Chile"))  # not in the list: not read
    late.write_text("Norway met Denmark in Oslo on Thursday. It was a long day for all of them.\n")
    again = run("read", "--retry", "--record", record)
    assert again.exit_code == 1
    assert again.stdout.startswith("1 report, ")
    assert names(record) == ["The Example Post", "The Example Star", "The Example Sun", "The Example Sun"]
    assert [json.loads(line)["where"] for line in listed.read_text().splitlines()] == [f"{bad}:2"]
    bad.write_text('{"id": "x", "text": "Norway met Chile.", "date": "2019-05-10"}\n')
    assert run("read", "--retry", "--record", record).exit_code == 0
    assert not listed.exists()


@pytest.mark.parametrize("words", [("read",), ("read", "a.txt", "--retry")])
def test_read_takes_paths_or_the_list(words: tuple[str, ...], tmp_path: Path) -> None:
    """Not both, and not neither; and nothing is made."""
    result = run(*words, "--record", tmp_path / "r.sqlite")
    assert (result.exit_code, list(tmp_path.iterdir())) == (2, [])


def test_reports_without_a_date_are_marked(tmp_path: Path) -> None:
    """The tally says how many there are."""
    (tmp_path / "a.txt").write_text("Norway met Denmark in Oslo on Thursday. It was a long day for all of them.\n")
    assert "1 without a date of publication" in run("read", tmp_path, "--record", tmp_path / "r.sqlite").stdout


def test_keep_going_names_the_fault_and_goes_on(folder: Path, tmp_path: Path) -> None:
    """The rest is read, and the status is 0."""
    record = tmp_path / "r.sqlite"
    result = run("read", tmp_path / "none.txt", folder, "--record", record, "--keep-going")
    assert result.exit_code == 0
    assert "none.txt" in result.stderr
    assert "1 could not be read" in result.stdout
    assert len(names(record)) == 2


def test_date_and_outlet_stand_in_where_the_report_is_silent(tmp_path: Path) -> None:
    """They fill what is missing, and a date that is none is refused before anything is made."""
    (tmp_path / "a.txt").write_text("Norway met Denmark in Oslo on Thursday. It was a long day for all of them.\n")
    record = tmp_path / "r.sqlite"
    wrong = run("read", tmp_path / "a.txt", "--record", record, "--published", "2019-02-30")
    assert (wrong.exit_code, "2019-02-30" in wrong.stderr, record.exists()) == (2, True, False)
    run("read", tmp_path / "a.txt", "--record", record, "--published", "2019-05-10", "--outlet", "The Example Sun")
    with open_store(record) as store:
        (reading,) = store.readings()
    assert (str(reading.report.published), reading.report.outlet) == ("2019-05-10", "The Example Sun")


def test_what_is_no_record_is_one_line(folder: Path, tmp_path: Path) -> None:
    """A file that is no database is left alone, and the error is one line."""
    other = tmp_path / "r.sqlite"
    other.write_text("shopping list " * 99)
    result = run("read", folder, "--record", other)
    assert result.exit_code == 1
    assert result.stderr.count("\n") == 1
    assert "is not a database" in result.stderr
    assert other.read_text() == "shopping list " * 99
