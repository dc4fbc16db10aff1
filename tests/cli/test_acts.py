"""`aidememoire acts`: the public form of an act, and the table."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from aidememoire.cli import main

TEXT = """Title: Offer rejected
Outlet: The Example Post
Date: 2019-03-05

Norway rejected Denmark's offer on fishing quotas on Monday, the prime minister, Anna Holt, told reporters in Oslo.

The two countries agreed in 1998 to share the catch.
"""
PUBLIC = (
    "id report outlet published sentence words kind plover cameo actors persons recipients status when when_words due "
    "due_words where matter instrument condition said_by negated rule confidence spans"
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A report with its outlet and date."""
    file = tmp_path / "offer.txt"
    file.write_text(TEXT, "utf-8")
    return file


def acts(*words: str | Path) -> Result:
    """What the command gives."""
    return CliRunner().invoke(main, ["acts", *map(str, words)])


def test_each_act_is_one_line_in_the_public_form(path: Path) -> None:
    """Every field is there, and every span is that of its words."""
    result = acts(path, "--format", "jsonl")
    assert (result.exit_code, result.stderr) == (0, "")
    rows = [json.loads(line) for line in result.stdout.splitlines()]
    assert [list(row) for row in rows] == [PUBLIC.split()] * len(rows)
    body = TEXT.partition("\n\n")[2]
    for row in rows:
        for part in ("sentence", "words"):
            span = row[part]
            assert body[span["start"] : span["end"]] == span["text"]
    first = rows[0]
    told = [first[key] for key in ("report", "outlet", "published", "kind", "actors", "recipients", "when")]
    assert told == ["offer.txt", "The Example Post", "2019-03-05", "reject", ["Norway"], ["Denmark"], "2019-03-04"]


def test_the_table_is_for_a_person(path: Path) -> None:
    """Who did what to whom and when stand on the page, in no more than a hundred columns."""
    result = acts(path)
    lines = result.stdout.splitlines()
    assert lines[0] == "offer.txt · The Example Post · 2019-03-05"
    assert max(map(len, lines)) <= 100
    row = next(line for line in lines if "reject" in line)
    assert "2019-03-04" in row
    assert "Norway → Denmark" in row


def test_options_stand_in_where_the_report_is_silent(tmp_path: Path) -> None:
    """The date of publication makes relative dates known; without it they stay unknown."""
    path = tmp_path / "silent.txt"
    path.write_text("Norway rejected Denmark's offer on Monday.")
    rows = [
        json.loads(acts(path, "--format", "jsonl", *more).stdout.splitlines()[0])
        for more in ((), ("--published", "2019-03-05", "--outlet", "The Example Post"))
    ]
    assert [(row["when"], row["published"], row["outlet"]) for row in rows] == [
        (None, None, None),
        ("2019-03-04", "2019-03-05", "The Example Post"),
    ]


def test_acts_read_before_a_bad_file_are_printed(path: Path, tmp_path: Path) -> None:
    """The error comes after them."""
    whole, cut = acts(path, "--format", "jsonl"), acts(path, tmp_path / "no.txt", "--format", "jsonl")
    assert (cut.exit_code, cut.stdout) == (1, whole.stdout)
