"""Files and folders: which are read, in what order, and what is refused before it is opened."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from aidememoire.errors import ReadError
from aidememoire.model import Report
from aidememoire.read import _bytes, reports


def found(*paths: Path) -> list[str]:
    """The names of the reports, and what is wrong with the files that give none."""
    return [item.what if isinstance(item, ReadError) else item.name for item in reports(paths)]


def write(path: Path, text: str = "The talks ended.") -> Path:
    """A file, with the folders above it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return path


def test_a_folder_is_read_whole_and_in_the_order_of_its_paths(tmp_path: Path) -> None:
    """Folders below count; hidden files, and files of other kinds, are passed over."""
    for name in ("b.txt", "a/z.txt", "a/Y.TXT", ".hidden.txt", ".git/x.txt", "README.md", "photo.png", "noending"):
        write(tmp_path / name)
    assert found(tmp_path) == ["Y.TXT", "z.txt", "b.txt"]


def test_links_that_form_a_ring_do_not_catch_the_reader(tmp_path: Path) -> None:
    """A link to a folder is not followed."""
    write(tmp_path / "a" / "b.txt")
    (tmp_path / "a" / "ring").symlink_to(tmp_path)
    assert found(tmp_path) == ["b.txt"]


@pytest.mark.parametrize(
    ("name", "what"),
    [
        (None, "the folder is empty"),
        ("photo.png", "no report in this folder (1 files of other kinds)"),
        (".hidden.txt", "the folder is empty"),
    ],
)
def test_a_folder_without_reports_is_an_error(tmp_path: Path, name: str | None, what: str) -> None:
    """Nothing read is never silence."""
    if name:
        write(tmp_path / name)
    assert found(tmp_path) == [what]


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"%PDF-1.7 \x00", "a PDF file"),
        (b"PK\x03\x04\x14\x00", "a ZIP archive"),
        (b"\x89PNG\r\n", "an image"),
        (os.urandom(0) + bytes(range(256)) * 8, "binary data"),
        (b"", "no text"),
        (b" \n\t", "no text"),
        (b"The talks \xff ended.", "not UTF-8 at byte offset 10"),
    ],
)
def test_what_is_no_text_is_an_error(tmp_path: Path, data: bytes, what: str) -> None:
    """A binary, empty or broken file gives one error that says so."""
    path = tmp_path / "report.txt"
    path.write_bytes(data)
    [fault] = found(path)
    assert what in fault


def test_pipes_devices_and_missing_files_are_errors(tmp_path: Path) -> None:
    """None is opened, for a pipe could block for ever."""
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere")
    paths = [
        tmp_path / "pipe.txt",
        Path("/dev/zero"),
        tmp_path / "gone.txt",
        tmp_path / "no.txt",
        tmp_path / ("n" * 300),
    ]
    faults = found(*paths, Path("a\0b.txt"))
    assert ["plain" in faults[0], "plain" in faults[1]] == [True, True]
    assert faults[2:4] == ["there is no such file"] * 2
    assert all("cannot be read" in fault for fault in faults[4:])


def test_a_file_that_is_too_large_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is never half read."""
    monkeypatch.setattr(_bytes.read_bytes, "__defaults__", (10,))
    assert found(write(tmp_path / "a.txt", "The talks ended.")) == ["larger than 10 bytes"]
    assert found(write(tmp_path / "b.txt", "Ten bytes.")) == ["b.txt"]


def test_a_file_of_a_kind_nobody_reads_is_refused(tmp_path: Path) -> None:
    """Named by itself, it is an error and not a guess; without an ending it is read as text."""
    assert found(write(tmp_path / "a.xlsx")) == ["no reader for files that end in .xlsx"]
    assert found(write(tmp_path / "article")) == ["article"]


def test_a_name_that_is_no_unicode_can_still_be_printed(tmp_path: Path) -> None:
    """Its broken bytes become question marks."""
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.txt"))
    path.write_text("The talks ended.")
    [report] = reports([path])
    assert isinstance(report, Report)
    assert report.name == "caf\ufffd.txt"
    report.name.encode()


def test_one_bad_file_does_not_hide_the_next(tmp_path: Path) -> None:
    """Errors are given in their place, and the reading goes on."""
    paths = [write(tmp_path / "a.txt"), write(tmp_path / "b.txt", ""), write(tmp_path / "c.txt")]
    assert found(*paths) == ["a.txt", "there is no text in it", "c.txt"]
