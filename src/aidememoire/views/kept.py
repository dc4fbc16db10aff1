"""In: a commitment. Out: which acts met it, in whole or in part, or ended it otherwise, in words."""

from __future__ import annotations

from collections.abc import Callable

from aidememoire.record.commitments import Commitment
from aidememoire.record.entry import Entry
from aidememoire.rules import load_toml
from aidememoire.views.dates import date_words, day_words


def kept_words(found: Commitment, reference: Callable[[Entry], str]) -> str:
    """As in “ — met 22 Jan 2019 [k3f9]”; nothing where nothing befell it."""
    words: dict[str, str] = load_toml("langs/en/views.toml")["ended"]
    told = [("met", found.met_by), (found.state, found.ended_by), ("condition", found.freed_by)]
    return "".join(f" — {words[name].format(_day(act))} {reference(act)}" for name, act in told if act)


def _day(act: Entry) -> str:
    """The day of the act, else that of the first report of it."""
    return date_words(act.when) or (day_words(act.told) if act.told else "")
