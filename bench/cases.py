"""In: the shipped cases (tests/cases). Out: how much of what is marked in them is found, and the other way round.

A case is a folder with `expected.jsonl`, one marked act a line, and the reports it marks: its own `report.*`, or the
examples of the same name. An act found is paired with a marked one when it stands in the same sentence and they share
an actor (or neither names one). `optional` acts may be found or left out: they count for nothing. Figures, per case and
over all: found (pairs) and kind (pairs of the same kind) as precision, recall and F1; and of the pairs of the same kind
the share with the right status and with the right date.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from aidememoire.model import Act, Reading, Report
from aidememoire.pipeline import find, load_parser
from aidememoire.read import reports

ROOT = Path(__file__).parents[1]
CASES = ROOT / "tests" / "cases"


@dataclass(frozen=True, slots=True)
class Pair:
    """A marked act and the one found for it."""

    marked: dict[str, Any]
    act: Act

    @property
    def same_kind(self) -> bool:
        """Whether the kind is right."""
        return bool(self.marked["kind"] == self.act.kind)

    @property
    def right(self) -> tuple[bool, ...]:
        """What is right about it, the weightiest first: the best pairs are made first."""
        marked, act = self.marked, self.act
        sides = set(marked["actors"]) == set(act.actors)
        return (self.same_kind, marked["status"] == act.status, marked["when"] == act.when, sides)


@dataclass(slots=True)
class Count:
    """What the figures are made of."""

    marked: int = 0
    said: int = 0
    found: int = 0
    kind: int = 0
    status: int = 0
    when: int = 0

    def add(self, other: Count) -> None:
        """Adds another case's counts."""
        for name in self.__slots__:
            setattr(self, name, getattr(self, name) + getattr(other, name))

    def figures(self) -> dict[str, Any]:
        """The counts as figures between 0 and 1, rounded to four places."""
        shares = {name: _share(getattr(self, name), self.kind) for name in ("status", "when")}
        return {name: self._prf(getattr(self, name)) for name in ("found", "kind")} | shares

    def _prf(self, right: int) -> dict[str, float]:
        p, r = _share(right, self.said), _share(right, self.marked)
        return {"p": p, "r": r, "f1": _share(2 * right, self.said + self.marked)}


def _share(part: int, whole: int) -> float:
    return round(part / whole, 4) if whole else 0.0


def marks(case: Path) -> list[dict[str, Any]]:
    """The marked acts of a case."""
    return [json.loads(line) for line in (case / "expected.jsonl").read_text("utf-8").splitlines() if line.strip()]


def case_reports(case: Path) -> list[Report]:
    """The reports of a case; one that cannot be read ends the bench."""
    own = sorted(case.glob("report.*"))
    found = list(reports(own or [ROOT / "examples" / case.name]))
    for report in found:
        if not isinstance(report, Report):
            raise report
    return [report for report in found if isinstance(report, Report)]


def fits(marked: dict[str, Any], act: Act, reading: Reading) -> bool:
    """Whether an act found may be the marked one: same sentence, and an actor in common."""
    report = reading.report
    if marked["report"] not in (report.name, report.url) or marked["words"] not in act.sentence.of(report.text):
        return False
    return bool(set(marked["actors"]) & set(act.actors)) or not (marked["actors"] or act.actors)


def pairs(marked: Sequence[dict[str, Any]], acts: Sequence[Act], reading: Reading) -> Iterator[Pair]:
    """One to one, best first, in the order of the text where two are as good."""
    possible = [
        (tuple(not right for right in pair.right), m, a)
        for m, mark in enumerate(marked)
        for a, act in enumerate(acts)
        if fits(mark, act, reading)
        for pair in [Pair(mark, act)]
    ]
    used_marks: set[int] = set()
    used_acts: set[int] = set()
    for _, m, a in sorted(possible):
        if m not in used_marks and a not in used_acts:
            used_marks.add(m)
            used_acts.add(a)
            yield Pair(marked[m], acts[a])


def score(marked: Sequence[dict[str, Any]], reading: Reading) -> tuple[Count, list[Pair]]:
    """The counts for one report, and the pairs they rest on; the optional acts are paired last and not counted."""
    here = [mark for mark in marked if mark["report"] in (reading.report.name, reading.report.url)]
    must = [mark for mark in here if not mark.get("optional")]
    chosen = list(pairs(must, reading.acts, reading))
    taken = {pair.act.id for pair in chosen}
    rest = [act for act in reading.acts if act.id not in taken]
    may = list(pairs([mark for mark in here if mark.get("optional")], rest, reading))
    same = [pair for pair in chosen if pair.same_kind]
    status, when = (sum(pair.right[place] for pair in same) for place in (1, 2))
    return Count(len(must), len(reading.acts) - len(may), len(chosen), len(same), status, when), chosen + may


def report_misses(marked: Sequence[dict[str, Any]], reading: Reading, chosen: Sequence[Pair]) -> None:
    """Says on standard error what was missed, what was too much, and what was read otherwise than marked."""
    text, told = reading.report.text, {id(pair.marked) for pair in chosen}
    for mark in marked:
        if (
            mark["report"] in (reading.report.name, reading.report.url)
            and id(mark) not in told
            and not mark.get("optional")
        ):
            print(f"missed  {mark['kind']:<11} {mark['words']}", file=sys.stderr)
    for act in reading.acts:
        if act.id not in {pair.act.id for pair in chosen}:
            print(f"extra   {act.kind:<11} {act.words.of(text)!r} {list(act.actors)}", file=sys.stderr)
    for pair in chosen:
        if not all(pair.right) and not pair.marked.get("optional"):
            said = (pair.act.kind, pair.act.status, pair.act.when, list(pair.act.actors))
            meant = tuple(pair.marked[name] for name in ("kind", "status", "when", "actors"))
            print(f"other   {pair.marked['words']}: {said} for {meant}", file=sys.stderr)


def measure(cases: Sequence[Path], misses: bool) -> dict[str, Any]:
    """The figures of every case, and of all together."""
    parser, total, figures = load_parser(), Count(), {}
    for case in cases:
        marked, sum_here = marks(case), Count()
        for report in case_reports(case):
            reading = find(report, parser)
            count, chosen = score(marked, reading)
            sum_here.add(count)
            if misses:
                print(f"-- {report.name}", file=sys.stderr)
                report_misses(marked, reading, chosen)
        figures[case.name] = sum_here.figures()
        total.add(sum_here)
    return {"all": total.figures(), **figures}


def main() -> None:
    """The command: prints the figures as JSON."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--json", action="store_true", help="one line")
    parser.add_argument("--misses", action="store_true", help="also say on standard error what was missed or too much")
    args = parser.parse_args()
    cases = sorted(path.parent for path in CASES.glob("*/expected.jsonl"))
    print(json.dumps(measure(cases, args.misses), indent=None if args.json else 1))


if __name__ == "__main__":
    main()
