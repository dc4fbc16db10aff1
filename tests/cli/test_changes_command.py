"""`aidememoire changes`: what `read` added since a run or a day."""

from __future__ import annotations

import json
from pathlib import Path

import feedparser
import pytest
from click.testing import CliRunner, Result

from aidememoire.cli import main


def run(*args: str | Path) -> Result:
    """The command line with these words."""
    return CliRunner().invoke(main, [str(arg) for arg in args])


@pytest.fixture
def record(tmp_path: Path) -> Path:
    """A record made by two runs, the second with one report that was known."""
    path = tmp_path / "r.sqlite"
    (tmp_path / "a.txt").write_text("Norway rejected Denmark's offer on 3 May 2019.")
    (tmp_path / "b.txt").write_text("Sweden's minister met her colleague from Finland in Oslo on 6 May 2019.")
    run("read", tmp_path / "a.txt", "--record", path, "--published", "2019-05-04")
    run("read", tmp_path / "a.txt", "--record", path, "--published", "2019-05-04")
    run("read", tmp_path, "--record", path, "--published", "2019-05-07", "--keep-going")
    return path


def test_runs_are_noted_and_compared(record: Path) -> None:
    """A run that adds nothing is none; what a run added is new since the one before."""
    assert [line.split(":")[0] for line in run("changes", "--record", record).stdout.splitlines()] == ["run 1", "run 2"]
    text = run("changes", "--since", "1", "--record", record, "--today", "2019-05-10").stdout
    assert "Changes since run 1, as of 10 May 2019" in text
    assert "Sweden" in text
    nothing = run("changes", "--since", "2", "--record", record, "--today", "2019-05-10").stdout
    assert "Nothing changed." in nothing


def test_for_programs_and_feed_readers(record: Path) -> None:
    """JSON is one object, Atom is read without a fault, and both have the new entry."""
    args = ("changes", "--since", "2019-05-06", "--by", "published", "--record", record, "--today", "2019-05-10")
    row = json.loads(run(*args, "--format", "json").stdout)
    assert [entry["entry"]["kind"] for entry in row["entries"]].count("meet") == 1
    feed = feedparser.parse(run(*args, "--format", "atom").stdout_bytes)
    assert not feed.bozo
    assert any("Sweden" in item.title for item in feed.entries)


@pytest.mark.parametrize(("since", "what"), [("7", "runs 1 to 2"), ("yesterday", "is no date"), ("", "is no date")])
def test_a_day_or_run_that_is_none(record: Path, since: str, what: str) -> None:
    """The error is one line that says what there is."""
    result = run("changes", "--since", since, "--record", record)
    assert (result.exit_code, result.stderr.count("\n")) == (2, 1)
    assert what in result.stderr
