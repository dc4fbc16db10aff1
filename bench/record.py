"""In: how many reports. Out: what one more costs in records of growing size, and what questions take in the largest.

    python bench/record.py --at 1000 10000 100000 [--record FILE-or-URL] [--repeat 20]

The readings are made up, without a parser, by a fixed seed. A report has 24 sentences of 12 words; words are drawn from
40,000 invented ones, the first 400 times as often as the last. Twelve sentences tell an act of an event. Events are
told by five acts on average, within 20 days: of an event are given the kind (one of ten), the two sides (drawn from 80
with the weights 1/rank, so that a few pairs have most to do with each other), the day, the place, the matter (three
words) and the instrument; each telling leaves out the day in two of ten and says only its month in two more, and leaves
out place, matter and instrument in half of them. One report in ten is a reprint with another headline. Days run through
12 years.
"""

from __future__ import annotations

import argparse
import datetime as dt
import random
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import accumulate, count
from pathlib import Path

from aidememoire.ids import content_id
from aidememoire.model import Act, Findings, Mention, Reading, Report, Sentence, Span
from aidememoire.store import Query, Store, open_store

KINDS = ("meet", "agree", "propose", "demand", "reject", "promise", "accuse", "support", "threaten", "aid")
STATUSES = ("done", "done", "done", "planned", "denied")
FIRST, DAYS = dt.date(2012, 1, 1), 12 * 365
PER_DAY = 55  # events: of 100,000 reports each is told by five acts
SYLLABLES = ("ba", "ke", "li", "mo", "nu", "ra", "se", "ti", "vo", "zu", "dra", "fel", "gon", "hir", "pol", "sta")
WORDS = tuple("".join(random.Random(n).choices(SYLLABLES, k=2 + n % 3)) for n in range(40_000))
SIDES = tuple(f"State {WORDS[n].title()} {n}" for n in range(80))
PLACES = tuple(f"City {WORDS[100 + n].title()}" for n in range(120))
TREATIES = tuple(f"Treaty of {WORDS[300 + n].title()}" for n in range(40))
WORD_WEIGHTS = list(accumulate(1 / (rank + 100) for rank in range(1, len(WORDS) + 1)))
SIDE_WEIGHTS = [1 / rank for rank in range(1, len(SIDES) + 1)]


@dataclass(frozen=True, slots=True)
class Event:
    """What several acts tell."""

    kind: str
    status: str
    sides: tuple[str, str]
    day: dt.date
    place: str
    matter: str
    instrument: str | None


def readings(seed: int = 1) -> Iterator[Reading]:
    """Readings without end."""
    draw = random.Random(seed)
    recent: list[str] = []
    for number in count(1):
        day = FIRST + dt.timedelta(days=draw.randrange(DAYS))
        body = [" ".join(draw.choices(WORDS, cum_weights=WORD_WEIGHTS, k=12)).capitalize() + "." for _ in range(24)]
        if recent and draw.random() < 0.1:
            body[1:] = draw.choice(recent).split("\n")[1:]
        text = "\n".join([f"Report {number}: {body[0]}", *body[1:]])
        recent = [*recent[-200:], text]
        yield _reading(
            draw, Report(content_id(text), f"report-{number}", text, None, f"Paper {number % 300}", None, day)
        )


def _event(draw: random.Random, told: dt.date) -> Event:
    """One of the events of the last 20 days: the same numbers give the same event, whoever tells it."""
    day = told - dt.timedelta(days=draw.randrange(20))
    of_day = random.Random(day.toordinal() * 1_000 + draw.randrange(PER_DAY))
    one, other = of_day.choices(SIDES, SIDE_WEIGHTS, k=2)
    words = " ".join(of_day.choices(WORDS, k=3))
    treaty = of_day.choice(TREATIES) if of_day.random() < 0.3 else None
    return Event(of_day.choice(KINDS), of_day.choice(STATUSES), (one, other), day, of_day.choice(PLACES), words, treaty)


def _reading(draw: random.Random, report: Report) -> Reading:
    spans, at = [], 0
    for line in report.text.split("\n"):
        spans.append(Span(at, at + len(line)))
        at += len(line) + 1
    acts = tuple(_act(draw, report, span) for span in spans[::2])
    places = tuple(Mention(act.words, "place", act.where) for act in acts if act.where)
    sentences = tuple(Sentence(span) for span in spans)
    names = tuple(Mention(act.words, "actor", name, (name,)) for act in acts for name in act.actors)
    return Reading(Findings(report, sentences, (), names, places, (), ()), acts)


