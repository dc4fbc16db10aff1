"""`aidememoire show` prints the proof behind a reference."""

from __future__ import annotations

import re
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
    """A record with one act."""
    path = tmp_path / "r.sqlite"
    with open_store(path, write=True) as store:
        store.add(read_one("Norway met Mali at last.", recipients=("Mali",), when="2018-05-09", day="2018-05-10"))
    return path


def test_every_reference_of_the_brief_can_be_shown(record: Path) -> None:
    """What the brief prints in brackets leads to the sentence."""
    references = re.findall(r"\[([a-z2-7]{4,})\]", run("brief", "--record", record, "--today", "2020-01-01").stdout)
    assert references
    for reference in references:
        assert "Norway met Mali at last." in run("show", reference, "--record", record).stdout


@pytest.mark.parametrize("reference", ["zzzzzzzz", "[!]", " "])
def test_an_unknown_reference_is_one_line(record: Path, reference: str) -> None:
    """The error names it and says where references come from."""
    result = run("show", reference, "--record", record)
    assert (result.exit_code, result.stdout, result.stderr.count("\n")) == (2, "", 1)
    assert "aidememoire brief" in result.stderr
