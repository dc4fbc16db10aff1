"""`aidememoire export`: files of a record."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from aidememoire.cli import main
from aidememoire.export.registry import format_names
from aidememoire.store import open_store
from exporting import TODAY, read_all


def run(*args: str | Path) -> Result:
    """The command line with these words."""
    return CliRunner().invoke(main, ["export", *(str(arg) for arg in args)])


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A record on disk."""
    path = tmp_path_factory.mktemp("record") / "r.sqlite"
    with open_store(path, write=True) as store:
        for reading in read_all():
            store.add(reading)
    return path


@pytest.mark.parametrize("form", format_names())
def test_a_file_is_what_standard_output_would_be(record: Path, tmp_path: Path, form: str) -> None:
    """-o writes the same bytes, as a file that may be read by others."""
    args = (form, "--record", record, "--today", TODAY.isoformat())
    assert run(*args, "-o", tmp_path / "out").exit_code == 0
    assert (tmp_path / "out").read_bytes() == run(*args).stdout_bytes != b""
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_a_device_is_written_to_and_a_link_stays_one(record: Path, tmp_path: Path) -> None:
    """/dev/null is never replaced by a file, nor a link by what it leads to; "-" is standard output."""
    (tmp_path / "link").symlink_to(tmp_path / "file")
    (tmp_path / "null").symlink_to("/dev/null")
    for name in ("link", "null"):
        assert run("csv", "--record", record, "-o", tmp_path / name).exit_code == 0
        assert (tmp_path / name).is_symlink()
    assert not Path("/dev/null").is_file()
    assert run("csv", "--record", record, "-o", "-").stdout_bytes == (tmp_path / "file").read_bytes() != b""


def test_the_formats_are_listed() -> None:
    """Each with a line about it."""
    assert [line.split()[0] for line in run("formats").stdout.splitlines()] == format_names()


def test_a_file_is_written_whole_or_not_at_all(record: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What breaks half-way leaves the older file as it was, and nothing beside it."""
    from aidememoire.export.formats import csv

    def broken(dossier: object) -> object:
        yield b"half"
        raise RuntimeError

    (tmp_path / "out").write_text("older")
    monkeypatch.setattr(csv, "write", broken)
    assert run("csv", "--record", record, "-o", tmp_path / "out").exit_code == 1
    assert [(path.name, path.read_text()) for path in tmp_path.iterdir()] == [("out", "older")]


@pytest.mark.parametrize(
    ("form", "out", "what"),
    [
        ("pdf", None, "is no format"),
        ("csv", "gone/out.csv", "cannot be written"),
        ("csv", ".", "cannot be written"),
        ("csv", "RECORD", "the record itself"),
    ],
)
def test_errors_are_one_line(record: Path, tmp_path: Path, form: str, out: str | None, what: str) -> None:
    """An unknown format, a folder that is not there, and the record's own file; the record is untouched."""
    before = record.read_bytes()
    target = [] if out is None else ["-o", record if out == "RECORD" else tmp_path / out]
    result = run(form, "--record", record, *target)
    assert (result.exit_code, result.stderr.count("\n")) == (2, 1)
    assert what in result.stderr
    assert record.read_bytes() == before