def _act(draw: random.Random, report: Report, span: Span) -> Act:
    assert report.published is not None
    event, words = _event(draw, report.published), Span(span.start, span.start + 8)
    one, other = event.sides
    when = draw.choice([str(event.day)] * 6 + [str(event.day)[:7]] * 2 + [None] * 2)
    half = [draw.random() < 0.5 for _ in range(3)]
    return Act(
        id=content_id(report.id, event.kind, str(span.start)), report=report.id, kind=event.kind, plover="NONE",
        cameo=None, actors=(one,), persons=(), recipients=(other,) if other != one else (), status=event.status,
        when=when, when_words=None, due=None, due_words=None, where=event.place if half[0] else None,
        matter=event.matter if half[1] else None, instrument=event.instrument if half[2] else None, condition=None,
        said_by=(), negated=False, sentence=span, words=words, rule=f"{event.kind}/bench",
        confidence=round(draw.random(), 2),
    )  # fmt: skip


def _milliseconds(run: Callable[[], object], repeat: int) -> str:
    took, worked = [], time.process_time()
    for _ in range(repeat):
        began = time.perf_counter()
        run()
        took.append(1000 * (time.perf_counter() - began))
    took.sort()
    worked = 1000 * (time.process_time() - worked) / repeat
    return f"median {took[len(took) // 2]:8.1f} ms   worst {took[-1]:8.1f} ms   processor {worked:8.1f} ms"


def _one_more(store: Store, more: Iterator[Reading]) -> None:
    store.add(next(more))
    store.settle()


def _ask(store: Store, repeat: int) -> None:
    common, rare, side = WORDS[0], WORDS[3_000], SIDES[0]
    after = store.entries(Query()).after
    asked: dict[str, Callable[[], object]] = {
        "search, a word in most reports": lambda: store.search([common]),
        "search, two common words": lambda: store.search([common, WORDS[5]]),
        "search, a rare word": lambda: store.search([rare]),
        "search, a beginning of words": lambda: store.search([rare[:3]]),
        "entries, a page": lambda: store.entries(Query(sure=0.5)),
        "entries, the next page": lambda: store.entries(Query(sure=0.5), after=after),
        "entries, newest first": lambda: store.entries(Query(last=FIRST + dt.timedelta(days=DAYS)), newest=True),
        "entries of a side": lambda: store.entries(Query(parties=(side,))),
        "entries of two sides": lambda: store.entries(Query(parties=(side, SIDES[60]))),
        "entries, words": lambda: store.entries(Query(words=(common, WORDS[5]))),
        "entries, side, kind, month": lambda: store.entries(
            Query(actors=(side,), kinds=("meet",), first=dt.date(2015, 3, 1), last=dt.date(2015, 3, 31))
        ),
        "how many of a side": lambda: store.count(Query(parties=(side,))),
        "how much in all": lambda: store.counts(),
        "reports, a page": lambda: store.reports(),
    }
    for name, run in asked.items():
        print(f"  {name:34} {_milliseconds(run, repeat)}", flush=True)


def measure(target: str, sizes: Sequence[int], repeat: int) -> None:
    """Fills a record and prints the figures at each size."""
    more, began = readings(), time.perf_counter()
    with open_store(target, write=True) as store:
        held = store.counts().reports
        for _ in range(held):
            next(more)
        for size in sizes:
            start = held
            while held < size:
                store.add(next(more))
                held += 1
            store.settle()
            took = time.perf_counter() - began
            print(f"{size:,} reports kept; the last {size - start:,} took {took:.0f} s", flush=True)
            new = iter([next(more) for _ in range(repeat)])
            print(f"  {'one more report, kept and settled':34} {_milliseconds(partial(_one_more, store, new), repeat)}")
            held += repeat
            print(f"  {store.counts()}")
            _ask(store, repeat)
            began = time.perf_counter()


def main() -> None:
    """Reads the command line."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--at", type=int, nargs="+", default=[1_000, 10_000, 100_000])
    options.add_argument("--record", help="A record to fill; without it one that is thrown away.")
    options.add_argument("--repeat", type=int, default=20)
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        measure(given.record or str(Path(folder) / "bench.sqlite"), given.at, given.repeat)


if __name__ == "__main__":
    main()
