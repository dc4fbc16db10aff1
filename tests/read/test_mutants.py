"""Damaged input: whatever a parser raises on it, a report or a ReadError comes out, and it takes no time.

AIDEMEMOIRE_MUTANTS=5000 runs that many of each kind; without it a few run, with the same seeds.
"""

from __future__ import annotations

import csv
import io
import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from mutating import mutated
from test_documents import WORDS, document, mail, pdf, shown
from test_feed import ATOM, RSS
from test_warc import MANY, PAGE, wacz, warc

from aidememoire.errors import ReadError
from aidememoire.model import Report
from aidememoire.read import reports

FEW = int(os.environ.get("AIDEMEMOIRE_MUTANTS", "0"))


def _table() -> bytes:
    out = io.StringIO()
    csv.writer(out).writerows([["id", "text", "date"], *([str(n), WORDS, "2019-03-05"] for n in range(20))])
    return out.getvalue().encode()


def _parquet() -> bytes:
    pyarrow = pytest.importorskip("pyarrow")
    from pyarrow import parquet

    out = io.BytesIO()
    parquet.write_table(pyarrow.table({"text": [WORDS] * 20, "id": list(range(20))}), out)
    return out.getvalue()


def _box() -> bytes:
    made = mail()
    made.add_attachment(b"%PDF-", maintype="application", subtype="pdf", filename="clip.pdf")
    return b"".join(
        b"From desk Tue Mar  5 10:00:00 2019\n%s\n\n" % data for data in (made.as_bytes(), mail().as_bytes())
    )


KINDS: dict[str, tuple[int, Callable[[], bytes]]] = {
    "rss.xml": (60, RSS.replace("ENC", "utf-8").encode),
    "atom.xml": (40, ATOM.encode),
    "packed.warc.gz": (30, lambda: warc(*MANY)),
    "plain.warc": (30, lambda: warc(*MANY, packed=False)),
    "page.html": (20, lambda: PAGE),
    "packed.wacz": (20, lambda: wacz({"archive/a.warc.gz": warc(MANY[0])}, 8)),
    "word.docx": (20, lambda: document(WORDS)),
    "paper.pdf": (30, lambda: pdf(shown(WORDS), shown("It ended."))),
    "post.eml": (30, lambda: mail(WORDS).as_bytes()),
    "post.mbox": (30, _box),
    "table.csv": (30, _table),
    "table.parquet": (30, _parquet),
}


def mutants(name: str) -> Iterator[tuple[int, bytes]]:
    """The damaged forms of one file with their seeds."""
    few, make = KINDS[name]
    whole = make()
    yield from ((seed, mutated(whole, seed)) for seed in range(FEW or few))


@pytest.mark.parametrize("name", KINDS)
def test_damage_is_a_report_or_an_error_of_ours(tmp_path: Path, name: str, capfd: pytest.CaptureFixture[str]) -> None:
    """No error of a parser comes through, nothing is empty, and nothing is written to the terminal."""
    path = tmp_path / name
    path.write_bytes(KINDS[name][1]())
    assert any(isinstance(item, Report) for item in reports([path]))
    for seed, data in mutants(name):
        path.write_bytes(data)
        start = time.perf_counter()
        found = list(reports([path]))
        assert found, seed
        assert all(isinstance(item, Report | ReadError) for item in found), seed
        assert time.perf_counter() - start < 5, seed
    assert capfd.readouterr() == ("", "")
