"""The bench of times: its halves and its scorer."""

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

TEXT = "They met on Friday, 3 May, and left two days later."


@pytest.fixture(scope="module")
def bench() -> ModuleType:
    """The bench script as a module."""
    path = Path(__file__).parents[2] / "bench" / "times.py"
    spec = importlib.util.spec_from_file_location("bench_times", path)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def timex(words: str, value: str) -> dict:
    """A gold row for these words."""
    start = TEXT.index(words)
    return {"start": start, "end": start + len(words), "type": "DATE", "value": value}


@pytest.mark.parametrize(
    ("said", "strict", "relaxed", "value"),
    [
        ([timex("Friday, 3 May", "2019-05-03"), timex("two days later", "2019-05-05")], 100, 100, 100),
        ([timex("Friday, 3 May,", "2019-05-03"), timex("two days", "2019-05-06")], 50, 100, 50),
        ([timex("met", "2019-05-03")], 0, 0, 0),
        ([], 0, 0, 0),
    ],
)
def test_the_scorer_counts_as_the_field_does(
    bench: ModuleType, said: list, strict: int, relaxed: int, value: int
) -> None:
    """Outer commas do not count, a shared word is a relaxed match, and only equal values are right."""
    gold = [timex("Friday, 3 May", "2019-05-03"), timex("two days later", "2019-05-05")]
    got = bench.score([{"id": "a", "dct": "2019-05-10", "text": TEXT, "timexes": gold}], [said], [])
    assert (got["strict_f1"], got["relaxed_f1"], got["value_f1"]) == (strict, relaxed, value)


def test_a_document_stays_in_its_half(bench: ModuleType) -> None:
    """The half depends on the id alone, and both halves are used."""
    halves = [bench.half_of(f"report-{number}") for number in range(40)]
    assert halves == [bench.half_of(f"report-{number}") for number in range(40)]
    assert set(halves) == {"tune", "report"}
