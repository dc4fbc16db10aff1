"""In: a word and its neighbours. Out: the tense that it gives a date, past or future, or none."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from aidememoire.rules import load_toml

CONTEXT = "langs/en/times-context.toml"


@dataclass(frozen=True, slots=True)
class TenseWords:
    """The words of the language that give a tense: see the comments of the data file."""

    future: frozenset[str]
    future_before_to: frozenset[str]
    past: frozenset[str]
    past_ending: str
    not_past: frozenset[str]
    adjective_after: frozenset[str]
    no_tense_after: frozenset[str]
    over_after: frozenset[str]
    clause: frozenset[str]
    not_timetable_after: frozenset[str]
    noun_after: frozenset[str]
    weak: frozenset[str]
    over_before_ing: frozenset[str]
    over_with: frozenset[str]
    joins: frozenset[str]
    that: frozenset[str]
    between: frozenset[str]
    between_ending: str
    month_after: frozenset[str]
    timetable: frozenset[str]
    pairs: dict[str, str]
    preposition: dict[str, str]
    deadline: frozenset[str]


@cache
def tense_words() -> TenseWords:
    """The words, read once."""
    data = load_toml(CONTEXT)
    lists = {name: frozenset(value) for name, value in data["tense"].items() if isinstance(value, list)}
    return TenseWords(
        past_ending=data["tense"]["past_ending"],
        between_ending=data["tense"]["between_ending"],
        pairs=data["tense"]["pairs"],
        preposition=data["preposition"],
        deadline=frozenset(data["deadline"]["words"]),
        **lists,
    )


def tense_of(word: str, following: str, before: str = "", behind: bool = False) -> str | None:
    """The tense this word gives, if any; "is" before "to" is future, and a participle after "be" has no tense.

    A verb behind the date tells when it was done itself: "in May they agreed to meet" is over, "they agreed to meet
    in May" is not; nor is anything to come of what they "had agreed to" do.
    """
    words = tense_words()
    if found := words.pairs.get(f"{word} {following}"):
        return found
    ends = word.endswith(words.past_ending)
    if ends and before in words.adjective_after:
        return None
    if word in words.future or (word in words.future_before_to and following == "to"):
        over = word not in words.future and ends and (behind or before in words.over_after)
        return "past" if over and before not in words.no_tense_after else "future"
    if before in words.no_tense_after:
        return None
    if before in words.over_before_ing and word.endswith("ing"):
        return "past"
    if word in words.past or (ends and len(word) > 3 and word not in words.not_past):
        return "past"
    return None


@cache
def told_words() -> frozenset[str]:
    """The words that point to a date told before: "that", "the same", "the following"."""
    return frozenset(load_toml(CONTEXT)["period"]["told"])
