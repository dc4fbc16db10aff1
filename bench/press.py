"""In: the marks of `bench/marks/press.jsonl` and the public files they are about. Out: a folder of marked articles.

    python bench/press.py SHARED FOLDER

SHARED holds the two public files (reprints and Reuters-21578) that the marks name. FOLDER gets `practice/` with the
texts, the labels and split.json, and `score/`, so that every bench that reads marked articles can read these too.
The marks hold offsets, never words of the articles; a text that is not the one that was marked is an error.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import shutil
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from aidememoire.acts.kinds import load_kinds
from aidememoire.errors import AideError

MARKS = Path(__file__).parent / "marks/press.jsonl"
FIELDS = ("status", "when", "due", "where", "instrument")
Record = dict[str, Any]


class MarksError(AideError):
    """The public files are missing, or are not those that were marked."""


def press(shared: Path, marks: Path = MARKS) -> Iterator[tuple[Record, str, str]]:
    """Each marked article as the practice articles are written, its text, and its part: tune or report."""
    lines = [json.loads(line) for line in marks.read_text("utf-8").splitlines()]
    wanted = frozenset((line["file"], line["row"]) for line in lines)
    rows = {key: row for name in sorted({f for f, _ in wanted}) for key, row in _rows(shared, name) if key in wanted}
    for line in lines:
        row = rows.get((line["file"], line["row"]))
        if row is None:
            raise MarksError(line["file"], f"no row {line['row']}", "take the file as it was published")
        text = _text(line, row)
        told = {"id": line["id"], "outlet": row.get("source") or "Reuters", "date": row["date"]}
        yield {**told, "acts": [_act(text, act) for act in line["acts"]]}, text, line["split"]


def lay_out(shared: Path, folder: Path, marks: Path = MARKS) -> None:
    """Write the marked articles into a folder, as `practice/` and `score/` of SHARED are."""
    texts = folder / "practice/texts"
    texts.mkdir(parents=True, exist_ok=True)
    split: dict[str, list[str]] = {"tune": [], "report": []}
    labels = []
    for article, text, part in press(shared, marks):
        (texts / f"{article['id']}.txt").write_text(text, "utf-8")
        labels.append(json.dumps(article, ensure_ascii=False) + "\n")
        split[part].append(article["id"])
    (folder / "practice/practice.jsonl").write_text("".join(labels), "utf-8")
    (folder / "practice/split.json").write_text(json.dumps(split), "utf-8")
    (folder / "score").mkdir(exist_ok=True)
    shutil.copy(shared / "score/score_acts.py", folder / "score/score_acts.py")


def _rows(shared: Path, name: str) -> Iterator[tuple[tuple[str, str], Record]]:
    try:
        with gzip.open(shared / name, "rt", encoding="utf-8") as lines:
            for line in lines:
                row = json.loads(line)
                yield (name, str(row["id"])), row
    except OSError as error:
        raise MarksError(str(shared / name), str(error), "give the folder that holds this public file") from None


def _text(line: Record, row: Record) -> str:
    """The text that was marked: the article's beginning."""
    text = str(row["text"])[: line["chars"]]
    if hashlib.sha256(text.encode()).hexdigest() != line["sha256"]:
        raise MarksError(f"{line['file']} {line['row']}", "not the text that was marked", "take the file as published")
    return text


def _act(text: str, act: Record) -> Record:
    """The act with the words its offsets stand for."""

    def words(name: str) -> str | None:
        return " ".join(text[slice(*act[name])].split()) if name in act else None

    told = {name: act.get(name) for name in FIELDS}
    sides = {name: act.get(name, []) for name in ("actors", "recipients", "said_by")}
    plover = _plover()[act["kind"]]
    fixed = {"kind": act["kind"], "plover": plover, "persons": [], "matter": None}
    return {"quote": words("quote"), "cue": words("cue"), **fixed, **sides, **told, "condition": words("condition")}


@cache
def _plover() -> dict[str, str]:
    return {name: kind.plover for name, kind in load_kinds().items()}


def main() -> int:
    """Lay out, or say what is wrong; 2 with an error."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("shared", type=Path)
    ask.add_argument("folder", type=Path)
    args = ask.parse_args()
    try:
        lay_out(args.shared, args.folder)
    except AideError as error:
        print(error, file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
