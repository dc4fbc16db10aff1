"""A record that a disk damaged: a clear error or what was true before, never silence; what is sound can be kept."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from aidememoire import cli
from aidememoire.errors import RecordError
from aidememoire.store import open_store
from aidememoire.store.check import check_store
from hurting import contents, make_record, some_readings, times

Whole = tuple[bytes, Any]


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Whole:
    """The bytes of a record, and what it holds."""
    path = tmp_path_factory.mktemp("whole") / "r.sqlite"
    make_record(path, some_readings(12))
    return path.read_bytes(), contents(path)


def outcome(path: Path, before: Any) -> str:
    """What becomes of a damaged record: "told", "true", or "seen" where only `check` sees the damage."""
    try:
        found = contents(path)
    except RecordError:
        return "told"
    if found == before:
        return "true"
    with open_store(path) as store:
        return "seen" if list(check_store(store)) else f"silent: {[a == b for a, b in zip(found, before, strict=True)]}"


def test_one_flipped_bit_is_never_silent(whole: Whole, tmp_path: Path) -> None:
    """A clear error when it is read, or the same data; a few changed rows that only `check` sees."""
    data, before = whole
    draw, tally = random.Random(8), {"told": 0, "true": 0, "seen": 0}
    for n in range(times(40, 2_000)):
        hurt = bytearray(data)
        hurt[draw.randrange(len(hurt))] ^= 1 << draw.randrange(8)
        path = tmp_path / f"{n}.sqlite"
        path.write_bytes(hurt)
        tally[outcome(path, before)] += 1
        path.unlink()
    print(f"flipped bits: {tally}")
    assert tally["told"] > 0


def test_words_that_a_disk_changed_are_refused(whole: Whole, tmp_path: Path) -> None:
    """Wherever a name stands in the file, another one in its place is told, not shown."""
    data, before = whole
    for name, other in ((b"Iceland", b"Ireland"), (b"Example", b"Exemple"), (b"2019-05-10", b"2019-05-11")):
        places = [at for at in range(len(data)) if data.startswith(name, at)]
        for at in places[:: max(1, len(places) // times(8, 200))]:
            path = tmp_path / f"{name.decode()}-{at}.sqlite"
            path.write_bytes(data[:at] + other + data[at + len(name) :])
            assert outcome(path, before) in ("told", "true", "seen")


def test_a_record_cut_short_is_refused(whole: Whole, tmp_path: Path) -> None:
    """At whatever byte the file ends, nothing but an error comes of it."""
    data, before = whole
    draw = random.Random(9)
    for n in range(times(15, 50)):
        path = tmp_path / f"{n}.sqlite"
        path.write_bytes(data[: draw.randrange(1, len(data))])
        assert outcome(path, before) == "told"


def test_a_sound_record_is_found_sound(whole: Whole, tmp_path: Path) -> None:
    """Nothing is called damaged that is not, and the file keeps its bytes."""
    path = tmp_path / "r.sqlite"
    path.write_bytes(whole[0])
    done = CliRunner().invoke(cli.main, ["check", "--record", str(path)])
    assert (done.exit_code, done.stdout) == (0, f"{path}: 12 reports, nothing is damaged.\n")
    assert path.read_bytes() == whole[0]


HURTS = {
    "report": (
        "UPDATE report SET text = replace(text, 'Iceland', 'Ireland') WHERE name = 'Example 4.txt'",
        "Read that",
    ),
    "finding": ("UPDATE finding SET layers = x'00' WHERE report = (SELECT id FROM report LIMIT 1)", "read again from"),
    "act": ("UPDATE act SET data = replace(data, 'Mali', 'Bali') WHERE kind = 'meet'", "read again from"),
    "place of an act": ("DELETE FROM act WHERE rowid = 3", "can be again"),
    "kind of an act": ("UPDATE act SET kind = 'sign' WHERE rowid = 3", "read again from"),
    "named": ("DELETE FROM named", "read again from"),
    "entry": ("UPDATE entry SET data = replace(data, 'Mali', 'Bali')", "can be again"),
    "day of an entry": ("UPDATE entry SET key = key + 1 WHERE rowid = 1", "can be again"),
    "party": ("UPDATE party SET name = 'Bali' WHERE name = 'Mali'", "can be again"),
    "print": ("UPDATE print SET first = (SELECT max(id) FROM report)", "can be again"),
    "words": ("DELETE FROM sentence_words WHERE rowid = (SELECT max(rowid) FROM sentence_words)", "can be again"),
    "words of a report": ("UPDATE sentence_words SET words = 'other'", "can be again"),
    "ruling": ("UPDATE ruling SET data = replace(data, 'I was there', 'I was away')", "Restore"),
    "run": ("UPDATE run SET at = 'soon'", "Restore"),
}


@pytest.mark.parametrize("hurt", sorted(HURTS))
def test_check_says_what_is_damaged_and_what_to_do(whole: Whole, tmp_path: Path, hurt: str) -> None:
    """Each table that is changed behind our back is found, with the remedy that helps."""
    import sqlite3
    from contextlib import closing

    path = tmp_path / "r.sqlite"
    path.write_bytes(whole[0])
    change, remedy = HURTS[hurt]
    with closing(sqlite3.connect(path)) as link, link:
        assert link.execute(change).rowcount > 0
    done = CliRunner().invoke(cli.main, ["check", "--record", str(path)])
    assert done.exit_code == 1
    assert remedy in done.output


def test_what_is_sound_is_kept_in_a_new_record(whole: Whole, tmp_path: Path) -> None:
    """One report lost, one read again, ten kept, and the rulings too."""
    import sqlite3
    from contextlib import closing

    path, new = tmp_path / "r.sqlite", tmp_path / "new.sqlite"
    path.write_bytes(whole[0])
    with closing(sqlite3.connect(path)) as link, link:
        link.execute(HURTS["report"][0])
        link.execute("DELETE FROM finding WHERE report = (SELECT id FROM report WHERE name = 'Example 5.txt')")
    done = CliRunner().invoke(cli.main, ["check", "--record", str(path), "--into", str(new)])
    assert f"{new}: 10 reports kept, 1 read again, 3 rulings kept, 1 reports lost." in done.output
    readings, before = contents(new)[0], {reading.report.id: reading for reading in whole[1][0]}
    assert sum(reading == before[reading.report.id] for reading in readings) >= 10
    assert {reading.report for reading in readings} < {reading.report for reading in before.values()}
    refused = CliRunner().invoke(cli.main, ["check", "--record", str(path), "--into", str(new)])
    assert (refused.exit_code, "is there already" in refused.output) == (2, True)
