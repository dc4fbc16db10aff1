"""Score the acts read from the marked articles: `python bench/acts.py SHARED [--press] [--split report] [--json]`.

SHARED is the folder that holds `practice/` (articles, labels, split.json) and `score/score_acts.py`. Without --split,
the first article and the reporting articles are scored; `--split tune` is for developing. With --press, the articles
of `bench/marks/press.jsonl` are scored instead (without --split its report part). Prints the scorer's tables, or with
--json one object: {"practice": {...}, "report": {...}}.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from aidememoire.export.jsonl import act_row
from aidememoire.find.parse import load_parser
from aidememoire.ids import content_id
from aidememoire.model import Report
from aidememoire.pipeline import find
from press import lay_out

FIRST = "moscow-tokyo-1956"


def articles(shared: Path, split: str) -> list[dict[str, Any]]:
    """The marked articles of one part: practice (the first article), tune or report."""
    lists = json.loads((shared / "practice/split.json").read_text("utf-8"))
    wanted = {FIRST} if split == "practice" else set(lists[split])
    lines = (shared / "practice/practice.jsonl").read_text("utf-8").splitlines()
    return [article for line in lines if (article := json.loads(line))["id"] in wanted]


def report_of(shared: Path, article: dict[str, Any]) -> Report:
    """A marked article as a Report, its text unchanged."""
    text = (shared / "practice/texts" / f"{article['id']}.txt").read_text("utf-8")
    outlet, date = article["outlet"], article["date"]
    published = dt.date.fromisoformat(date)
    return Report(content_id(text, outlet, date), f"{article['id']}.txt", text, outlet=outlet, published=published)


def score(shared: Path, split: str, misses: int, as_json: bool) -> str:
    """What the scorer prints for one part."""
    marked = articles(shared, split)
    parser = load_parser()
    start = time.perf_counter()
    rows = [
        act_row(act, reading.report)
        for a in marked
        for reading in [find(report_of(shared, a), parser)]
        for act in reading.acts
    ]
    seconds = time.perf_counter() - start
    print(f"{split}: {len(marked)} articles in {seconds:.1f} s", file=sys.stderr)
    with tempfile.TemporaryDirectory() as folder:
        gold, said = Path(folder, "gold.jsonl"), Path(folder, "said.jsonl")
        gold.write_text("".join(json.dumps(a) + "\n" for a in marked), "utf-8")
        said.write_text("".join(json.dumps(r) + "\n" for r in rows), "utf-8")
        command = [sys.executable, str(shared / "score/score_acts.py"), str(gold), str(said)]
        command += ["--json"] if as_json else ["--misses", str(misses)]
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def main() -> None:
    """Read, score, print."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("shared", type=Path)
    ask.add_argument("--split", choices=["practice", "tune", "report"], action="append")
    ask.add_argument("--press", action="store_true")
    ask.add_argument("--json", action="store_true")
    ask.add_argument("--misses", type=int, default=0)
    args = ask.parse_args()
    parts = args.split or (["report"] if args.press else ["practice", "report"])
    with tempfile.TemporaryDirectory() as folder:
        if args.press:
            lay_out(args.shared, Path(folder))
        shared = Path(folder) if args.press else args.shared
        found = {part: score(shared, part, args.misses, args.json) for part in parts}
    if args.json:
        print(json.dumps({part: json.loads(out) for part, out in found.items()}))
    else:
        print("\n".join(f"== {part}\n{out}" for part, out in found.items()))


if __name__ == "__main__":
    main()
