"""The verbs, as docs/python.md tells them."""

from __future__ import annotations

import datetime as dt
import re
import subprocess
import sys
from pathlib import Path

import pytest

import aidememoire
from aidememoire.errors import ReadError
from making import read_one

ROOT = Path(__file__).parents[1]


def test_the_example_of_the_page_runs(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """The code of docs/python.md runs as it stands, and prints entries, a brief and a proof."""
    (code,) = re.findall(r"```python\n(.*?)```", (ROOT / "docs" / "python.md").read_text(), re.DOTALL)
    monkeypatch.chdir(ROOT)
    exec(compile(code, "docs/python.md", "exec"), {})
    printed = capsys.readouterr().out
    assert "Brief on Singapore, as of 25 Jan 2019" in printed
    assert "by whose word" in printed


def test_importing_loads_neither_parser_nor_database() -> None:
    """Only a verb that is used loads what it needs."""
    heavy = "('spacy', 'sqlalchemy', 'rich', 'trafilatura')"
    code = f"import sys, aidememoire; print([name for name in {heavy} if name in sys.modules])"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = aidememoire.nothing


def test_the_rooms_do_not_hide_the_verbs() -> None:
    """Two verbs are called as the folders `read` and `find` are; after any import both are there."""
    from aidememoire.find.sentences import find_sentences
    from aidememoire.read import reports

    assert callable(aidememoire.read)
    assert callable(aidememoire.find)
    assert callable(find_sentences)
    assert callable(reports)


def test_a_record_in_a_file_adds_up(tmp_path: Path) -> None:
    """Merging into a file gives all that the file holds, once."""
    path = tmp_path / "r.sqlite"
    one = read_one("Norway met Mali.", recipients=("Mali",), when="2018-05-09")
    two = read_one("Norway met Togo.", recipients=("Togo",), when="2018-05-08")
    aidememoire.merge([one], path)
    assert aidememoire.merge([two, one], path) == aidememoire.merge([one, two])
    assert aidememoire.merge([], f"sqlite:///{path}") == aidememoire.merge([two, one])


def test_show_takes_words_or_a_reference() -> None:
    """A reference gives the proof, words the brief of a day."""
    record = aidememoire.merge([read_one("Norway met Mali.", recipients=("Mali",), when="2018-05-09")])
    assert "by whose word" in aidememoire.show(record, record.entries[0].id[:5])
    assert aidememoire.show(record, "Mali", dt.date(2019, 6, 1)).startswith("Brief on Mali, as of 1 Jun 2019")


def test_rulings_and_changes_of_a_record_in_a_file(tmp_path: Path) -> None:
    """A ruling is kept and shown, and what a run added is told."""
    path = tmp_path / "r.sqlite"
    record = aidememoire.merge([read_one("Norway met Mali.", recipients=("Mali",), when="2018-05-09")], path)
    made = aidememoire.rule(path, "reject", [record.entries[0].id], by="A. Name", reason="a match of football")
    assert aidememoire.rulings(path) == (made,)
    assert "a match of football" in aidememoire.show(record, record.entries[0].id, rulings=[made])
    assert "REJECTED" in aidememoire.show(record, "Mali", dt.date(2019, 6, 1), [made])
    aidememoire.merge([read_one("Norway met Togo.", recipients=("Togo",), when="2018-05-08")], path)
    found = aidememoire.changes(path, "1", dt.date(2019, 6, 1))
    assert [new.entry.recipients for new in found.entries] == [("Togo",)]
    assert [view.ruling.ruling for view in found.rulings] == [made]


def test_what_cannot_be_read_is_raised(tmp_path: Path) -> None:
    """A missing file is a ReadError, one path may stand without a list."""
    with pytest.raises(ReadError, match=r"none\.txt"):
        list(aidememoire.read(tmp_path / "none.txt"))
