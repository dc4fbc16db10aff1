"""In: reports marked with their families, and pairs that only quote each other. Out: pairwise P, R, F1, and the speed.

Each line of --gold: {"id", "text", "cluster", "date", "transform"}, of --pairs: {"a", "b"}; either file may be gzipped.
Families that quote each other are kept together; these groups fall into two halves by a digest of their names: even
ones are for tuning, odd ones only for reporting. --peer runs MinHash with LSH over runs of words (rensa), at the
threshold that is best on the tuning half. --add N times one more report against N made-up ones already kept.
"""

from __future__ import annotations

import argparse
import datetime as dt
import gzip
import hashlib
import importlib
import itertools
import json
import random
import re
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from aidememoire.model import Report
from aidememoire.record.reprints import Index, families, link, make_print, sketch

Doc = dict[str, Any]
Answer = Mapping[str, str]
SEED = "reprints"
THRESHOLDS = [n / 20 for n in range(2, 15)]  # of the peer, from 0.1 to 0.7
PERMUTATIONS, SHINGLE = 128, 3


def rows(path: Path) -> list[Doc]:
    """The lines of a file."""
    raw = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    return [json.loads(line) for line in raw.decode().splitlines()]


def halves(docs: Iterable[Doc], pairs: Iterable[Doc]) -> dict[str, str]:
    """For each cluster `tune` or `report`; clusters that a pair connects are in one half."""
    cluster = {doc["id"]: doc["cluster"] for doc in docs}
    first = joined(cluster.values(), ((cluster[pair["a"]], cluster[pair["b"]]) for pair in pairs))
    digests = {name: hashlib.sha256(f"{SEED}:{name}".encode()).hexdigest() for name in set(first.values())}
    return {name: "report" if int(digests[head], 16) % 2 else "tune" for name, head in first.items()}


