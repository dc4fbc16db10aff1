"""In: README.md and the other documents. Out: a failure where they promise what is not there."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text("utf-8")
PAGES = [*sorted(ROOT.glob("*.md")), *sorted(ROOT.glob("docs/*.md")), *sorted(ROOT.glob("examples/*/*.md"))]
TOOL = Path(sys.executable).with_name("aidememoire")


def _blocks(language: str) -> list[str]:
    """The fenced blocks of the README in one language."""
    return re.findall(rf"^```{language}\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)


def _commands() -> Iterator[list[str]]:
    """The command lines of the README's shell blocks, without their comments."""
    for line in "\n".join(_blocks("sh")).splitlines():
        if words := shlex.split(line, comments=True):
            yield words


def _run(command: list[str], **more: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command, cwd=ROOT, env={**os.environ, **more}, capture_output=True, encoding="utf-8", check=False
    )


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_links_lead_somewhere(page: Path) -> None:
    """Each link of a document to a file of the project names a file that is there."""
    links = re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text("utf-8"))
    assert [link for link in links if not (page.parent / link).exists()] == []


def test_every_page_is_listed() -> None:
    """docs/index.md leads to every page of docs."""
    index = (ROOT / "docs" / "index.md").read_text("utf-8")
    pages = sorted(page.name for page in ROOT.glob("docs/*.md") if page.name != "index.md")
    assert [page for page in pages if f"]({page})" not in index] == []


@pytest.mark.parametrize("words", [w for w in _commands() if w[0] == "make"], ids=lambda words: words[-1])
def test_make_knows_the_targets(words: list[str]) -> None:
    """Each make target that the README names is one, and would do something."""
    done = _run([*words, "--dry-run", "--always-make"])
    assert done.returncode == 0, done.stderr
    assert done.stdout


@pytest.mark.parametrize("words", [w for w in _commands() if w[0] == "aidememoire"], ids=" ".join)
def test_commands_and_their_options_are_there(words: list[str]) -> None:
    """Each command that the README shows has a help page, which names each option shown."""
    done = _run([str(TOOL), words[1], "--help"], COLUMNS="200", NO_COLOR="1")
    assert done.returncode == 0, done.stderr
    assert [word for word in words if word.startswith("--") and word not in done.stdout] == []


def test_the_python_example_runs() -> None:
    """The README's Python example runs as it stands, and finds a condition and the 1956 declaration."""
    done = _run([sys.executable, "-c", "\n".join(_blocks("python"))], NO_COLOR="1")
    assert done.returncode == 0, done.stderr
    assert "if or once:" in done.stdout
    assert "1956" in done.stdout


def test_the_demo_in_the_readme_is_the_real_one() -> None:
    """The output pasted into the README is, to the letter, what the demonstration prints now."""
    done = _run([sys.executable, "scripts/demo_output.py", "--check"])
    assert done.returncode == 0, done.stdout + done.stderr
