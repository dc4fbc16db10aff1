"""In: a made-up folder of marked articles. Out: a failure where a name of theirs in a rule would go unseen."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parents[2] / "bench" / "rule_names.py"


def _folder(folder: Path, text: str, person: str, where: str) -> Path:
    """One marked article."""
    (folder / "practice/texts").mkdir(parents=True)
    (folder / "practice/texts/a.txt").write_text(text, "utf-8")
    act = {"persons": [person], "where": where}
    (folder / "practice/practice.jsonl").write_text(json.dumps({"id": "a", "acts": [act]}) + "\n", "utf-8")
    return folder


@pytest.mark.parametrize(
    ("person", "where", "findings"),
    [("Ole Zzyzx", "Quuxville", 0), ("Ole Refuse", "Quuxville", 0), ("Ole Zzyzx", "Walk Out", 1)],
)
def test_names_in_rules(tmp_path: Path, person: str, where: str, findings: int) -> None:
    """A place of an article that a rule names is found; a common word is not taken for a name."""
    shared = _folder(tmp_path, "Nothing of ours.", person, where)
    done = subprocess.run(
        [sys.executable, str(SCRIPT), str(shared)], capture_output=True, encoding="utf-8", check=False
    )
    assert (done.returncode, "'walk out'" in done.stdout) == (int(bool(findings)), bool(findings))


def test_a_copied_sentence_is_found(tmp_path: Path) -> None:
    """An article whose words stand in one of our own reports is told, with the file."""
    ours = next(p for p in sorted((SCRIPT.parents[1] / "examples").rglob("*.txt")))
    shared = _folder(tmp_path, ours.read_text("utf-8"), "Ole Zzyzx", "Quuxville")
    done = subprocess.run(
        [sys.executable, str(SCRIPT), str(shared)], capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 1
    assert ours.name in done.stdout