def joined(items: Iterable[str], pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """For each item the smallest of those that pairs lead to from it."""
    head = {item: item for item in items}

    def root(item: str) -> str:
        while head[item] != item:
            head[item] = head[head[item]]
            item = head[item]
        return item

    for one, other in pairs:
        low, high = sorted((root(one), root(other)))
        head[high] = low
    return {item: root(item) for item in head}


def ours(docs: Iterable[Doc], dated: bool = True) -> Answer:
    """The first print of each report."""
    return families(
        Report(doc["id"], doc["id"], doc["text"], published=dt.date.fromisoformat(doc["date"]))
        if dated and doc["date"]
        else Report(doc["id"], doc["id"], doc["text"])
        for doc in docs
    )


def peer(docs: list[Doc], threshold: float) -> Answer:
    """Families by MinHash and LSH: pairs whose estimated Jaccard likeness reaches the threshold, joined."""
    rensa = importlib.import_module("rensa")
    prints = {}
    for doc in docs:
        words = re.findall(r"\w+", doc["text"].lower())
        prints[doc["id"]] = rensa.RMinHash(num_perm=PERMUTATIONS, seed=1)
        prints[doc["id"]].update([" ".join(words[n : n + SHINGLE]) for n in range(max(1, len(words) - SHINGLE + 1))])
    index = rensa.RMinHashLSH(threshold=threshold, num_perm=PERMUTATIONS, num_bands=64 if threshold < 0.5 else 32)
    names = list(prints)
    for number, name in enumerate(names):
        index.insert(number, prints[name])
    near = ((name, names[other]) for name in names for other in index.query(prints[name]))
    return joined(names, ((a, b) for a, b in near if a < b and prints[a].jaccard(prints[b]) >= threshold))


def score(docs: list[Doc], said: Answer, apart: Iterable[Doc]) -> dict[str, float]:
    """Pairwise figures over all unordered pairs of reports, and how many of the quoting pairs were joined."""
    gold = Counter(doc["cluster"] for doc in docs)
    found = Counter(said[doc["id"]] for doc in docs)
    both = Counter((doc["cluster"], said[doc["id"]]) for doc in docs)
    right, told, asked = (sum(n * (n - 1) // 2 for n in some.values()) for some in (both, found, gold))
    wrong = sum(said[pair["a"]] == said[pair["b"]] for pair in apart if pair["a"] in said)
    p, r = right / max(told, 1), right / max(asked, 1)
    return {"reports": len(docs), "pairs": asked, "p": p, "r": r, "f1": 2 * p * r / max(p + r, 1e-9), "quoting": wrong}


def timed(docs: list[Doc], answer: Callable[[list[Doc]], Answer], apart: list[Doc]) -> dict[str, float]:
    """The score, and reports a second of processor time."""
    began = time.process_time()
    said = answer(docs)
    return score(docs, said, apart) | {"reports_a_second": len(docs) / (time.process_time() - began)}


def best_threshold(docs: list[Doc], apart: list[Doc]) -> float:
    """The peer's threshold with the highest F1."""
    return max(THRESHOLDS, key=lambda threshold: score(docs, peer(docs, threshold), apart)["f1"])


def missed(docs: list[Doc], said: Answer) -> Counter[str]:
    """Reports of a family that are not with most of it, by how they were made."""
    family = defaultdict(list)
    for doc in docs:
        family[doc["cluster"]].append(doc)
    wrong: Counter[str] = Counter()
    for members in family.values():
        (most, _), *_ = Counter(said[doc["id"]] for doc in members).most_common(1)
        wrong.update(doc["transform"] for doc in members if said[doc["id"]] != most)
    return wrong


def made_up(docs: list[Doc], count: int) -> Iterator[str]:
    """Texts in which each word follows the one before as somewhere in the reports: the usual phrases, no reprints."""
    chance = random.Random(SEED)
    after = defaultdict(list)
    for doc in docs:
        for one, other in itertools.pairwise(doc["text"].split()):
            after[one].append(other)
    starts = sorted(after)
    for _ in range(count):
        words = [chance.choice(starts)]
        for _ in range(chance.randrange(150, 700)):
            words.append(chance.choice(after.get(words[-1]) or starts))
        yield " ".join(words)


def one_more(docs: list[Doc], count: int) -> dict[str, float]:
    """Milliseconds of processor time for one report against so many: its sketch, what is near, and each comparison."""
    index = Index((f"made up {n}", sketch(text)) for n, text in enumerate(made_up(docs, count)))
    texts = {doc["id"]: doc["text"] for doc in docs} | dict.fromkeys((f"made up {n}" for n in range(count)), "")
    spent, compared = [], 0
    for doc in docs:
        began = time.process_time()
        prints = lru_cache(lambda name: make_print(texts[name]))  # nothing is held ready
        near = index.add(doc["id"], sketch(doc["text"]))
        compared += sum(link(doc["id"], name, prints) is not None for name in near)
        spent.append(1000 * (time.process_time() - began))
    spent.sort()
    middle, most = spent[len(spent) // 2], spent[len(spent) * 99 // 100]
    return {"kept": count, "added": len(docs), "links": compared, "median": middle, "p99": most, "most": spent[-1]}


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--gold", type=Path, required=True)
    parser.add_argument("--pairs", type=Path, required=True)
    parser.add_argument("--half", choices=("report", "tune", "all"), default="report")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.add_argument("--peer", action="store_true", help="also run MinHash with LSH (needs rensa)")
    parser.add_argument("--add", type=int, metavar="N", help="also time one more report against N")
    asked = parser.parse_args()
    docs, apart = rows(asked.gold), rows(asked.pairs)
    half = halves(docs, apart)
    chosen = [doc for doc in docs if asked.half in ("all", half[doc["cluster"]])]
    ours(chosen[:20])  # tables are read once
    results = {"aidememoire": timed(chosen, ours, apart)}
    results["undated"] = timed(chosen, lambda some: ours(some, dated=False), apart)
    if asked.peer:
        threshold = best_threshold([doc for doc in docs if half[doc["cluster"]] == "tune"], apart)
        results["minhash"] = timed(chosen, lambda some: peer(some, threshold), apart) | {"threshold": threshold}
    if asked.add:
        results["one_more"] = one_more(chosen, asked.add)
    if asked.json:
        print(json.dumps(results))
        return
    for who, result in results.items():
        print(who, *(f"{name} {figure:.4g}" for name, figure in result.items()), sep="  ")
    print("left out:", dict(missed(chosen, ours(chosen))))


if __name__ == "__main__":
    main()
