"""In: the public form of acts or of a layer, or reprints. Out: tables for a person, 100 columns wide or more."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from rich import box
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from aidememoire.export.jsonl import KEYS, Row
from aidememoire.model import Report

# A column: its head, and how much of the width it may have beside the others; 0: as narrow as its words.
Column = tuple[str, int]
ACTS: tuple[Column, ...] = (("when", 0), ("kind", 0), ("who", 2), ("about", 5))
COLUMNS: dict[str, tuple[Column, ...]] = {
    "sentences": (("at", 0), ("part", 0), ("text", 1)),
    "times": (("at", 0), ("text", 2), ("type", 0), ("value", 1), ("edtf", 2)),
    "quotes": (("at", 0), ("speaker", 2), ("cue", 1), ("speech", 0), ("content", 6)),
    "actors": (("at", 0), ("text", 2), ("name", 2), ("kind", 0), ("for", 2), ("via", 0)),
    "places": (("at", 0), ("text", 2), ("name", 2), ("via", 0)),
    "instruments": (("at", 0), ("text", 2), ("name", 2), ("via", 0)),
}
REPRINTS: tuple[Column, ...] = (("reprint", 1), ("first print", 1))
NAMED = {
    "by": "persons",
    "in": "where",
    "due": "due",
    "resting on": "instrument",
    "if:": "condition",
    "said by": "said_by",
}
MATTER_MAX = 200


def acts_table(report: Report, rows: Sequence[Row]) -> RenderableType:
    """The acts of one report."""
    return _page(report, "acts", ACTS, [_act(row) for row in rows])


def layer_table(report: Report, layer: str, row: Row) -> RenderableType:
    """One layer of one report, given in its public form."""
    found = row[KEYS.get(layer, layer)]
    return _page(report, layer, COLUMNS[layer], [_cells(layer, item, report.text) for item in found])


def reprints_table(reports: Iterable[Report], first: Mapping[str, str]) -> RenderableType:
    """Every report that is not the first print of its text, with the one that is, family by family."""
    known = {report.id: report for report in reports}
    copies = sorted((_printed(known[text]), _printed(known[copy])) for copy, text in first.items() if copy != text)
    if not copies:
        return Text("no reprints found")
    return _table(REPRINTS, [(copy, text) for text, copy in copies])


def _page(report: Report, what: str, columns: Iterable[Column], rows: Sequence[Sequence[str]]) -> RenderableType:
    head = Text(_printed(report), style="bold")
    return Group(head, _table(columns, rows) if rows else Text(f"no {what} found"), "")


def _printed(report: Report) -> str:
    """Which report it is, on one line."""
    day = report.published.isoformat() if report.published else "date unknown"
    return " · ".join(map(_plain, filter(None, (report.name, report.outlet, day))))


def _table(columns: Iterable[Column], rows: Iterable[Sequence[str]]) -> Table:
    # Without padding or lines at the sides, nothing follows the last column when it is piped.
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, expand=False, show_edge=False)
    for title, ratio in columns:
        table.add_column(title, ratio=ratio or None, no_wrap=not ratio, overflow="fold")
    for row in rows:
        table.add_row(*(Text("\n".join(map(_plain, cell.split("\n")))) for cell in row))
    return table


def _act(row: Row) -> list[str]:
    """An act's cells; a status other than done is told beside the kind."""
    kind = row["kind"] if row["status"] == "done" else f"{row['kind']}, {row['status']}"
    whom = f" → {', '.join(row['recipients'])}" if row["recipients"] else ""
    return [row["when"] or "?", kind, (", ".join(row["actors"]) or "?") + whom, _about(row)]


def _about(row: Row) -> str:
    """The matter, or else the words; below it what belongs to it, each part named."""
    parts = {name: row[key] for name, key in NAMED.items() if row[key]}
    below = "; ".join(f"{name} {', '.join(part) if isinstance(part, list) else part}" for name, part in parts.items())
    about: str = row["matter"] or row["words"]["text"]
    return _plain(about)[:MATTER_MAX] + (f"\n{_plain(below)}" if below else "")


def _cells(layer: str, item: dict[str, Any], text: str) -> list[str]:
    if layer == "quotes":
        return _quote(item, text)
    at = f"{item['start']}-{item['end']}"
    if layer == "sentences":
        return [at, item["part"], _plain(item["text"])]
    if layer == "times":
        return [at, item["text"], item["type"], item["value"] or "?", item["edtf"] or "?"]
    if layer == "actors":
        others = [name for name in item["actors"] + item["persons"] if name != item["name"]]
        return [at, item["text"], item["name"], item["kind"], ", ".join(others), item["via"]]
    return [at, item["text"], item["name"], item["via"]]


def _quote(item: dict[str, Any], text: str) -> list[str]:
    words = {key: " … ".join(text[start:end] for start, end in item[key]) for key in ("source", "cue", "content")}
    first = min((start for key in words for start, _ in item[key]), default=0)
    last = max((end for key in words for _, end in item[key]), default=0)
    speech = "direct" if item["direct"] else "reported"
    cells = [item["speaker"] or words["source"] or "?", words["cue"], speech, words["content"]]
    return [f"{first}-{last}", *map(_plain, cells)]


def _plain(words: str) -> str:
    """The words on one line, without the characters that steer a terminal or turn the line around."""
    return " ".join("".join(" " if unicodedata.category(char) in ("Cc", "Cf") else char for char in words).split())
