"""In: an entry. Out: it as a sentence a person can read: who did what, where, resting on what, by whose word."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Any

from aidememoire.model import Voice
from aidememoire.record.entry import Entry
from aidememoire.record.matter import content_words, settings
from aidememoire.rules import data_names, load_toml

# What could steer a terminal or turn the line round, out of a report that was not cleaned.
UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069]+")


def words_of_views() -> dict[str, Any]:
    """The words the record is shown in."""
    return load_toml("langs/en/views.toml")


@cache
def kind_label(kind: str) -> str:
    """The kind as a person reads it: "rejects"."""
    path = f"kinds/{kind}.toml"
    return str(load_toml(path).get("label", kind)) if path in data_names("kinds", ".toml") else kind


def clean(text: str) -> str:
    """The text on one line, without characters that a terminal would obey."""
    return " ".join(UNSEEN.sub(" ", text).split())


def entry_words(entry: Entry, seen_from: str | None = None) -> str:
    """The whole line: "Japan and Russia agreed: accelerate negotiations (Singapore) — said by Shinzo Abe"."""
    where = f" ({entry.where})" if entry.where else ""
    tail = "; ".join(_tail(entry))
    return clean(f"{deed_words(entry, seen_from)}{where}{' — ' + tail if tail else ''}")


def deed_words(entry: Entry, seen_from: str | None = None) -> str:
    """Who did what towards whom, and about what; seen from one actor without its name."""
    own = (seen_from,) if seen_from else entry.actors
    actors = "" if seen_from else several_words(own) or words_of_views()["nobody"]
    parts = [actors, _verb(entry, many=len(own) > 1), _other_side(entry, own)]
    deed = " ".join(part for part in parts if part)
    if content_words(entry.matter or ""):
        return clean(f"{deed}: {entry.matter}")
    plain = entry.kind in settings()["mutual"] and len(entry.parties) > 1
    return clean(deed if plain else f"{deed}: “{entry.said}”")


def several_words(names: Sequence[str]) -> str:
    """ "A", "A and B", "A, B and C"."""
    joined = ", ".join(names[:-1])
    return f"{joined} {words_of_views()['and']} {names[-1]}" if joined else "".join(names)


def voice_words(voice: Voice) -> str:
    """The name of a voice; an unnamed one is marked."""
    return str(words_of_views()["unnamed"].format(voice_name(voice))) if voice.kind == "anonymous" else voice.name


def voice_name(voice: Voice) -> str:
    """The name; an unnamed voice's description as in the middle of a sentence, "" where it describes nobody: "they"."""
    if voice.kind != "anonymous":
        return voice.name
    first = voice.name.partition(" ")[0]
    name = first.lower() + voice.name[len(first) :] if not content_words(first) else voice.name
    return name if content_words(name) else ""


def _verb(entry: Entry, *, many: bool) -> str:
    verb, forms = words_of_views()["verb"].get(_sort(entry, "verb"), {}), words_of_views()["status"]
    base = verb.get("base", entry.kind)
    said = {
        "base": base,
        "past": verb.get("past") or base + ("d" if base.endswith("e") else "ed"),
        "now": base if many else verb.get("now") or kind_label(entry.kind),
        "is": "are" if many else "is",
    }
    return str(verb.get(entry.status) or forms[_form(entry)].format(**said))


def _sort(entry: Entry, table: str) -> str:
    """The kind, or the kind with its CAMEO code where a table has words for that: "visits", not "meets with"."""
    narrow = f"{entry.kind}/{entry.acts[0].cameo}"
    return narrow if entry.recipients and narrow in words_of_views()[table] else entry.kind


def _form(entry: Entry) -> str:
    if entry.status == "conditional" and entry.kind in settings()["commitment"]["said"]:
        return "said_conditional"
    return "denied" if entry.negated else entry.status


def _other_side(entry: Entry, own: Sequence[str]) -> str:
    partners = entry.actors if entry.kind in settings()["mutual"] else ()
    others = [name for name in dict.fromkeys((*partners, *entry.recipients)) if name not in own]
    if not others:
        return ""
    word = words_of_views()["other_side"].get(_sort(entry, "other_side"), "towards")
    return f"{word} {several_words(others)}".strip()


def condition_words(entry: Entry) -> list[str]:
    """The condition, or that there is one the reports do not tell; nothing where there is none."""
    words = words_of_views()
    if entry.condition:
        return [clean(words["condition"].format(entry.condition))]
    return [words["condition_unknown"]] if entry.status == "conditional" else []


def _tail(entry: Entry) -> list[str]:
    found = []
    if entry.instrument:
        found.append(f"resting on the {entry.instrument}")
    found += condition_words(entry)
    if entry.said_by:
        others = [voice for voice in entry.said_by if not (voice.kind == "actor" and voice.name in entry.actors)]
        speakers = [voice_words(voice) for voice in others if voice.kind != "outlet" and voice_name(voice)]
        outlets = [voice.name for voice in entry.said_by if voice.kind == "outlet"]
        found += [f"said by {several_words(speakers)}"] if speakers else []
        found += [f"as told by {several_words(outlets)}"] if outlets else []
    return found
