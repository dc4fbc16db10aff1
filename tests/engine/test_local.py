"""Many reports: one process or several, one answer."""

from __future__ import annotations

import pytest

from aidememoire import pipeline
from aidememoire.engine.local import TOGETHER, read_all
from aidememoire.errors import ReadError, UsageError
from aidememoire.model import Report
from making import make_report

SIDES = ("Norway", "Chile", "Peru", "Kenya", "Japan", "Oman", "Cuba", "Fiji", "Mali", "Iran", "Iraq", "Togo")
REPORTS = [make_report(f"{a} rejected the offer of {b} on Monday.") for a in SIDES for b in SIDES[:2] if a != b]
FAULT = ReadError("b.txt", "there is no text in it", "Give it one")
MIXED: list[Report | ReadError] = [*REPORTS[:3], FAULT, *REPORTS[3:], *REPORTS, FAULT]  # more than one batch


def test_any_number_of_processes_gives_the_same_readings_in_the_same_order() -> None:
    """Errors stay in their places, and every reading is the one that the pipeline gives."""
    parser = pipeline.load_parser()
    wanted = [item if isinstance(item, ReadError) else pipeline.find(item, parser) for item in MIXED]
    assert list(read_all(MIXED)) == wanted
    assert list(read_all(MIXED, jobs=2)) == wanted
    assert sum(len(item.acts) for item in wanted if not isinstance(item, ReadError)) >= len(REPORTS) // 2


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_model_that_is_not_there_is_one_clear_error(jobs: int) -> None:
    """It comes before any process is started."""
    with pytest.raises(UsageError, match="no_such_model"):
        list(read_all(REPORTS[:3], model="no_such_model", jobs=jobs))


@pytest.mark.parametrize("items", [[], [FAULT], [FAULT, FAULT]])
def test_without_reports_there_is_nothing_to_read(items: list[Report | ReadError]) -> None:
    """Errors alone come back as they are."""
    assert list(read_all(items, jobs=2)) == items


def test_reports_are_taken_as_they_are_needed() -> None:
    """A stream of reports without end can be read: two batches are held at a time."""
    taken = 0

    def stream() -> object:
        nonlocal taken
        for report in REPORTS * 100:
            taken += 1
            yield report

    readings = read_all(stream(), jobs=1)  # type: ignore[arg-type]
    next(readings)
    assert taken <= 2 * TOGETHER
