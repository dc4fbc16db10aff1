"""In: a small floors file and a bench that prints what it is told. Out: a failure where a fall would go unseen."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parents[2] / "bench" / "floors.py"


def _floors(folder: Path, prints: str, floor: float = 0.8, shared: bool = False, name: str = "all.f1") -> Path:
    """A floors file with one bench that prints these characters."""
    (folder / "toy.py").write_text(f"print({prints!r})", "utf-8")
    (folder / "texts.txt").write_text("marked", "utf-8")
    corpus = "{shared}/texts.txt" if shared else str(folder / "texts.txt")
    path = folder / "floors.toml"
    path.write_text(
        f'tolerance = 0.001\n\n[bench.toy]\nrun = ["{folder}/toy.py"]\ncorpus = ["{corpus}"]\n'
        f'[bench.toy.floor]\n"{name}" = {floor}\n',
        "utf-8",
    )
    return path


def _run(path: Path, *more: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(SCRIPT), "--floors", str(path), *more]
    return subprocess.run(command, capture_output=True, encoding="utf-8", check=False)


@pytest.mark.parametrize(
    ("prints", "status", "says"),
    [
        ('{"all": {"f1": 0.8}}', 0, "0.8000"),
        ('{"all": {"f1": 0.7995}}', 0, "0 fell"),
        ('{"all": {"f1": 0.798}}', 1, "FELL"),
        ('{"all": {}}', 1, "none"),
        ('{"all": [0.9]}', 1, "none"),
        ("no json", 1, "printed no JSON"),
        ('{"all": {"f1": 0.9}}', 0, "floor 0.8000"),
    ],
)
def test_a_fall_is_refused(tmp_path: Path, prints: str, status: int, says: str) -> None:
    """A figure may fall by the tolerance and no further, and a figure or output that is gone counts as fallen."""
    done = _run(_floors(tmp_path, prints))
    assert (done.returncode, says in done.stdout + done.stderr) == (status, True), done.stdout + done.stderr


def test_a_bench_that_fails_is_refused(tmp_path: Path) -> None:
    """A bench that ends with an error is a failure, not an empty success."""
    path = _floors(tmp_path, "{}")
    (tmp_path / "toy.py").write_text("raise SystemExit(3)", "utf-8")
    assert "status 3" in _run(path).stderr


def test_marked_texts_are_needed_only_where_named(tmp_path: Path) -> None:
    """A bench over marked texts is left out without them, and run when their folder is given."""
    path = _floors(tmp_path, '{"all": {"f1": 0.1}}', shared=True)
    assert _run(path).returncode == 0
    assert _run(path, "--shared", str(tmp_path)).returncode == 1


def test_floors_rise_and_fall_only_as_asked(tmp_path: Path) -> None:
    """--write raises a floor and notes the texts; a fallen figure lowers it only with --lower."""
    path = _floors(tmp_path, '{"all": {"f1": 0.9}}')
    assert _run(path, "--write").returncode == 0
    assert '"all.f1" = 0.9000' in path.read_text("utf-8")
    (tmp_path / "toy.py").write_text("""print('{"all": {"f1": 0.5}}')""", "utf-8")
    assert _run(path, "--write").returncode == 1
    assert '"all.f1" = 0.9000' in path.read_text("utf-8")
    assert _run(path, "--write", "--lower").returncode == 0
    assert '"all.f1" = 0.5000' in path.read_text("utf-8")


def test_other_texts_are_not_compared(tmp_path: Path) -> None:
    """When the marked texts have changed, the floors pinned on the old ones no longer count as reached."""
    path = _floors(tmp_path, '{"all": {"f1": 0.9}}')
    _run(path, "--write")
    (tmp_path / "texts.txt").write_text("marked otherwise", "utf-8")
    done = _run(path)
    assert (done.returncode, "not the ones" in done.stderr) == (1, True)
    assert _run(path, "--write", "--lower").returncode == 0
    assert _run(path).returncode == 0
