"""In: a folder of reference tables (CSV). Out: how much of them our tables know, and where the two disagree.

    python bench/facts.py FOLDER [--differences N]

The reference has faults of its own: a disagreement is something to look into, not an error.
"""

from __future__ import annotations

import argparse
import csv
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from aidememoire.find.names.tables import COLUMNS
from aidememoire.rules import load_tsv, several

LEADERS = ("hos", "hog", "leader")
SINCE = "1990"


@dataclass(frozen=True, slots=True)
class Share:
    """How many of so many, and what was missed or differs."""

    what: str
    hits: int
    of: int
    missed: tuple[str, ...] = ()

    def line(self, shown: int) -> str:
        """For a person to read."""
        share = f"{self.hits / self.of:.3f}" if self.of else "-"
        rest = "".join(f"\n    {miss}" for miss in self.missed[:shown])
        return f"{self.what:<58} {share}  ({self.hits} of {self.of}){rest}"


def main() -> None:
    """Print the shares."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--differences", type=int, default=5, help="how many to print of each")
    options = parser.parse_args()
    for share in shares(options.folder):
        print(share.line(options.differences))


def shares(folder: Path) -> Iterator[Share]:
    """Every comparison."""
    states = [r for r in _reference(folder, "states.csv") if r["kind"] != "historic" and r["gw"]]
    codes = {r["iso3"]: r["name"] for r in rows("states")}
    known = words("states", "name", "aliases")
    yield _known("states: names known", (r["name"] for r in states), known)
    capitals = {_plain(c) for r in rows("states") for c in (*several(r["capital"]), *several(r["metonyms"]))}
    yield _known("states: capitals known", (r["capital"] for r in states if r["capital"]), capitals)
    yield _known(
        "organisations: names known",
        (r["name"] for r in _reference(folder, "organisations.csv") if r["name"]),
        words("organisations", "name", "short", "aliases"),
    )
    yield _members(folder, codes)
    yield from _holders(folder, codes)
    known = words("places", "name", "names")
    disputed = (r["name"] for r in _reference(folder, "places_disputed.csv"))
    yield _known("places: disputed names known", disputed, known)
    hand = [r for r in _reference(folder, "instruments.csv") if r["source"] == "hand"]
    yield _known("instruments: hand rows known", (r["title"] for r in hand), words("instruments", "name", "aliases"))
    agencies = (r["name"] for r in _reference(folder, "outlets.csv") if r["typology"] == "SC")
    yield _known("outlets: names of state outlets known", agencies, words("outlets", "name", "aliases"))


def _members(folder: Path, codes: dict[str, str]) -> Share:
    """Of the members we list, how many the reference lists too, where it knows the organisation by its short name."""
    theirs: dict[str, set[str]] = {}
    for row in _reference(folder, "organisations_members.csv"):
        theirs.setdefault(row["org_id"], set()).add(codes.get(row["state_iso3"], row["state_iso3"]))
    pairs, missed = 0, []
    for row in rows("organisations"):
        listed = theirs.get(row["short"] or row["name"], set())
        for member in several(row["members"]) if listed else ():
            pairs += 1
            if member not in listed:
                missed.append(f"{row['name']}: {member}")
    return Share("organisations: our members listed there", pairs - len(missed), pairs, tuple(missed))


def _holders(folder: Path, codes: dict[str, str]) -> Iterator[Share]:
    """Leaders and foreign ministers since 1990: known by name; then of the same state in overlapping years."""
    ours: dict[str, list[dict[str, str]]] = {}
    for row in rows("people"):
        for name in (row["person"], *several(row["aliases"])):
            ours.setdefault(_plain(name), []).append(row)
    actors = {r["actor"] for r in rows("people")}
    covered = {iso for iso, name in codes.items() if name in actors}
    for classes, label in ((LEADERS, "leaders"), (("fm",), "foreign ministers")):
        theirs = [
            row
            for row in _reference(folder, "offices_holders.csv")
            if row["office_class"] in classes
            and row["state_iso3"] in covered
            and " " in row["person"]
            and (not row["to"] or row["to"].strip("~<=") > SINCE)
        ]
        matched = [row for row in theirs if _plain(row["person"]) in ours]
        missing = sorted(
            {f"{r['state_iso3']} {r['person']} {r['from']}" for r in theirs if _plain(r["person"]) not in ours}
        )
        yield Share(f"people: {label} since {SINCE}, states covered", len(matched), len(theirs), tuple(missing))
        wrong = [r for r in matched if not any(_agrees(r, o, codes) for o in ours[_plain(r["person"])])]
        lines = tuple(sorted({f"{r['state_iso3']} {r['person']} {r['from']}..{r['to']} {r['source']}" for r in wrong}))
        yield Share(f"people: of these {label}, state and years agree", len(matched) - len(wrong), len(matched), lines)


def _agrees(theirs: dict[str, str], ours: dict[str, str], codes: dict[str, str]) -> bool:
    """Whether the two name one state (or its predecessor) and share a year."""
    first, last = theirs["from"][:4] or "0", theirs["to"].strip("~<=")[:4] or "9999"
    same = codes.get(theirs["state_iso3"]) == ours["actor"] or ours["actor"] in ("Soviet Union", "Yugoslavia")
    return same and (ours["from"][:4] or "0") <= last and (ours["to"][:4] or "9999") >= first


def _known(what: str, names: Iterable[str], known: set[str]) -> Share:
    asked = list(dict.fromkeys(names))
    missed = tuple(name for name in asked if _plain(name) not in known)
    return Share(what, len(asked) - len(missed), len(asked), missed)


def words(table: str, *columns: str) -> set[str]:
    """All names of a table, plain."""
    return {_plain(w.split("=")[-1]) for r in rows(table) for c in columns for w in several(r[c])}


def rows(table: str) -> list[dict[str, str]]:
    """One of our tables."""
    columns = COLUMNS[table].split()
    return [dict(zip(columns, row, strict=True)) for row in load_tsv(f"lexicons/{table}.tsv", columns)]


def _reference(folder: Path, file: str) -> Iterator[dict[str, str]]:
    with (folder / file).open(encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(lines)


def _plain(name: str) -> str:
    """Without accents, capitals, hyphens and a leading article."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return bare.lower().replace("-", " ").replace("'", "").removeprefix("the ").strip()


if __name__ == "__main__":
    main()
