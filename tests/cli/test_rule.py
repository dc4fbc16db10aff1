"""`aidememoire rule` and `rulings`: a person's word is kept, shown, listed, exported and imported."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from aidememoire.cli import main
from aidememoire.store import open_store
from making import read_one

WHO = ("--by", "A. Name", "--reason", "seen in the treaty series", "--at", "2026-11-12T09:30:00Z")


def run(*args: str | Path) -> Result:
    """The command line with these words."""
    return CliRunner().invoke(main, [str(arg) for arg in args])


@pytest.fixture
def record(tmp_path: Path) -> Path:
    """A record with a meeting that two papers tell, and a demand."""
    path = tmp_path / "r.sqlite"
    meeting = {"recipients": ("Mali",), "when": "2018-05-09", "where": "Oslo"}
    with open_store(path, write=True) as store:
        store.add(read_one("Norway met Mali at last.", day="2018-05-10", **meeting))
        store.add(read_one("Mali's envoys sat with Norway's.", outlet="The Example Star", day="2018-05-11", **meeting))
        store.add(
            read_one("Mali wants more fish.", kind="demand", actors=("Mali",), matter="more fish", confidence=0.1)
        )
    return path


def brief(record: Path) -> str:
    """The brief as one line a paragraph."""
    return " ".join(run("brief", "--record", record, "--today", "2020-01-01", "--sure", "0").stdout.split())


def reference(record: Path, words: str) -> str:
    """The reference of the entry with these words."""
    found = re.search(re.escape(words) + r".*?\[([a-z2-7]{4,})\]", brief(record))
    assert found
    return found[1]


def statements(record: Path, entry: str) -> list[str]:
    """The references of the statements behind an entry."""
    return re.findall(r"^ +act +([0-9a-f]{16})$", run("show", entry, "--record", record).stdout, re.MULTILINE)


def test_a_confirmed_entry_is_marked_everywhere(record: Path) -> None:
    """The brief shows what was confirmed though it was unsure, and `show` says who confirmed it and why."""
    ref = reference(record, "more fish")
    assert "more fish" not in run("brief", "--record", record, "--today", "2020-01-01").stdout
    result = run("rule", "confirm", ref, "--record", record, *WHO)
    assert (result.exit_code, "confirmed by A. Name, 12 Nov 2026: seen in the treaty series" in result.stdout) == (
        0,
        True,
    )
    said = "confirmed by A. Name, 12 Nov 2026: seen in the treaty series"
    plain = run("brief", "--record", record, "--today", "2020-01-01").stdout
    assert said in " ".join(plain.split())
    shown = run("show", ref, "--record", record).stdout
    assert said in shown
    assert "confidence 0.10" in shown  # the machine's own word stays


def test_a_rejected_entry_is_listed_apart_and_comes_back(record: Path) -> None:
    """It stands only under Rejected, `show` still finds it, and the undo of the ruling brings it back."""
    before, ref = brief(record), reference(record, "Norway met with Mali")
    made = run("rule", "reject", ref, "--record", record, *WHO).stdout
    timeline, rejected = brief(record).split(" REJECTED ")
    assert "Norway met with Mali" not in timeline
    assert "rejected by A. Name" in rejected
    assert "Norway met Mali at last." in re.sub(r"\[\w+: |\]", "", run("show", ref, "--record", record).stdout)
    number = re.findall(r"\[([a-z2-7]{6})\]", made)[-1]
    assert run("rule", "undo", number, "--record", record, *WHO).exit_code == 0
    assert brief(record) == before
    listed = run("rulings", "--record", record).stdout
    assert "taken back" in listed
    assert f"takes back [{number}]" in listed


def test_an_edit_shows_the_old_value_and_the_new(record: Path) -> None:
    """Both stand in the brief, for the machine's word is kept."""
    ref = reference(record, "Norway met with Mali")
    fields = ("--field", "when=2018-05-08", "--field", "where=")
    assert run("rule", "edit", ref, "--record", record, *WHO, *fields).exit_code == 0
    text = brief(record)
    assert "8 May 2018 Norway met with Mali [" in text
    assert "edited (when: 2018-05-09 → 2018-05-08; where: Oslo → not told) by A. Name" in text


def test_split_and_merge_by_reference(record: Path) -> None:
    """A statement becomes an entry of its own, and two entries one again."""
    ref = reference(record, "Norway met with Mali")
    first, second = statements(record, ref)
    assert run("rule", "split", second, "--record", record, *WHO).exit_code == 0
    assert brief(record).count("9 May 2018 Norway met with Mali (Oslo)") == 2
    refs = set(re.findall(r"Norway met with Mali \(Oslo\) \[([a-z2-7]+)\]", brief(record)))
    assert len(refs) == 2
    assert run("rule", "merge", *sorted(refs), "--record", record, *WHO[:-1], "2026-11-12T09:31:00Z").exit_code == 0
    assert brief(record).count("9 May 2018 Norway met with Mali (Oslo)") == 1
    assert statements(record, first) == [first]


