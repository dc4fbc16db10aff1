"""In: Reports, and errors among them. Out: their Readings in the same order, the errors in their places.

One process or several on this machine: the same bytes for any number, for reading is a pure function.
"""

from __future__ import annotations

import itertools
import multiprocessing
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool

from aidememoire import pipeline
from aidememoire.errors import AideError, ReadError
from aidememoire.find.parse import DEFAULT_MODEL
from aidememoire.model import Reading, Report

TOGETHER = 32  # reports whose sentences are parsed together
MOST_CHARS = 200_000  # of a batch's text, that a few long reports do not fill the memory
AHEAD = 3  # batches handed out for each process: enough to keep it busy, few enough to keep memory flat

Item = Report | ReadError
Found = Reading | ReadError


def read_all(items: Iterable[Item], model: str = DEFAULT_MODEL, jobs: int = 1) -> Iterator[Found]:
    """A reading for each report, in order; an error stays where it stands. At most a few batches are held at a time."""
    some = batches(items)
    first = list(itertools.islice(some, 2))
    if jobs > 1 and len(first) > 1:
        # Loaded here too, so that a model that is not there is one clear error and not one a process.
        pipeline.load_parser(model)
        return _in_processes(itertools.chain(first, some), model, jobs)
    return (found for batch in itertools.chain(first, some) for found in read_batch(batch, model))


def batches(items: Iterable[Item]) -> Iterator[list[Item]]:
    """The items in batches that are read together."""
    batch: list[Item] = []
    chars = 0
    for item in items:
        batch.append(item)
        chars += len(item.text) if isinstance(item, Report) else 0
        if len(batch) == TOGETHER or chars >= MOST_CHARS:
            yield batch
            batch, chars = [], 0
    if batch:
        yield batch


def read_batch(batch: Sequence[Item], model: str) -> Iterator[Found]:
    """The readings of a batch, its errors in their places."""
    reports = [item for item in batch if isinstance(item, Report)]
    found = pipeline.find_all(reports, pipeline.load_parser(model)) if reports else iter(())
    return (item if isinstance(item, ReadError) else next(found) for item in batch)


def _in_processes(some: Iterator[list[Item]], model: str, jobs: int) -> Iterator[Found]:
    """Batches go out ahead of what is taken back; what comes back is given in the order of what went out."""
    # Spawned, not forked: a forked child of a process with threads, such as a progress bar's, may hang.
    pool = ProcessPoolExecutor(jobs, mp_context=multiprocessing.get_context("spawn"))
    out: deque[tuple[list[Item], Future[list[Found]]]] = deque()
    try:
        for batch in some:
            # Errors stay here: they hold what need not cross to another process.
            reports = [item for item in batch if isinstance(item, Report)]
            out.append((batch, pool.submit(_read, reports, model)))
            if len(out) >= jobs * AHEAD:
                yield from _back(*out.popleft())
        while out:
            yield from _back(*out.popleft())
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _read(reports: Sequence[Report], model: str) -> list[Found]:
    return list(read_batch(reports, model))


def _back(batch: list[Item], future: Future[list[Found]]) -> Iterator[Found]:
    try:
        found = iter(future.result())
    except BrokenProcessPool as error:
        remedy = "Read again with fewer --jobs, or see whether the memory is enough."
        raise AideError("engine", "a reading process was ended from outside", remedy) from error
    return (item if isinstance(item, ReadError) else next(found) for item in batch)
