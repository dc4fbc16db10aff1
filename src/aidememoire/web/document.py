"""In: `data/api.toml`. Out: the OpenAPI 3.1 document of what programs can ask."""

from __future__ import annotations

import re
from functools import cache
from importlib.metadata import version
from typing import Any

from aidememoire.rules import load_toml

Row = dict[str, Any]
PLAIN = {"text": "string", "number": "number", "integer": "integer", "yes": "boolean"}
PROBLEMS = {"400": "It cannot be understood.", "401": "Nobody signed in.", "403": "It may not be done."}
PROBLEMS |= {"404": "There is no such thing.", "413": "It is too large.", "503": "The record cannot be read just now."}


@cache
def document() -> Row:
    """The document; the caller must not change it."""
    told = load_toml("api.toml")
    schemas = {name: _object(fields, required=True) for name, fields in told["schema"].items()}
    schemas |= {name: _object(fields, required=False) for name, fields in told["optional"].items()}
    paths: dict[str, Row] = {}
    for found in told["path"]:
        paths.setdefault(found["path"], {})[found.get("method", "get")] = _operation(found, told)
    return {
        "openapi": "3.1.0",
        "info": {"title": told["title"], "description": told["about"], "version": version("aidememoire")},
        "paths": paths,
        "components": {
            "schemas": schemas,
            "parameters": {name: _parameter(name, about) for name, about in told["parameter"].items()},
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
        },
        "security": [{}, {"token": []}],  # on one's own machine nobody need sign in
    }


def _operation(found: Row, told: Row) -> Row:
    method = found.get("method", "get")
    names = [name for given in found.get("query", []) for name in told["group"].get(given, [given])]
    own = [_own(name) for name in re.findall(r"{(\w+)}", found["path"])]
    words = re.findall(r"\w+", found["path"].removeprefix("/api"))
    operation = {
        "operationId": "_".join([method, *words]),
        "summary": found["about"],
        "parameters": [*own, *({"$ref": f"#/components/parameters/{name}"} for name in names)],
        "responses": _responses(found, method),
    }
    if "body" in found:
        operation["requestBody"] = {"required": True, "content": _content(found["body"])}
    return operation


def _responses(found: Row, method: str) -> Row:
    problem = _content("Problem", "application/problem+json")
    refused = {status: {"description": about, "content": problem} for status, about in PROBLEMS.items()}
    if method == "delete":
        return {"204": {"description": "It is removed."}} | refused
    media = found.get("media")
    content = {media: {"schema": {"type": "string"}}} if media else _content(found["schema"])
    return {"201" if method == "post" else "200": {"description": found["about"], "content": content}} | refused


def _content(name: str, media: str = "application/json") -> Row:
    return {media: {"schema": {"$ref": f"#/components/schemas/{name}"}}}


def _own(name: str) -> Row:
    return {"name": name, "in": "path", "required": True, "schema": {"type": "string"}}


def _parameter(name: str, told: Row) -> Row:
    one = {"type": told.get("type", "string")}
    schema = {"type": "array", "items": one} if told.get("many") else one
    head = {"name": name, "in": "query", "description": told["about"], "required": told.get("required", False)}
    return head | {"schema": schema}


def _object(fields: dict[str, str], *, required: bool) -> Row:
    properties = {name: _schema(told) for name, told in fields.items()}
    return {"type": "object", "properties": properties} | ({"required": list(properties)} if required else {})


def _schema(told: str) -> Row:
    """A schema as the file writes it: "[Entry]", "text?", "{Entry}"."""
    if told.endswith("?"):
        return {"anyOf": [_schema(told[:-1]), {"type": "null"}]}
    if told.startswith("["):
        return {"type": "array", "items": _schema(told[1:-1])}
    if told.startswith("{"):
        return {"type": "object", "additionalProperties": _schema(told[1:-1])}
    if told == "any":
        return {}
    return {"type": PLAIN[told]} if told in PLAIN else {"$ref": f"#/components/schemas/{told}"}
