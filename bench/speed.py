"""In: reports. Out: how fast they are read into a record, beside spaCy alone on the same texts, in one run.

    python bench/speed.py CORPUS [--limit N] [--jobs 2] [--no-full] [--json]

CORPUS is a .jsonl file, gzipped or not: {"id", "text", "date"?, "title"?} a line. Each part runs in a process of its
own, and its processor time is told beside the time on the wall: on a busy machine compare the former. The parts:

ours    from the file into a new SQLite record, settled: as `aidememoire read` does it with one process
spacy   `nlp.pipe` over the same texts with the same model, as it is installed, and nothing else
full    ours without the first pass: every sentence of a body is parsed; says how many acts the first pass loses
jobs    (with --jobs N) ours with N processes; only the time on the wall is compared

Loading the model is no part of the figures. `ratio_to_spacy` is of processor time.
"""

from __future__ import annotations

import argparse
import gzip
import itertools
import json
import multiprocessing
import resource
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from aidememoire import pipeline
from aidememoire.acts.screen import candidates
from aidememoire.engine.local import read_all
from aidememoire.find.parse import DEFAULT_MODEL
from aidememoire.limits import MAX_SENTENCE_CHARS
from aidememoire.model import Findings, Reading, Report, Sentence
from aidememoire.read import reports
from aidememoire.store import open_store

Figures = dict[str, Any]
WARM = 20  # reports read before the clock starts: tables and model are loaded


def texts(corpus: Path) -> Iterator[Report]:
    """The corpus's reports; what cannot be read is left out."""
    return (item for item in reports([str(corpus)]) if isinstance(item, Report))


def clocked(work: Callable[[], Figures]) -> Figures:
    """The figures of some work with its seconds, of the wall and of the processor, and the most memory it held."""
    wall, worked = time.perf_counter(), time.process_time()
    found = work()
    found |= {"seconds": time.perf_counter() - wall, "processor": time.process_time() - worked}
    return found | {"peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}


def into_record(corpus: Path, jobs: int = 1) -> Figures:
    """Reads all into a record that is thrown away."""
    list(read_all(itertools.islice(texts(corpus), WARM)))
    with tempfile.TemporaryDirectory() as folder:
        return clocked(lambda: _kept(corpus, str(Path(folder) / "speed.sqlite"), jobs))


def _kept(corpus: Path, record: str, jobs: int) -> Figures:
    keys: list[tuple[str, str, int]] = []
    count, sentences, middle = 0, 0, 0.0
    with open_store(record, write=True) as store:
        for found in read_all(texts(corpus), jobs=jobs):
            assert isinstance(found, Reading)
            store.add(found)
            count += 1
            sentences += len(found.findings.sentences)
            keys += [(act.report, act.kind, act.words.start) for act in found.acts]
            if count == 500:
                middle = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        store.settle()
    return {"reports": count, "sentences": sentences, "acts": keys, "peak_mb_at_500": middle}


def spacy_alone(corpus: Path) -> Figures:
    """The model, as it is installed, over the texts."""
    import spacy

    nlp = spacy.load(DEFAULT_MODEL)
    for _ in nlp.pipe(report.text for report in itertools.islice(texts(corpus), WARM)):
        pass

    def work() -> Figures:
        found = [sum(1 for _ in doc.sents) for doc in nlp.pipe(report.text for report in texts(corpus))]
        return {"reports": len(found), "sentences": sum(found)}

    return clocked(work)


def in_full(corpus: Path) -> Figures:
    """Reads all with every sentence of a body parsed; keeps nothing."""
    parsed = []

    def every(findings: Findings) -> list[Sentence]:
        first = candidates(findings)
        parsed.append(len(first))
        body = [s for s in findings.sentences if s.part == "body"] or list(findings.sentences)
        return [s for s in body if s in first or s.span.end - s.span.start <= MAX_SENTENCE_CHARS]

    pipeline.candidates = every  # type: ignore[attr-defined]
    list(read_all(itertools.islice(texts(corpus), WARM)))
    parsed.clear()

    def work() -> Figures:
        found = [one for one in read_all(texts(corpus)) if isinstance(one, Reading)]
        keys = [(act.report, act.kind, act.words.start) for one in found for act in one.acts]
        return {"reports": len(found), "acts": keys}

    return clocked(work) | {"parsed": sum(parsed)}


def apart(work: Callable[..., Figures], *given: Any) -> Figures:
    """What some work says, run in a process of its own: its memory is its own."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(work, given)


def measure(corpus: Path, full: bool) -> Figures:
    """All figures of one process."""
    ours, plain = apart(into_record, corpus), apart(spacy_alone, corpus)
    acts = set(map(tuple, ours.pop("acts")))
    figures = {
        "reports": ours["reports"],
        "sentences": ours["sentences"],
        "acts": len(acts),
        "ratio_to_spacy": plain["processor"] / ours["processor"],
        "ratio_on_the_wall": plain["seconds"] / ours["seconds"],
        "reports_a_second": ours["reports"] / ours["processor"],
        "sentences_a_second": ours["sentences"] / ours["processor"],
        "spacy_reports_a_second": plain["reports"] / plain["processor"],
        "peak_mb": ours["peak_mb"],
        "peak_mb_at_500": ours["peak_mb_at_500"],
        "seconds": ours["seconds"],
    }
    if full:
        whole = apart(in_full, corpus)
        every = set(map(tuple, whole["acts"]))
        figures |= {"parsed": whole["parsed"] / ours["sentences"], "acts_kept": len(acts & every) / max(len(every), 1)}
        figures |= {"acts_in_full": len(every), "ratio_to_full": whole["processor"] / ours["processor"]}
    return figures


def main() -> None:
    """Reads the command line."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("corpus", type=Path)
    options.add_argument("--limit", type=int)
    options.add_argument("--jobs", type=int, default=1, help="also measure so many processes")
    options.add_argument("--no-full", action="store_true", help="leave out the reading without the first pass")
    options.add_argument("--json", action="store_true", help="print one JSON object")
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        corpus = Path(folder) / "reports.jsonl"
        with (gzip.open if given.corpus.suffix == ".gz" else open)(given.corpus, "rb") as file:
            corpus.write_bytes(b"".join(itertools.islice(file, given.limit)))
        figures = measure(corpus, not given.no_full)
        if given.jobs > 1:
            figures["ratio_of_jobs"] = figures["seconds"] / into_record(corpus, given.jobs)["seconds"]
    if given.json:
        print(json.dumps(figures))
        return
    for name, figure in figures.items():
        print(f"{name:24} {figure:,.3f}" if isinstance(figure, float) else f"{name:24} {figure:,}")


if __name__ == "__main__":
    main()
