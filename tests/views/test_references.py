"""Short references."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aidememoire.errors import UsageError
from aidememoire.record.entry import Record, base32
from aidememoire.record.merge import merge_readings
from aidememoire.views.references import find_reference, short_references
from making import make_act, make_reading, make_report


def many(count: int) -> Record:
    """A record with as many entries."""
    report = make_report("\n".join(f"Norway asked for {n} fish." for n in range(count)))
    acts = [make_act(report, line, kind="demand", matter=str(n)) for n, line in enumerate(report.text.splitlines())]
    return merge_readings([make_reading(report, *acts)])


@given(st.integers(1, 40))
def test_every_short_reference_means_its_entry(count: int) -> None:
    """Each is four letters or more, unlike all others, and finds its entry; so does every longer one."""
    record = many(count)
    short = short_references(record)
    assert len(set(short.values())) == len(record.entries) == count
    for entry in record.entries:
        assert entry.id.startswith(short[entry.id])
        assert len(short[entry.id]) >= 4
        for reference in (short[entry.id], f"[{short[entry.id].upper()}]", entry.id):
            assert find_reference(record, reference).entry == entry


def test_acts_and_reports_have_references_too() -> None:
    """An act's or report's id, in either form and cut off anywhere, means it."""
    record = many(1)
    act, report = record.entries[0].acts[0], record.reports[0]
    for reference in (act.id, act.id[:10], base32(act.id)[:10]):
        assert find_reference(record, reference).act == act
    for reference in (report.id[:10], base32(report.id)):
        assert find_reference(record, reference).report == report


def test_what_means_nothing_or_several_things_is_an_error() -> None:
    """The error says which, and names some of the several."""
    record = many(40)
    first_letters = Counter(entry.id[0] for entry in record.entries)
    shared = first_letters.most_common(1)[0][0]  # 40 entries, 32 letters
    with pytest.raises(UsageError, match="may be any of"):
        find_reference(record, shared)
    for reference in ("!", "", "[]", "no such thing"):
        with pytest.raises(UsageError, match="no entry, act or report"):
            find_reference(record, reference)
