"""In: the validation records of PETRARCH as raw text. Out: how many marked events we find, and how often we say more.

The records stand in invented countries, so nobody's tables know them. Their actors come as codes without words; a code
is held to stand for an actor whose name begins with its letters or, for some real states, whose ISO code it is.
Where we know no actor there is no act, and the event is missed: no name is told to us beforehand.
A record with an event that has no PLOVER class counts for its other events, but not for the acts that go with none.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from aidememoire.find.parse import load_parser
from aidememoire.ids import content_id
from aidememoire.model import Act, Report
from aidememoire.pipeline import find

NOBODY = frozenset({"", "-"})
CODES = {  # ISO 3166-1, where a code is not the beginning of the name
    "United States": "USA", "Russia": "RUS", "North Korea": "PRK", "South Korea": "KOR", "Philippines": "PHL",
    "Libya": "LBY", "Denmark": "DNK", "United Kingdom": "GBR", "Iraq": "IRQ", "Pakistan": "PAK", "China": "CHN",
}  # fmt: skip
YIELDS = frozenset({"CONCEDE", "RETREAT"})


def class_of(code: str | None, classes: Mapping[str, Any]) -> str | None:
    """The PLOVER class of a CAMEO code, by its longest known beginning; None: it has none, or the code is made up."""
    text = code or ""
    known = next((text[:n] for n in range(len(text), 1, -1) if text[:n] in classes), None)
    name = str(classes[known]["plover"]).split("|")[0] if known else None
    return "YIELD" if name in YIELDS else name


def same_actor(code: str | None, names: Sequence[str]) -> bool:
    """Whether one of the names is the state or body that a code begins with; a code that names nobody goes with any."""
    state = (code or "")[:3].strip("-#")
    return state in NOBODY or any(state in _codes(name) for name in names)


def _codes(name: str) -> Iterator[str]:
    yield "".join(c for c in name.upper() if c.isalpha())[:3]
    if name in CODES:
        yield CODES[name]


def matches(event: Mapping[str, Any], act: Act, name: str | None) -> tuple[bool, bool]:
    """Whether an act has the event's actors (either way where it is mutual), and its class too."""
    sides = (act.actors, act.recipients)
    straight = same_actor(event["source_code"], sides[0]) and same_actor(event["target_code"], sides[1] or sides[0][1:])
    mutual = not act.recipients and all(same_actor(event[k], act.actors) for k in ("source_code", "target_code"))
    actors = straight or mutual
    plover = "YIELD" if act.plover in YIELDS else act.plover
    return actors, actors and plover == name


def measure(gold: Path, classes: Mapping[str, Any]) -> dict[str, float]:
    """Shares of the events that have a class, and acts that go with none of any."""
    counts = {"events": 0, "actors": 0, "class": 0, "acts": 0, "wrong": 0, "in eventless records": 0}
    for events, acts in _read(gold):
        asked = [(event, name) for event in events if (name := class_of(event["code"], classes))]
        pairs = [[matches(event, act, name) for act in acts] for event, name in asked]
        counts["events"] += len(asked)
        counts["actors"] += sum(any(actors for actors, _ in row) for row in pairs)
        counts["class"] += sum(any(both for _, both in row) for row in pairs)
        if len(asked) == len(events):  # else a code is the authors' own, and nobody can tell which act is wrong
            counts["acts"] += len(acts)
            counts["wrong"] += sum(not any(row[i][1] for row in pairs) for i in range(len(acts)))
            counts["in eventless records"] += len(acts) if not events else 0
    n = max(counts["events"], 1)
    shares = {"found": counts["actors"] / n, "right": counts["class"] / n}
    return {**counts, **shares, "precision": 1 - counts["wrong"] / max(counts["acts"], 1)}


def _read(gold: Path) -> Iterator[tuple[list[dict[str, Any]], list[Act]]]:
    """The marked events of each record, and the acts we read in it."""
    parser = load_parser()
    for line in gold.read_text("utf-8").splitlines():
        record = json.loads(line)
        day = dt.date.fromisoformat(record["doc_date"]) if record["doc_date"] else None
        report = Report(content_id(record["text"], str(day)), record["id"], record["text"], published=day)
        acts = [act for act in find(report, parser).acts if act.plover != "NONE"]
        yield [e for e in record["events"] if e["source_code"] or e["target_code"]], acts
