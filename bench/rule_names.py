"""In: the marked practice articles and our rule files. Out: names, places, years and phrases of an article in a rule.

    python bench/rule_names.py SHARED [--json]

A rule that names what stands in a practice article fits that article and no other. Looked at are all words of the rule
files (`data/kinds`, `data/langs`), their examples, and our own reports under `examples/`. Tables of states, persons
and events (`*.tsv`) hold names by nature and are left out. With a finding, the status is 1.
"""

from __future__ import annotations

import argparse
import csv
import json
import re
import sys
import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
DATA = ROOT / "src/aidememoire/data"
RUN = 14  # so many words in a row, the same in an article and in ours, are a copied phrase
WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
TABLES = {"states": ("name", "aliases"), "organisations": ("name", "short", "aliases"), "offices": ("title", "aliases")}
YEAR = re.compile(r"\b(?:1[5-9]|20)\d\d\b")


def main() -> int:
    """Print each finding; 1 if there is one."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("shared", type=Path, help="the folder that holds practice/")
    parser.add_argument("--json", action="store_true", help="print the numbers as one JSON object")
    options = parser.parse_args()
    practice = options.shared / "practice"
    if not (practice / "practice.jsonl").is_file():
        parser.error(f"{practice}: no practice.jsonl in it")
    texts = [path.read_text("utf-8") for path in sorted((practice / "texts").glob("*.txt"))]
    marked = [json.loads(line) for line in (practice / "practice.jsonl").read_text("utf-8").splitlines()]
    found = [*named(rule_words(), names_of(marked, texts)), *copied(own_texts(), texts)]
    if options.json:
        print(json.dumps({"findings": len(found), "clean": float(not found)}))
    else:
        print("\n".join((*found, f"{len(found)} findings")))
    return 1 if found and not options.json else 0


def names_of(marked: Iterable[dict[str, Any]], texts: Iterable[str]) -> frozenset[str]:
    """Persons and places of the marked acts, lower case; single words only where no article writes them small."""
    small = {word for text in texts for word in WORD.findall(text) if word.islower()} | _general()
    names: set[str] = set()
    for article in marked:
        for act in article["acts"]:
            whole = [*act["persons"], *([act["where"]] if act["where"] else [])]
            names.update(" ".join(WORD.findall(name)).lower() for name in whole)
            names.update(part.lower() for name in whole for part in WORD.findall(name) if len(part) > 3)
    return frozenset(name for name in names if name and name not in small and len(name) > 3)


def _general() -> set[str]:
    """Common words of English, titles, states and organisations: no article owns them."""
    rows = [line.split("\t") for line in (DATA / "langs/en/wordclasses.tsv").read_text("utf-8").splitlines()]
    words = {row[0].lower() for row in rows if len(row) > 1 and not row[1].startswith("P")}
    words.update(tomllib.loads((DATA / "langs/en/names.toml").read_text("utf-8"))["codes"]["M"].lower().split())
    for table, columns in TABLES.items():
        for row in csv.DictReader(_rows(DATA / f"lexicons/{table}.tsv"), delimiter="\t"):
            names = [name.strip().lower() for column in columns for name in row[column].split(";")]
            words.update(part for name in names for part in (name, *name.split()))
    return words


def _rows(path: Path) -> list[str]:
    return [line for line in path.read_text("utf-8").splitlines() if line and not line.startswith("#")]


def rule_words() -> Iterator[tuple[str, str]]:
    """Each string of a rule file with the file's name, the examples left out."""
    for path in sorted((*(DATA / "kinds").glob("*.toml"), *(DATA / "langs").rglob("*.toml"))):
        table = tomllib.loads(path.read_text("utf-8"))
        table.pop("example", None)
        yield from ((path.name, text) for text in _strings(table))


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield str(key)
            yield from _strings(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _strings(inner)


def named(words: Iterable[tuple[str, str]], names: frozenset[str]) -> Iterator[str]:
    """A line for each rule that holds a name or a year."""
    longest = max((name.count(" ") + 1 for name in names), default=1)
    for file, text in words:
        parts = [part.lower() for part in WORD.findall(text)]
        for size in range(1, longest + 1):
            for at in range(len(parts) - size + 1):
                if (run := " ".join(parts[at : at + size])) in names:
                    yield f"{file}: name {run!r} in {_short(text, run)!r}"
        yield from (f"{file}: year {year} in {_short(text, year)!r}" for year in YEAR.findall(text))


def _short(text: str, around: str) -> str:
    at = max(text.lower().find(around), 0)
    return text[max(at - 25, 0) : at + len(around) + 25].replace("\n", " ")


def own_texts() -> Iterator[tuple[str, str]]:
    """The examples of the rule files and the reports we wrote, each with its file's name."""
    for path in sorted((*(DATA / "kinds").glob("*.toml"), *(DATA / "langs").rglob("*.toml"))):
        examples = tomllib.loads(path.read_text("utf-8")).get("example", [])
        yield from ((path.name, one["text"]) for one in examples if isinstance(one, dict) and "text" in one)
    for path in sorted(p for p in (ROOT / "examples").rglob("*") if p.is_file()):
        yield path.name, path.read_text("utf-8")


def copied(ours: Iterable[tuple[str, str]], texts: Iterable[str]) -> Iterator[str]:
    """A line for each of our texts that shares a run of words with an article."""
    runs = {run for text in texts for run in _runs(text)}
    for file, text in ours:
        if shared := next((run for run in _runs(text) if run in runs), None):
            yield f"{file}: a practice article says {' '.join(shared)!r} too"


def _runs(text: str) -> Iterator[tuple[str, ...]]:
    words = [word.lower() for word in WORD.findall(text)]
    return (tuple(words[at : at + RUN]) for at in range(len(words) - RUN + 1))


if __name__ == "__main__":
    sys.exit(main())
