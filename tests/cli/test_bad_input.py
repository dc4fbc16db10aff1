"""Bad input: one line that names the file and the remedy, a status that is not 0, and what was read before stays."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from aidememoire import cli
from aidememoire.limits import MAX_LINE_BYTES

GOOD = "Outlet: The Example Post\nDate: 2019-03-05\n\nNorway rejected Denmark's offer on 3 May 2019.\n"
MENU = "<html><body><nav>" + "<a href='/'>World</a> <a href='/s'>Sport</a> " * 60 + "</nav></body></html>"
BAD = {
    "missing.txt": None,
    "binary.txt": bytes(range(256)) * 20,
    "archive.txt": b"PK\x03\x04\x14\x00\x06\x00",
    "empty.txt": b"",
    "empty.html": b"",
    "menus.html": MENU.encode(),
    "deep.html": b"<div>" * 100_000,
    "broken.txt": b"Talks in Orl\xe9ans ended.",
    "broken.html": b"<html><body><p>Talks in Orl\xe9ans ended.</p></body></html>",
    "date.txt": b"Date: 2018-02-30\n\nThe talks ended.",
    "line.jsonl": b'{"id": "a", "text": "' + b"x" * 50_000_000 + b'"}\n',
    "cut.jsonl": b'{"id": "a", "text": "The talks',
    "list.jsonl": b"[]",
    "notext.jsonl": b'{"id": "a"}',
    "date.jsonl": b'{"id": "a", "text": "The talks ended.", "date": "soon"}',
    "sheet.xlsx": b"PK\x03\x04",
}


def run(*words: str | Path) -> Result:
    """The command, in this process."""
    return CliRunner().invoke(cli.main, [str(word) for word in words])


@pytest.fixture
def good(tmp_path: Path) -> Path:
    """A report that can be read."""
    path = tmp_path / "good.txt"
    path.write_text(GOOD, "utf-8")
    return path


@pytest.mark.parametrize("name", BAD)
def test_bad_input_is_one_line_that_names_the_file(tmp_path: Path, good: Path, name: str) -> None:
    """What was read before it is printed, and with --keep-going also what comes after it."""
    bad = tmp_path / name
    if (data := BAD[name]) is not None:
        bad.write_bytes(data)
    stopped = run("find", "times", good, bad, good, "--format", "jsonl")
    assert stopped.exit_code == 1
    assert stopped.stderr.startswith(f"aidememoire: {bad}")
    assert stopped.stderr.count("\n") == 1
    assert stopped.stderr.endswith(".\n")
    assert len(stopped.stderr) < len(str(bad)) + 200
    assert [json.loads(line)["id"] for line in stopped.stdout.splitlines()] == ["good.txt"]
    went_on = run("find", "times", good, bad, good, "--format", "jsonl", "--keep-going")
    assert went_on.exit_code == 0
    assert went_on.stderr == stopped.stderr
    assert went_on.stdout == stopped.stdout * 2


def test_a_long_line_is_long_enough_to_be_refused() -> None:
    """The 50 MB of the case above are more than a line may have."""
    assert len(BAD["line.jsonl"] or b"") > MAX_LINE_BYTES


@pytest.mark.parametrize(
    "words",
    [
        ("find", "times", "PATH", "--published", "2018-11"),
        ("find", "times", "PATH", "--published", "2018-02-30"),
        ("find", "times", "PATH", "--published", "yesterday"),
        ("acts", "PATH", "--model", "no_such_model"),
        ("acts", "PATH", "--jobs", "0"),
        ("acts", "PATH", "--format", "xml"),
        ("acts",),
        ("find", "verbs", "PATH"),
        ("recall",),
    ],
)
def test_a_command_that_cannot_be_understood_ends_with_status_2(good: Path, words: tuple[str, ...]) -> None:
    """Nothing is printed on standard output, and standard error says what is wrong."""
    result = run(*(good if word == "PATH" else word for word in words))
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr


def test_a_strange_name_cannot_break_the_line(tmp_path: Path) -> None:
    """Line ends and escape characters in a file's name are shown as question marks."""
    result = run("find", "times", tmp_path / "a\nb\x1b[31m.txt")
    assert result.stderr.count("\n") == 1
    assert "\x1b" not in result.stderr


def test_control_characters_of_a_report_do_not_reach_the_terminal(tmp_path: Path) -> None:
    """JSON Lines texts are kept as given; a table shows them without what steers a terminal."""
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps({"id": "x\x1b[2J", "text": "Talks\x1b]0;x\x07 ended \u202e on 3 May 2019."}))
    for layer in ("sentences", "times"):
        result = run("find", layer, path)
        assert result.exit_code == 0
        assert not set(result.stdout) & set("\x1b\x07\u202e")


def command(*words: str | Path) -> list[str]:
    """The command line of a process of its own."""
    return [sys.executable, "-m", "aidememoire", *map(str, words)]


def test_a_reader_that_has_enough_is_no_error(tmp_path: Path) -> None:
    """When the pipe is closed, as `head` does, nothing complains."""
    path = tmp_path / "many.jsonl"
    path.write_text(
        "".join(json.dumps({"id": str(i), "text": "Talks ended on 3 May. " * 50}) + "\n" for i in range(300))
    )
    words = command("find", "sentences", path, "--format", "jsonl")
    with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout and process.stderr
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait(20) == 0


def test_ctrl_c_is_one_line(tmp_path: Path) -> None:
    """No trace of the program's inside is shown."""
    path = tmp_path / "many.jsonl"
    path.write_text(
        "".join(json.dumps({"id": str(i), "text": "Talks ended on 3 May. " * 90}) + "\n" for i in range(3_000))
    )
    words = command("find", "times", path, "--format", "jsonl")
    with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout and process.stderr
        process.stdout.readline()
        process.send_signal(signal.SIGINT)
        process.stdout.read()
        assert process.stderr.read() == b"aidememoire: stopped. What was finished is kept.\n"
        assert process.wait(20) == cli.STOPPED


def test_help_is_quick() -> None:
    """Neither the parser nor the database is loaded for it."""
    code = (
        "import sys; from click.testing import CliRunner; from aidememoire.cli import main\n"
        "result = CliRunner().invoke(main, ['--help']); assert 'acts' in result.stdout, result\n"
        "print(sorted({'spacy', 'sqlalchemy', 'trafilatura', 'rich.console'} & set(sys.modules)))"
    )
    start = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, env=dict(os.environ)
    )
    assert time.perf_counter() - start < 5
    assert done.stdout in ("[]\n", "['rich.console']\n")
