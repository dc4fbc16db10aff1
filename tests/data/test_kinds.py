"""The rule files of the kinds: each is whole, and no two of them claim the same words."""

from __future__ import annotations

import re
from collections import Counter
from itertools import product
from typing import Any

import pytest

from aidememoire.model import KINDS
from aidememoire.rules import data_names, load_toml

FILES = {path.removeprefix("kinds/").removesuffix(".toml"): load_toml(path) for path in data_names("kinds", ".toml")}
VERBAL = {"AGREE", "CONSULT", "SUPPORT", "CONCEDE", "REQUEST", "ACCUSE", "REJECT", "THREATEN"}
MATERIAL = {"COOPERATE", "AID", "RETREAT", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"}
PLOVER = VERBAL | MATERIAL | {"NONE"}
NATURES = frozenset({"event", "position", "commitment", "state"})
PLACE = re.compile(r"[a-z]+")
WORD = re.compile(r"[a-z']+(-[a-z]+)*(\|[a-z']+(-[a-z]+)*)*")
GROUP_KEYS = frozenset(
    {"pos", "words", "cameo", "status", "unless", "who", "whom", "matter", "mutual", "clause", "yields"}
)

each_kind = pytest.mark.parametrize("kind", sorted(FILES))


def groups(kind: str) -> list[dict[str, Any]]:
    """The English cue groups of a kind."""
    found: list[dict[str, Any]] = FILES[kind]["cue"]["en"]
    return found


def spelled(cue: str) -> list[str]:
    """Every way to read a cue with `a|b` in it: one word or the other."""
    return [" ".join(words) for words in product(*(word.split("|") for word in cue.split()))]


def test_every_kind_has_its_file_and_no_file_is_left_over() -> None:
    """The files of data/kinds and the kinds of the model are the same 22."""
    assert sorted(FILES) == sorted(KINDS)


@each_kind
def test_a_kind_file_says_all_about_its_kind(kind: str) -> None:
    """Name, PLOVER class, label, description, nature and frame are there, and are of the sort they must be."""
    table = FILES[kind]
    assert table["kind"] == kind
    assert table["plover"] in PLOVER
    assert table["nature"] in NATURES
    assert table["label"] == table["label"].strip() != ""
    assert table["about"].endswith(".")
    assert set(table["frame"]) == {"who", "whom", "matter", "mutual"}


@each_kind
def test_codes_are_cameo_codes(kind: str) -> None:
    """A kind with a PLOVER class has a CAMEO code of two to four digits, and so has each group that gives its own."""
    codes = [group["cameo"] for group in groups(kind) if "cameo" in group]
    if FILES[kind]["plover"] != "NONE":
        codes.append(FILES[kind]["cameo"])
    assert [code for code in codes if not re.fullmatch(r"(0[1-9]|1\d|20)\d{0,2}", code)] == []


@each_kind
def test_frames_name_places_in_lower_case(kind: str) -> None:
    """Each place of a frame, the kind's or a group's, is one lower-case word: a relation or a preposition."""
    frames = [FILES[kind]["frame"], *groups(kind)]
    places = [place for frame in frames for role in ("who", "whom", "matter") for place in frame.get(role, ())]
    assert [place for place in places if not PLACE.fullmatch(place)] == []


@each_kind
def test_groups_hold_only_known_keys(kind: str) -> None:
    """A misspelt key would be passed over in silence, so there is none; `pos` is one of five."""
    assert [key for group in groups(kind) for key in group if key not in GROUP_KEYS] == []
    assert {group["pos"] for group in groups(kind)} <= {"verb", "noun", "adj", "modal", "hyphen"}


@each_kind
def test_cues_are_lower_case_lemmas(kind: str) -> None:
    """Cue words are lower case with single blanks, and the head of a verb cue is no irregular past form."""
    forms = load_toml("langs/en/irregular.toml")["forms"]
    cues = [(group["pos"], cue) for group in groups(kind) for cue in group["words"]]
    assert [cue for _, cue in cues if not all(WORD.fullmatch(word) for word in cue.split(" "))] == []
    heads = [head for pos, cue in cues if pos == "verb" for head in cue.split()[0].split("|")]
    inflected = [head for head in heads if head in forms and head not in forms.values() and forms[head] != head]
    assert inflected == []


def test_a_cue_belongs_to_one_kind_and_is_given_once() -> None:
    """With one part of speech, the same words are given in one file only, alternatives spelled out."""
    owners: dict[tuple[str, str], set[str]] = {}
    texts: Counter[tuple[str, str]] = Counter()
    for kind in FILES:
        for group in groups(kind):
            texts.update((group["pos"], cue) for cue in group["words"])
            for words in (words for cue in group["words"] for words in spelled(cue)):
                owners.setdefault((group["pos"], words), set()).add(kind)
    assert {cue: kinds for cue, kinds in owners.items() if len(kinds) > 1} == {}
    assert [cue for cue, count in texts.items() if count > 1] == []


@each_kind
def test_a_kind_brings_its_proofs(kind: str) -> None:
    """At least three good examples and two near misses, each with its language, no sentence twice."""
    examples = FILES[kind]["example"]
    assert len([e for e in examples if e["found"]]) >= 3
    assert len([e for e in examples if not e["found"]]) >= 2
    assert {e["lang"] for e in examples} == {"en"}
    assert len({e["text"] for e in examples}) == len(examples)
    missing = [word for e in examples for word in e["found"] if word not in e["text"]]
    assert missing == []
