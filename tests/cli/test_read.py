"""`aidememoire read`: reports go into a record once, whole, and stay there."""

from __future__ import annotations

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


def test_a_fault_ends_the_run_and_keeps_what_was_read(folder: Path, tmp_path: Path) -> None:
    """What stands before the missing file is kept, what stands after it is not read; the status is 1."""
    record = tmp_path / "r.sqlite"
    result = run("read", folder / "a.txt", tmp_path / "none.txt", folder / "b.txt", "--record", record)
    assert result.exit_code == 1
    assert result.stderr.count("\n") == 1
    assert "none.txt" in result.stderr
    assert names(record) == ["The Example Post"]
    assert result.stdout.startswith("1 report, ")


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
