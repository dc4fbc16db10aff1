"""In: a made-up public file and marks about it. Out: a failure where the marks would be laid on other words."""

from __future__ import annotations

import gzip
import hashlib
import json
import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parents[2] / "bench" / "press.py"
TEXT = "Peru said on Monday that it\nhad rejected the offer. Nobody knows why."
USED = TEXT[: TEXT.index(" Nobody")]


def _shared(folder: Path, text: str) -> Path:
    """A folder with one public article, and a scorer."""
    (folder / "score").mkdir(parents=True)
    (folder / "score/score_acts.py").write_text("", "utf-8")
    with gzip.open(folder / "press.jsonl.gz", "wt", encoding="utf-8") as out:
        out.write(json.dumps({"id": "one", "date": "2001-02-03", "source": "Herald", "text": text}) + "\n")
    return folder


def _laid_out(marks: Path, shared: Path, folder: Path) -> subprocess.CompletedProcess[str]:
    """The bench, with other marks than its own."""
    code = "import sys, runpy; sys.path.insert(0, sys.argv[1]); import press; from pathlib import Path as P; "
    code += "press.lay_out(P(sys.argv[2]), P(sys.argv[3]), P(sys.argv[4]))"
    command = [sys.executable, "-c", code, *map(str, (SCRIPT.parent, shared, folder, marks))]
    return subprocess.run(command, capture_output=True, text=True, check=False)


@pytest.mark.parametrize(("text", "right"), [(TEXT, True), (TEXT.replace("offer", "terms"), False)])
def test_marks_are_laid_on_the_words_they_were_made_for(tmp_path: Path, text: str, right: bool) -> None:
    """Offsets become words again; on a text that was changed since, nothing is laid and the row is named."""
    start = USED.index("had")
    act = {"quote": [start, len(USED) - 1], "cue": [start + 4, start + 12], "kind": "reject", "actors": ["Peru"]}
    line = {"id": "a", "file": "press.jsonl.gz", "row": "one", "chars": len(USED), "split": "report"}
    line |= {"sha256": hashlib.sha256(USED.encode()).hexdigest(), "acts": [act | {"status": "done"}]}
    marks = tmp_path / "marks.jsonl"
    marks.write_text(json.dumps(line) + "\n", "utf-8")
    done = _laid_out(marks, _shared(tmp_path / "shared", text), tmp_path / "out")
    assert (done.returncode == 0) is right, done.stderr
    if not right:
        assert "press.jsonl.gz one: not the text that was marked" in done.stderr
        return
    (article,) = map(json.loads, (tmp_path / "out/practice/practice.jsonl").read_text("utf-8").splitlines())
    (told,) = article["acts"]
    assert (tmp_path / "out/practice/texts/a.txt").read_text("utf-8") == USED
    assert json.loads((tmp_path / "out/practice/split.json").read_text("utf-8")) == {"tune": [], "report": ["a"]}
    assert (article["outlet"], article["date"]) == ("Herald", "2001-02-03")
    assert (told["quote"], told["cue"], told["plover"]) == ("had rejected the offer", "rejected", "REJECT")
    assert (told["recipients"], told["when"]) == ([], None)


def test_a_folder_without_the_public_files_is_an_error(tmp_path: Path) -> None:
    """The bench ends with status 2 and says which file is missing."""
    command = [sys.executable, str(SCRIPT), str(tmp_path), str(tmp_path / "out")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 2 and "jsonl.gz" in done.stderr
