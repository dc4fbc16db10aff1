"""In: a dossier. Out: JSON-LD: entries and reports in PROV, every statement a Web Annotation on its report.

The context stands in the file: nothing is fetched to read it. Positions count code points of the report's text.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from aidememoire.export.changes import entry_row
from aidememoire.export.dossier import Dossier, Row, Statement
from aidememoire.export.flat import codes
from aidememoire.export.plain import day_text, json_list, web_address
from aidememoire.ids import content_id
from aidememoire.model import Report, Voice

ABOUT = "JSON-LD: PROV, and Web Annotations with position and quotation"
SUFFIX = ".jsonld"
MEDIA = "application/ld+json"
OWN = "urn:aidememoire:"
AROUND = 40  # characters before and after, by which a quotation is found again
Node = dict[str, Any]
DATE = "http://www.w3.org/2001/XMLSchema#date"
CONTEXT: dict[str, Any] = {
    "@version": 1.1,
    "@vocab": f"{OWN}term:",
    "oa": "http://www.w3.org/ns/oa#",
    "prov": "http://www.w3.org/ns/prov#",
    "schema": "http://schema.org/",
    "dcterms": "http://purl.org/dc/terms/",
    "id": "@id",
    "type": "@type",
    "told": {"@type": DATE},
    "published": {"@id": "dcterms:issued", "@type": DATE},
    "title": "dcterms:title",
    "outlet": "dcterms:publisher",
    "text": "schema:description",
    "label": "schema:name",
    "url": {"@id": "schema:url", "@type": "@id"},
    "derived_from": {"@id": "prov:wasDerivedFrom", "@type": "@id"},
    "attributed_to": {"@id": "prov:wasAttributedTo", "@type": "@id"},
    "body": {"@id": "oa:hasBody", "@type": "@id"},
    "target": "oa:hasTarget",
    "source": {"@id": "oa:hasSource", "@type": "@id"},
    "selector": "oa:hasSelector",
    "motivation": {"@id": "oa:motivatedBy", "@type": "@id"},
    "exact": "oa:exact",
    "prefix": "oa:prefix",
    "suffix": "oa:suffix",
    "start": "oa:start",
    "end": "oa:end",
}  # fmt: skip


def write(dossier: Dossier) -> Iterator[bytes]:
    """Every entry, its statements, and each report and voice once, before what needs it."""
    return json_list({"@context": CONTEXT}, "@graph", _nodes(dossier))


def _nodes(dossier: Dossier) -> Iterator[Node]:
    known: set[str] = set()
    for row in dossier.rows:
        statements = [_statement(row, said) for said in row.statements]
        for node in (*_reports(row), *_voices(row), _entry(row), *statements):
            if node["id"] not in known:
                known.add(node["id"])
                yield node


def _entry(row: Row) -> Node:
    entry = row.entry
    told = {name: value for name, value in entry_row(entry).items() if value not in (None, [])}
    plover, cameo = codes(entry)
    return (
        {name: value for name, value in told.items() if name not in ("id", "acts")}
        | {"id": f"{OWN}entry:{entry.id}", "type": ["prov:Entity", "Entry"], "reference": row.reference}
        | {"plover": plover, "cameo": cameo, "rulings": list(row.rulings)}
        | {"derived_from": list(dict.fromkeys(_report_id(said.report) for said in row.statements))}
        | {"attributed_to": list(dict.fromkeys(_voice_id(voice, row) for voice in entry.said_by))}
    )


def _reports(row: Row) -> Iterator[Node]:
    for said in row.statements:
        report = said.report
        node = {"id": _report_id(report), "type": ["prov:Entity", "schema:NewsArticle"], "label": report.name}
        told = {"title": report.title, "outlet": report.outlet, "published": day_text(report.published)}
        more = told | {"url": web_address(report), "schema:inLanguage": report.language}
        yield node | {name: value for name, value in more.items() if value}


def _voices(row: Row) -> Iterator[Node]:
    """By whose word it stands."""
    for voice in row.entry.said_by:
        sort = "prov:Person" if voice.kind == "person" else "prov:Agent"
        yield {"id": _voice_id(voice, row), "type": sort, "label": voice.name, "sort": voice.kind}


def _statement(row: Row, said: Statement) -> Node:
    act, text = said.act, said.report.text
    start, end = act.sentence.start, act.sentence.end
    quote = {"type": "oa:TextQuoteSelector", "exact": said.sentence}
    sides = {"prefix": text[max(0, start - AROUND) : start], "suffix": text[end : end + AROUND]}
    place = {"type": "oa:TextPositionSelector", "start": start, "end": end}
    return {
        "id": f"{OWN}act:{act.id}",
        "type": ["oa:Annotation", "prov:Entity"],
        "motivation": "oa:identifying",
        "body": f"{OWN}entry:{row.entry.id}",
        "target": {"source": _report_id(said.report), "selector": [quote | sides, place]},
        "confidence": round(act.confidence, 4),
        "rule": act.rule,
        "derived_from": _report_id(said.report),
        "schema:datePublished": day_text(said.report.published),
        "outlet": said.report.outlet,
    }


def _report_id(report: Report) -> str:
    return f"{OWN}report:{report.id}"


def _voice_id(voice: Voice, row: Row) -> str:
    """One node a name; "an official" of another entry may be somebody else, and is another node."""
    whose = row.entry.id if voice.kind == "anonymous" else None
    return f"{OWN}voice:{content_id(voice.kind, voice.name, whose)[:32]}"
