"""In: floors.toml and what the benches it names print. Out: each figure beside its floor; status 1 when one fell."""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

FLOORS = Path(__file__).with_name("floors.toml")
ROOT = FLOORS.parents[1]
SHARED = "{shared}"


@dataclass(frozen=True, slots=True)
class Bench:
    """One table of floors.toml."""

    name: str
    run: tuple[str, ...]
    corpus: tuple[str, ...]
    digest: str | None
    floor: dict[str, float]
    tolerance: float

    @property
    def shipped(self) -> bool:
        """Whether it reads only what the project ships."""
        return not any(SHARED in part for part in (*self.run, *self.corpus))


@dataclass(frozen=True, slots=True)
class Figure:
    """One pinned figure, as it is now; None: the bench does not print it."""

    bench: str
    name: str
    floor: float
    now: float | None
    fell: bool


class UnusableError(Exception):
    """A bench that cannot be held against its floors: it failed, or reads other texts than the pinned ones."""


def load(path: Path) -> list[Bench]:
    """The benches of a floors file; one without a tolerance of its own has the file's."""
    table = tomllib.loads(path.read_text("utf-8"))
    return [
        Bench(
            name=name,
            run=tuple(bench["run"]),
            corpus=tuple(bench.get("corpus", ())),
            digest=bench.get("digest"),
            floor=dict(bench.get("floor", {})),
            tolerance=float(bench.get("tolerance", table["tolerance"])),
        )
        for name, bench in table.get("bench", {}).items()
    ]


def digest(paths: list[Path]) -> str:
    """One digest for all the files, each with its length, in the order given."""
    total = hashlib.sha256()
    for path in paths:
        raw = path.read_bytes()
        total.update(f"{len(raw)}:".encode() + raw)
    return total.hexdigest()


def figure(printed: Any, name: str) -> float | None:
    """The number at the dotted name in what a bench printed, or None."""
    for part in name.split("."):
        printed = printed.get(part) if isinstance(printed, dict) else None
    return float(printed) if isinstance(printed, int | float) else None


def compare(bench: Bench, printed: Any) -> Iterator[Figure]:
    """Each pinned figure of a bench; one that is no longer printed counts as fallen."""
    for name, floor in bench.floor.items():
        now = figure(printed, name)
        yield Figure(bench.name, name, floor, now, now is None or now < floor - bench.tolerance)


def corpus_digest(bench: Bench, shared: Path | None) -> str | None:
    """The digest of the texts a bench stands on, None where it names none."""
    paths = [ROOT / part.replace(SHARED, str(shared)) for part in bench.corpus]
    missing = [str(path) for path in paths if not path.is_file()]
    if missing:
        raise UnusableError(f"{bench.name}: no such file: {', '.join(missing)}")
    return digest(paths) if paths else None


def measure(bench: Bench, shared: Path | None, any_texts: bool) -> Any:
    """What the bench prints now, on the pinned texts unless any will do."""
    found = corpus_digest(bench, shared)
    if bench.digest and found != bench.digest and not any_texts:
        raise UnusableError(f"{bench.name}: its texts are not the ones the floors were pinned on")
    parts = [part.replace(SHARED, str(shared)) for part in bench.run]
    done = subprocess.run([sys.executable, *parts], cwd=ROOT, stdout=subprocess.PIPE, encoding="utf-8", check=False)
    if done.returncode:
        raise UnusableError(f"{bench.name}: {' '.join(parts)} ended with status {done.returncode}")
    try:
        return json.loads(done.stdout)
    except ValueError as error:
        raise UnusableError(f"{bench.name}: {' '.join(parts)} printed no JSON: {error}") from error


def pinned(text: str, bench: Bench, figures: list[Figure], found: str | None, lower: bool) -> str:
    """The text of floors.toml with one bench raised and its digest noted; lowered and noted anew only if asked."""
    for fig in figures:
        if fig.now is not None and (fig.now > fig.floor or (lower and fig.fell)):
            line = re.compile(
                rf'(?ms)(^\[bench\.{re.escape(bench.name)}\.floor\]$.*?^"{re.escape(fig.name)}" = )[0-9.]+'
            )
            text = line.sub(lambda match, value=fig.now: f"{match[1]}{value:.4f}", text, count=1)  # type: ignore[misc]
    head = f"[bench.{bench.name}.floor]"
    if found and bench.digest is None:
        return text.replace(head, f'digest = "{found}"\n{head}', 1)
    return text.replace(str(bench.digest), str(found), 1) if lower else text


def show(fig: Figure) -> str:
    """One line: bench, figure, now, floor, and a word where it fell."""
    now = "none" if fig.now is None else f"{fig.now:.4f}"
    return f"{fig.bench:<10} {fig.name:<40} {now:>8}  floor {fig.floor:.4f}{'  FELL' if fig.fell else ''}"


def check(benches: list[Bench], args: argparse.Namespace) -> int:
    """Runs the benches one after the other; the number of figures that fell and benches that could not be used."""
    wrong = 0
    for bench in benches:
        try:
            figures = list(compare(bench, measure(bench, args.shared, args.lower)))
        except UnusableError as error:
            print(error, file=sys.stderr)
            wrong += 1
            continue
        print("\n".join(map(show, figures)), flush=True)
        wrong += sum(fig.fell for fig in figures) if not args.lower else 0
        if args.write:
            found = corpus_digest(bench, args.shared)
            args.floors.write_text(pinned(args.floors.read_text("utf-8"), bench, figures, found, args.lower), "utf-8")
    return wrong


def main() -> int:
    """The command: 0 when no figure fell."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--shared", type=Path, help="the folder of marked texts; without it only shipped benches are run"
    )
    parser.add_argument("--floors", type=Path, default=FLOORS, help="another floors file")
    parser.add_argument("--only", action="append", help="only this bench (may be given again)")
    parser.add_argument("--write", action="store_true", help="raise the floors to what is reached now")
    parser.add_argument(
        "--lower", action="store_true", help="with --write: also lower what fell (say why in CHANGELOG.md)"
    )
    args = parser.parse_args()
    if args.lower and not args.write:
        parser.error("--lower only goes with --write")
    if args.shared:
        args.shared = args.shared.resolve()
    benches = load(args.floors)
    chosen = [b for b in benches if (args.shared or b.shipped) and (not args.only or b.name in args.only)]
    wrong = check(chosen, args)
    print(f"floors: {len(chosen)} of {len(benches)} benches run, {wrong} fell or could not be used")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
