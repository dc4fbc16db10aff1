"""A reading that is killed at any point, and started again."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from aidememoire.model import Report
from aidememoire.read import reports
from aidememoire.record.merge import merge_readings
from aidememoire.store import open_store
from killing import stub

POINTS = int(os.environ.get("AIDEMEMOIRE_KILLS", "6"))  # 100 before a release
REPORTS = 60
DRIVER = Path(__file__).parents[1] / "killing.py"


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
def test_a_killed_reading_goes_on_where_it_was(tmp_path: Path) -> None:
    """Killed at random points and started again: nothing kept is lost, nothing is kept twice, nothing is missing."""
    lines = [{"text": f"Norway met Chile, says paper {n}.\nIt rained.", "date": "2019-05-10"} for n in range(REPORTS)]
    (tmp_path / "reports.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines))
    run = subprocess.run([sys.executable, DRIVER, tmp_path, str(POINTS)], capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    told = [json.loads(line) for line in run.stdout.splitlines() if line.startswith("{")]
    assert len(told) == POINTS + 1
    assert all(one["before"] <= one["after"] for one in told[:-1])
    found = [one for one in reports([str(tmp_path / "reports.jsonl")]) if isinstance(one, Report)]
    wanted = merge_readings(list(stub(found, None)))
    for number in range(told[-1]["records"]):
        with open_store(tmp_path / f"{number}.sqlite") as store:
            assert store.counts().waiting == 0
            assert store.record() == wanted
