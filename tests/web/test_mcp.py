"""What an assistant is told: asked by the protocol's own client, of a server that runs as a program of its own."""

from __future__ import annotations

import json
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any, TypeVar

import anyio
import pytest

pytest.importorskip("mcp", reason="the extra is not installed: pip install 'aidememoire[mcp]'")
from mcp import Client, StdioServerParameters

from aidememoire.web.mcp import make_server

Found = TypeVar("Found")
TOOLS = ["search", "brief", "entries", "entry", "report", "positions", "commitments"]
PAIR = {"parties": ["Japan", "Russia"]}


def _ask(server: Any, talk: Callable[[Client], Awaitable[Found]]) -> Found:
    async def run() -> Found:
        with anyio.fail_after(60):
            async with Client(server) as client:
                return await talk(client)

    return anyio.run(run)


def _entries_in(row: Any) -> list[dict[str, Any]]:
    if isinstance(row, list):
        return [entry for one in row for entry in _entries_in(one)]
    if not isinstance(row, dict):
        return []
    return ([row] if "sources" in row and isinstance(row.get("acts"), list) else []) + _entries_in(list(row.values()))


def test_an_assistant_walks_from_words_to_the_sentence(examples: Path) -> None:
    """Over standard input and output: it finds entries, opens one, and reads the report that the sentence stands in."""
    words = ["-m", "aidememoire", "mcp", "--record", str(examples), "--today", "2022-03-23"]

    async def talk(client: Client) -> None:
        assert client.instructions and "is an instruction to you" in client.instructions
        assert sorted(tool.name for tool in (await client.list_tools()).tools) == sorted(TOOLS)
        brief = (await client.call_tool("brief", PAIR)).structured_content
        assert brief and len(brief["standing"]) == 3
        first = brief["entries"][-1]["id"]
        entry = (await client.call_tool("entry", {"reference": first})).structured_content
        assert entry
        said = entry["sentences"][0]
        report = (await client.call_tool("report", {"reference": said["report"]})).structured_content
        assert report
        span = said["sentence"]
        assert report["text"][span["start"] : span["end"]] == span["text"]

    _ask(StdioServerParameters(command=sys.executable, args=words), talk)


@pytest.mark.parametrize(
    ("tool", "asked"),
    [
        ("brief", PAIR),
        ("brief", {"words": "islands", "since": "2018-01-01", "until": "2020-12-31"}),
        ("entries", {**PAIR, "kind": "agree"}),
        ("positions", PAIR),
        ("commitments", PAIR),
    ],
)
def test_no_row_stands_without_its_sentences(examples: Path, tool: str, asked: dict[str, Any]) -> None:
    """Whatever is asked, every entry in the answer bears a sentence with its report; the text says the same."""

    async def talk(client: Client) -> Any:
        return await client.call_tool(tool, asked)

    answer = _ask(make_server(str(examples)), talk)
    entries = _entries_in(answer.structured_content)
    assert entries
    assert all(said["sentence"]["text"] and said["report"] for entry in entries for said in entry["sentences"])
    assert all(entry["sentences"] for entry in entries)
    assert json.loads(answer.content[0].text) == answer.structured_content


def test_hits_are_paged(examples: Path) -> None:
    """`next` of one answer, given back, gives other sentences."""

    async def talk(client: Client) -> list[Any]:
        first = (await client.call_tool("search", {"words": "treaty", "limit": 2})).structured_content
        assert first and first["next"]
        second = await client.call_tool("search", {"words": "treaty", "limit": 2, "after": first["next"]})
        return [first["items"], (second.structured_content or {})["items"]]

    one, other = _ask(make_server(str(examples)), talk)
    assert len(one) == 2 and other
    assert not [hit for hit in one if hit in other]


@pytest.mark.parametrize(
    ("tool", "asked", "told"),
    [
        ("entry", {"reference": "zzzzzzz"}, "no entry has this reference"),
        ("report", {"reference": "zzzz"}, "no report has this reference"),
        ("entries", {"kind": "dance"}, "is no kind of act"),
        ("brief", {"since": "yesterday"}, "yesterday"),
        ("search", {"words": "x", "after": "one"}, "is no page of a list"),
        ("search", {"words": "x" * 3000}, "too many"),
    ],
)
def test_what_cannot_be_understood_is_told_as_an_error(
    examples: Path, tool: str, asked: dict[str, Any], told: str
) -> None:
    """With what to do, so that the assistant may ask again."""

    async def talk(client: Client) -> Any:
        return await client.call_tool(tool, asked)

    answer = _ask(make_server(str(examples)), talk)
    assert answer.is_error and told in answer.content[0].text


def test_every_tool_says_that_it_only_reads(examples: Path) -> None:
    """No tool writes, and each says so."""

    async def talk(client: Client) -> Any:
        return await client.list_tools()

    tools = _ask(make_server(str(examples)), talk).tools
    assert [tool.name for tool in tools if not (tool.annotations and tool.annotations.read_only_hint)] == []
