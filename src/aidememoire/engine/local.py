"""In: Reports, and errors among them. Out: their Readings in the same order, the errors in their places.

One process or several on this machine: the same bytes for any number, for reading is a pure function.
"""

from __future__ import annotations

import itertools
import multiprocessing
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool

from aidememoire import pipeline
from aidememoire.errors import AideError, ReadError
from aidememoire.find.parse import DEFAULT_MODEL
from aidememoire.model import Reading, Report

AHEAD = 4  # reports handed out for each process: enough to keep it busy, few enough to keep memory flat


def read_all(
    items: Iterable[Report | ReadError], model: str = DEFAULT_MODEL, jobs: int = 1
) -> Iterator[Reading | ReadError]:
    """A reading for each report, in order; an error stays where it stands. At most a few reports are held at a time."""
    items = iter(items)
    first = list(itertools.islice(items, 2))
    items = itertools.chain(first, items)
    if jobs == 1 or len(first) < 2:
        return (_read(item, model) for item in items)
    # Loaded here too, so that a model that is not there is one clear error and not one a process.
    pipeline.load_parser(model)
    return _in_processes(items, model, jobs)


def _read(item: Report | ReadError, model: str) -> Reading | ReadError:
    return item if isinstance(item, ReadError) else pipeline.find(item, pipeline.load_parser(model))


def _in_processes(items: Iterator[Report | ReadError], model: str, jobs: int) -> Iterator[Reading | ReadError]:
    """Reports go out ahead of what is taken back; what comes back is given in the order of what went out."""
    # Spawned, not forked: a forked child of a process with threads, such as a progress bar's, may hang.
    pool = ProcessPoolExecutor(jobs, mp_context=multiprocessing.get_context("spawn"))
    out: deque[Future[Reading] | ReadError] = deque()
    try:
        for item in items:
            out.append(item if isinstance(item, ReadError) else pool.submit(_find, item, model))
            if len(out) >= jobs * AHEAD:
                yield _back(out.popleft())
        while out:
            yield _back(out.popleft())
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _find(report: Report, model: str) -> Reading:
    return pipeline.find(report, pipeline.load_parser(model))


def _back(item: Future[Reading] | ReadError) -> Reading | ReadError:
    if isinstance(item, ReadError):
        return item
    try:
        return item.result()
    except BrokenProcessPool as error:
        remedy = "Read again with fewer --jobs, or see whether the memory is enough."
        raise AideError("engine", "a reading process was ended from outside", remedy) from error
