"""In: a dossier. Out: GeoJSON (RFC 7946): the disputed places with each side's names, and the acts at them.

A place is a point about in its middle, never a border; one whose place on the globe is not known has no geometry.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from aidememoire.export.dossier import Dossier, Row
from aidememoire.export.flat import flat
from aidememoire.export.plain import json_list
from aidememoire.views.map import coordinates
from aidememoire.views.places import PlaceView

ABOUT = "GeoJSON: disputed places with each side's names, and acts at them"
SUFFIX = ".geojson"
MEDIA = "application/geo+json"
Feature = dict[str, Any]


def write(dossier: Dossier) -> Iterator[bytes]:
    """Places first, then acts in the order of the record."""
    return json_list({"type": "FeatureCollection"}, "features", _features(dossier))


def _features(dossier: Dossier) -> Iterator[Feature]:
    for view in dossier.brief.places:
        yield _feature(f"place/{view.name}", view.name, _place(view, dossier))
    for row in dossier.rows:
        if row.entry.where in coordinates():
            yield _feature(f"entry/{row.entry.id}", row.entry.where, _act(row))


def _place(view: PlaceView, dossier: Dossier) -> dict[str, Any]:
    return {
        "what": "disputed place",
        "name": view.name,
        "kind": view.kind,
        "names": [{"side": side or None, "name": name} for side, name in view.names],
        "held_by": list(view.holder),
        "claimed_by": list(view.claimants),
        "part_of": view.part_of,
        "as_of": dossier.today.isoformat(),
        "reports": view.reports,
        "entries": [dossier.brief.references[entry.id] for entry in view.entries],
    }


def _act(row: Row) -> dict[str, Any]:
    return {"what": "act", **flat(row)}


def _feature(number: str, place: str, properties: dict[str, Any]) -> Feature:
    where = coordinates().get(place)
    point = {"type": "Point", "coordinates": list(where)} if where else None
    return {"type": "Feature", "id": number, "geometry": point, "properties": properties}
