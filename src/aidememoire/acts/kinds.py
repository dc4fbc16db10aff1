"""In: `data/kinds/*.toml`. Out: the kinds of acts and their cues, checked. Format: docs/design.md."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from aidememoire.errors import DataError
from aidememoire.model import KINDS
from aidememoire.rules import data_names, load_toml

PARTS_OF_SPEECH = {
    "verb": ("VERB", "AUX"),
    "noun": ("NOUN", "PROPN"),
    "adj": ("ADJ", "VERB", "ADV", "NOUN"),
    "modal": ("AUX",),
    "hyphen": ("VERB", "ADJ"),
}


@dataclass(frozen=True, slots=True)
class Frame:
    """Where the roles of a cue stand, tried in order: subject, object, clause, owner ... or a preposition."""

    who: tuple[str, ...]
    whom: tuple[str, ...]
    matter: tuple[str, ...]
    mutual: bool


@dataclass(frozen=True, slots=True)
class Cue:
    """Words that can state an act: `words[0]` is the head's lemmas, each further one must stand below it.

    `clause` says who is to do what the cue speaks of: "own" (wants to go), "other" (wants Chile to go), None (either).
    One that `yields` gives way to any cue among its words: "said it would send" is no more than "would send".
    """

    kind: str
    pos: str
    words: tuple[tuple[str, ...], ...]
    frame: Frame
    cameo: str | None
    unless: frozenset[str]
    status: str | None
    text: str
    clause: str | None = None
    yields: bool = False

    @property
    def id(self) -> str:
        """The name of the rule, as an act tells it: `reject/verb:turn down`."""
        return f"{self.kind}/{self.pos}:{self.text}"


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of act, its codes in the field's standards, and the words that state it."""

    name: str
    plover: str
    cameo: str | None
    label: str
    about: str
    nature: str
    cues: tuple[Cue, ...]


@cache
def load_kinds(language: str = "en") -> dict[str, Kind]:
    """All kinds by name; a cue given to two kinds with one part of speech is a DataError that names both files."""
    kinds = {table["kind"]: _kind(path, table, language) for path, table in _tables()}
    missing = set(KINDS) - set(kinds)
    if missing:
        raise DataError("data/kinds", f"kinds without a file: {', '.join(sorted(missing))}", "Add the files.")
    owner: dict[tuple[str, str], str] = {}
    for cue in all_cues(kinds.values()):
        key = (cue.pos, cue.text)
        if key in owner:
            files = f"data/kinds/{owner[key]}.toml and data/kinds/{cue.kind}.toml"
            raise DataError(files, f"both give the {cue.pos} '{cue.text}'", "Keep it in one.")
        owner[key] = cue.kind
    return kinds


def all_cues(kinds: Iterable[Kind]) -> Iterator[Cue]:
    """Every cue of these kinds."""
    return (cue for kind in kinds for cue in kind.cues)


def _tables() -> Iterator[tuple[str, dict[str, Any]]]:
    return ((path, load_toml(path)) for path in data_names("kinds", ".toml"))


def _kind(path: str, table: dict[str, Any], language: str) -> Kind:
    try:
        groups = table.get("cue", {}).get(language, [])
        cues = tuple(cue for group in groups for cue in _cues(path, table, group))
        told = (table["label"], table["about"], table["nature"])
        return Kind(table["kind"], table["plover"], table.get("cameo"), *told, cues)
    except KeyError as error:
        raise DataError(f"data/{path}", f"no {error}", "Add it.") from error


def _cues(path: str, table: dict[str, Any], group: dict[str, Any]) -> Iterator[Cue]:
    frame = {**table["frame"], **{k: group[k] for k in ("who", "whom", "matter", "mutual") if k in group}}
    if group["pos"] not in PARTS_OF_SPEECH:
        raise DataError(f"data/{path}", f"no part of speech is called {group['pos']}", "Use verb, noun or adj.")
    for text in group["words"]:
        yield Cue(
            kind=table["kind"],
            pos=group["pos"],
            words=tuple(tuple(word.split("|")) for word in text.split()),
            frame=Frame(tuple(frame["who"]), tuple(frame["whom"]), tuple(frame["matter"]), bool(frame["mutual"])),
            cameo=group.get("cameo", table.get("cameo")),
            unless=frozenset(group.get("unless", ())),
            status=group.get("status"),
            clause=group.get("clause"),
            yields=bool(group.get("yields", False)),
            text=text,
        )
