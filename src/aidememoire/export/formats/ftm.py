"""In: a dossier. Out: FollowTheMoney entities, one a line: events, whom they involve, the articles behind them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from aidememoire.export.certain import certain_day, certain_range
from aidememoire.export.dossier import Dossier, Row, printed_by
from aidememoire.export.flat import codes
from aidememoire.export.plain import json_lines, plain, web_address
from aidememoire.ids import content_id
from aidememoire.model import Report
from aidememoire.views.dates import date_words
from aidememoire.views.wording import entry_words

ABOUT = "FollowTheMoney entities as JSON Lines: Event, LegalEntity, Person and Article"
SUFFIX = ".ftm.json"
MEDIA = "application/x-ndjson"
LANGUAGES = {"en": "eng"}  # FollowTheMoney writes languages with three letters
Entity = dict[str, Any]
Properties = dict[str, list[str]]


def write(dossier: Dossier) -> Iterator[bytes]:
    """Each entity once, before the first event that needs it."""
    return json_lines(_entities(dossier.rows))


def _entities(rows: Iterable[Row]) -> Iterator[Entity]:
    known: set[str] = set()
    for row in rows:
        for entity in (*_involved(row), *_articles(row), _event(row)):
            if entity["id"] not in known:
                known.add(entity["id"])
                yield entity


def _involved(row: Row) -> Iterator[Entity]:
    entry = row.entry
    for name in (*entry.actors, *entry.recipients):
        yield _entity("LegalEntity", name, {"name": [plain(name)]})
    for name in entry.persons:
        yield _entity("Person", name, {"name": [plain(name)]})


def _articles(row: Row) -> Iterator[Entity]:
    for said in row.statements:
        yield _article(said.report)


def _article(report: Report) -> Entity:
    title = plain(report.title or report.name)
    language = LANGUAGES.get(report.language)
    told: Properties = {
        "name": [title],
        "title": [title],
        "fileName": [plain(report.name)],
        "publisher": [plain(report.outlet)] if report.outlet else [],
        "publishedAt": [report.published.isoformat()] if report.published else [],
        "sourceUrl": [address] if (address := web_address(report)) else [],
        "language": [language] if language else [],
    }
    return _entity("Article", report.id, told)


def _event(row: Row) -> Entity:
    entry = row.entry
    told: Properties = {
        "name": [entry_words(entry)],
        "summary": [plain(row.first.sentence)],
        "description": list(dict.fromkeys(_proof_lines(row))),
        "location": [plain(entry.where)] if entry.where else [],
        "involved": _ids("LegalEntity", (*entry.actors, *entry.recipients)) + _ids("Person", entry.persons),
        "proof": _ids("Article", (said.report.id for said in row.statements)),
        "publisher": [plain(source) for source in entry.sources],
        "sourceUrl": [url for said in row.statements if (url := web_address(said.report))],
        "recordId": [row.reference, entry.id],
        "keywords": _keywords(row),
        "notes": [*row.rulings, *([f"dated {date_words(entry.when)}"] if entry.when else [])],
    }
    return _entity("Event", entry.id, told | _dates(row))


def _proof_lines(row: Row) -> Iterator[str]:
    """One line a statement: the sentence, who printed it, how sure it is, and the rule that found it."""
    for said in row.statements:
        sure = f"confidence {said.act.confidence:.2f}, rule {said.act.rule}"
        yield f"“{plain(said.sentence)}” ({plain(printed_by(said))}; {sure})"


def _keywords(row: Row) -> list[str]:
    entry = row.entry
    plover, cameo = codes(entry)
    denied = ["negated"] if entry.negated else []
    return [entry.kind, entry.status, *denied, f"PLOVER {plover}", *([f"CAMEO {cameo}"] if cameo else [])]


def _dates(row: Row) -> dict[str, list[str]]:
    """A day is a date; a stretch has a start, an end, or both; "about" has none, and stands in the notes."""
    if day := certain_day(row.entry.when):
        return {"date": [day.isoformat()]}
    ends = dict(zip(("startDate", "endDate"), certain_range(row.entry.when), strict=True))
    return {name: [end.isoformat()] for name, end in ends.items() if end}


def _ids(schema: str, names: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(_id(schema, name) for name in names))


def _id(schema: str, name: str) -> str:
    return content_id("followthemoney", schema, name)[:40]


def _entity(schema: str, name: str, told: Properties) -> Entity:
    properties = {key: list(dict.fromkeys(values)) for key, values in told.items() if values}
    return {"id": _id(schema, name), "schema": schema, "properties": properties}
