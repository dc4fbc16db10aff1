"""`aidememoire brief` prints what a record holds."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from aidememoire.cli import main
from aidememoire.store import open_store
from making import read_one


def run(*args: str | Path) -> Result:
    """The command line with these words."""
    return CliRunner().invoke(main, [str(arg) for arg in args])


@pytest.fixture
def record(tmp_path: Path) -> Path:
    """A record with two acts, the later one of 2019."""
    path = tmp_path / "r.sqlite"
    with open_store(path, write=True) as store:
        store.add(read_one("Norway met Mali.", recipients=("Mali",), when="2018-05-09", day="2018-05-10"))
        store.add(read_one("Norway met Togo.", recipients=("Togo",), when="2019-05-09", day="2019-05-10"))
    return path


def test_the_brief_is_printed_plain_without_a_terminal(record: Path) -> None:
    """Both acts, dated, with references, and no colour codes."""
    result = run("brief", "--record", record, "--today", "2020-01-01")
    assert result.exit_code == 0, result.output
    assert "9 May 2018         Norway met with Mali  [" in result.stdout
    assert "9 May 2019         Norway met with Togo  [" in result.stdout
    assert "\x1b" not in result.stdout


def test_words_and_day_choose(record: Path) -> None:
    """WORDS keep what concerns them; a day leaves later reports out, and says so."""
    assert "Mali" not in run("brief", "togo", "--record", record, "--today", "2020-01-01").stdout
    early = run("brief", "--record", record, "--today", "2018-12-31").stdout
    assert "Togo" not in early
    assert "1 report published after that day left out" in early


@pytest.mark.parametrize(
    ("day", "sign"), [("2018", "is no date"), ("2018-02-30", "is no date"), ("soon", "is no date")]
)
def test_a_day_that_is_none_is_refused(record: Path, day: str, sign: str) -> None:
    """The error tells how a day is written."""
    result = run("brief", "--record", record, "--today", day)
    assert (result.exit_code, result.stdout) == (2, "")
    assert sign in result.stderr


def test_without_a_record_the_remedy_is_named(tmp_path: Path) -> None:
    """One line that says how a record is made, and none is made."""
    result = run("brief", "--record", tmp_path / "none.sqlite")
    assert result.exit_code == 1
    assert "aidememoire read" in result.stderr
    assert list(tmp_path.iterdir()) == []