REFUSED: dict[str, tuple[tuple[str, ...], int, str]] = {
    "no such entry": (("confirm", "zzzz"), 2, "no entry, act or report"),
    "no such ruling": (("undo", "zzzz"), 2, "is no ruling"),
    "two at once": (("confirm", "MEET", "FISH"), 2, "Give one reference"),
    "a day that is none": (("edit", "MEET", "--field", "when=soon"), 2, "is no date"),
    "a time without a zone": (("confirm", "MEET", "--at", "2026-11-12"), 2, "with a zone"),
    "a time before all calendars": (("confirm", "MEET", "--at", "0001-01-01T00:00:00+10:00"), 2, "with a zone"),
    "an empty reason": (("confirm", "MEET", "--reason", " "), 2, "says nothing"),
    "a merge of one": (("merge", "MEET"), 2, "two entries or more"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_ruled_is_one_line(record: Path, name: str) -> None:
    """The error says what is wrong; nothing is kept."""
    args, code, what = REFUSED[name]
    names = {"MEET": reference(record, "Norway met with Mali"), "FISH": reference(record, "more fish")}
    action, *rest = [names.get(arg, arg) for arg in args]
    result = run("rule", action, "--record", record, *WHO, *rest)
    assert (result.exit_code, result.stderr.count("\n")) == (code, 1)
    assert what in result.stderr
    assert run("rulings", "--record", record).stdout == "No rulings were made.\n"


def test_rulings_move_from_record_to_record(record: Path, tmp_path: Path) -> None:
    """Exported lines, imported into a copy of the reports, give the same brief; imported twice they change nothing."""
    run("rule", "reject", reference(record, "more fish"), "--record", record, *WHO)
    run("rule", "edit", reference(record, "Norway met with Mali"), "--record", record, *WHO, "--field", "where=Bergen")
    lines = tmp_path / "rulings.jsonl"
    lines.write_bytes(run("rulings", "--record", record, "--format", "jsonl").stdout_bytes)
    copy = tmp_path / "copy.sqlite"
    with open_store(record) as one, open_store(copy, write=True) as other:
        for reading in one.readings():
            other.add(reading)
    assert "2 of 2 rulings were new" in run("rulings", "--record", copy, "--import", lines).stdout
    assert "0 of 2 rulings were new" in run("rulings", "--record", copy, "--import", lines).stdout
    assert brief(copy) == brief(record)
    assert run("rulings", "--record", copy, "--format", "jsonl").stdout_bytes == lines.read_bytes()


def test_a_ruling_on_what_is_not_there_is_reported(record: Path, tmp_path: Path) -> None:
    """In a record without the report the ruling is kept, listed as one that no longer fits, and noted in the brief."""
    run("rule", "reject", reference(record, "more fish"), "--record", record, *WHO)
    lines = tmp_path / "rulings.jsonl"
    lines.write_bytes(run("rulings", "--record", record, "--format", "jsonl").stdout_bytes)
    bare = tmp_path / "bare.sqlite"
    with open_store(bare, write=True) as store:
        store.add(read_one("Chad met Niger.", actors=("Chad",), recipients=("Niger",), when="2018-05-09"))
    run("rulings", "--record", bare, "--import", lines)
    assert "no longer fits" in run("rulings", "--record", bare).stdout
    assert "1 ruling no longer fit" in brief(bare)


def broken(row: dict[str, object]) -> dict[str, bytes]:
    """Lines that hold no ruling."""
    return {
        "no JSON": b"{",
        "no object": b"[1]",
        "changed by hand": json.dumps(row | {"by": "B. Name"}).encode(),
        "a field left out": json.dumps({name: value for name, value in row.items() if name != "targets"}).encode(),
        "no text": b"\xff\xfe",
        "too deep": b"[" * 100_000,
    }


@pytest.mark.parametrize("name", broken({}))
def test_a_line_that_is_no_ruling_ends_the_import(record: Path, tmp_path: Path, name: str) -> None:
    """Its number is told, and nothing of the file is kept."""
    run("rule", "reject", reference(record, "more fish"), "--record", record, *WHO)
    row = json.loads(run("rulings", "--record", record, "--format", "jsonl").stdout)
    other = tmp_path / "other.sqlite"
    with open_store(other, write=True) as store:
        store.add(read_one("Chad met Niger."))
    lines = tmp_path / "bad.jsonl"
    lines.write_bytes(json.dumps(row).encode() + b"\n\n" + broken(row)[name] + b"\n")
    result = run("rulings", "--record", other, "--import", lines)
    assert (result.exit_code, "bad.jsonl:3: no ruling" in result.stderr) == (1, True)
    assert run("rulings", "--record", other).stdout == "No rulings were made.\n"


def test_rulings_make_no_record(tmp_path: Path) -> None:
    """Where there is no record a ruling, a list and an import say so, and make none."""
    (tmp_path / "r.jsonl").write_bytes(b"")
    for args in (("rule", "confirm", "k3f9", *WHO), ("rulings",), ("rulings", "--import", tmp_path / "r.jsonl")):
        result = run(*args, "--record", tmp_path / "none.sqlite")
        assert (result.exit_code, "there is no record here" in result.stderr) == (1, True)
    assert not (tmp_path / "none.sqlite").exists()
