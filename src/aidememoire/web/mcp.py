"""In: the name of a record. Out: a server of the Model Context Protocol: who asks gets rows with sentences.

It only reads. What it answers is text of reports, which is to be quoted, never followed: its instructions say so.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from mcp.server.mcpserver import MCPServer
from mcp.server.mcpserver.exceptions import ToolError
from mcp.types import ToolAnnotations

from aidememoire.errors import AideError, UsageError
from aidememoire.limits import MAX_QUERY_SECONDS
from aidememoire.model import KINDS
from aidememoire.rules import load_toml
from aidememoire.store import Query, Store, open_store
from aidememoire.store.deadline import stop_after
from aidememoire.views.day import parse_day
from aidememoire.web import answers

MOST = 50
MOST_OF_BRIEF = 100  # entries: an assistant reads all that it is given
LONGEST = 2_000
SURE = 0.5
READS = ToolAnnotations(read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False)
Row = dict[str, Any]


def make_server(record: str, today: dt.date | None = None) -> MCPServer[Any]:
    """The server; `today` is the day the record is seen from, by default the system's date at every call."""
    told = load_toml("assistant.toml")
    server: MCPServer[Any] = MCPServer("aidememoire", instructions=told["instructions"], log_level="WARNING")
    asking = Asking(record, today)
    for name in told["tool"]:
        tool = server.tool(name=name, description=told["tool"][name], annotations=READS, structured_output=True)
        tool(getattr(asking, name))
    return server


class Asking:
    """The tools: each opens the record, asks, and closes it."""

    def __init__(self, record: str, today: dt.date | None) -> None:
        self.record, self.today = record, today

    def search(self, words: str, limit: int = 20, after: str = "") -> Row:
        """Sentences that hold all the words."""
        query = _query(words)
        return self._told(lambda store, _: answers.search_answer(store, query.words, _some(limit), _cursor(after)))

    def brief(self, words: str = "", parties: list[str] | None = None, since: str = "", until: str = "") -> Row:
        """A dossier."""
        query = _query(words, parties, since, until)
        return self._told(lambda store, today: answers.brief_answer(store, query, today, MOST_OF_BRIEF))

    def entries(
        self, words: str = "", parties: list[str] | None = None, kind: str = "", limit: int = 20, after: str = ""
    ) -> Row:
        """A page of entries."""
        query = _query(words, parties, kind=kind)
        return self._told(
            lambda store, today: answers.entries_answer(store, query, today, _some(limit), _cursor(after))
        )

    def entry(self, reference: str) -> Row:
        """One entry, whole."""
        return self._told(lambda store, today: answers.entry_answer(store, reference, today))

    def report(self, reference: str) -> Row:
        """One report, whole."""
        return self._told(lambda store, _: answers.report_answer(store, reference))

    def positions(self, words: str = "", parties: list[str] | None = None) -> Row:
        """Where each side stands."""
        query = _query(words, parties)
        return self._told(lambda store, today: answers.positions_answer(store, query, today))

    def commitments(self, words: str = "", parties: list[str] | None = None) -> Row:
        """What was undertaken."""
        query = _query(words, parties)
        return self._told(lambda store, today: answers.commitments_answer(store, query, today))

    def _told(self, answer: Callable[[Store, dt.date], Row]) -> Row:
        try:
            with open_store(self.record) as store:
                stop_after(store, MAX_QUERY_SECONDS)
                return answer(store, self.today or dt.date.today())
        except AideError as error:
            raise ToolError(str(error)) from error


def _query(words: str, parties: list[str] | None = None, since: str = "", until: str = "", kind: str = "") -> Query:
    try:
        if len(words) > LONGEST or len(parties or ()) > MOST:
            raise UsageError("words", "are too many", "Ask for less.")
        if kind and kind not in KINDS:
            raise UsageError(kind, "is no kind of act", f"Kinds are {', '.join(KINDS)}.")
        return Query(
            words=tuple(words.split()),
            parties=tuple(parties or ()),
            kinds=(kind,) if kind else (),
            first=parse_day(since) if since else None,
            last=parse_day(until) if until else None,
            sure=SURE,
        )
    except AideError as error:
        raise ToolError(str(error)) from error


def _some(limit: int) -> int:
    return max(1, min(limit, MOST))


def _cursor(after: str) -> int | None:
    if after and not (after.isascii() and after.isdecimal() and len(after) < 20):
        raise UsageError(f"after={after[:20]}", "is no page of a list", "Begin with the first page.")
    return int(after) if after else None
