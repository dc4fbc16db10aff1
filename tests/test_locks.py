"""In: the lock files and the setup scripts. Out: a failure where an installation would not be the pinned one."""

from __future__ import annotations

import re
import subprocess
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
LOCKS = ("requirements.lock", "requirements-test.lock")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]


def _name(requirement: str) -> str:
    """The name of a requirement as indexes compare names."""
    return re.sub(r"[-_.]+", "-", re.split(r"[\s<>=!~;\[]", requirement)[0]).lower()


def _pins(lock: str) -> dict[str, str]:
    """Name and the pinned release of each requirement of a lock file, with its hashes."""
    text = (ROOT / lock).read_text("utf-8").replace("\\\n", " ")
    lines = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
    return {_name(line): line for line in lines}


@pytest.mark.parametrize("lock", LOCKS)
def test_every_release_is_pinned_with_hashes(lock: str) -> None:
    """Each line names one release and the digests of its files, and no line names an index or a folder."""
    pins = _pins(lock)
    assert [name for name, line in pins.items() if "==" not in line or "--hash=sha256:" not in line] == []
    assert not re.search(r"^--|://|file:|@", (ROOT / lock).read_text("utf-8"), re.MULTILINE)


@pytest.mark.parametrize(
    ("lock", "needed"),
    [
        ("requirements.lock", [*PROJECT["dependencies"], "setuptools"]),
        ("requirements-test.lock", PROJECT["optional-dependencies"]["test"]),
    ],
)
def test_what_the_project_asks_for_is_pinned(lock: str, needed: list[str]) -> None:
    """Each dependency of pyproject.toml is in its lock file, and the build tool too."""
    assert {_name(requirement) for requirement in needed} - set(_pins(lock)) == set()


def test_the_tests_run_on_what_users_run() -> None:
    """The test requirements hold every run-time release, and the same one."""
    run, test = (_pins(lock) for lock in LOCKS)
    assert {name for name, line in run.items() if test.get(name) != line} == set()


@pytest.mark.parametrize(
    "script", [*sorted(ROOT.glob("scripts/*.sh")), ROOT / ".ci" / "run"], ids=lambda path: path.name
)
def test_scripts_are_written_without_mistakes_of_grammar(script: Path) -> None:
    """The shell can read each script to its end."""
    shell = "bash" if script.name == "run" else "sh"
    done = subprocess.run([shell, "-n", str(script)], capture_output=True, encoding="utf-8", check=False)
    assert (done.returncode, done.stderr) == (0, "")
