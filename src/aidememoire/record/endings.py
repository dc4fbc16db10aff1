"""In: an entry, what was told later. Out: the act that took it back, replaced it, or met its condition."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator

from aidememoire.record.days import day_range
from aidememoire.record.entry import Entry
from aidememoire.record.keeping import rules
from aidememoire.record.matter import WORD, content_words
from aidememoire.record.matters import concepts, same_matter


class Later:
    """The entries of a record by who acts, in the order they were told, so that only those of a side are looked at."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self.of: dict[str, list[Entry]] = defaultdict(list)
        wanted = {"reject", "withdraw", *rules()["dated"], *rules()["condition_met"]}
        for entry in sorted((e for e in entries if e.told), key=lambda e: (e.told or dt.date.max, e.id)):
            if entry.status == "denied" or entry.kind in wanted:
                for actor in entry.actors:
                    self.of[actor].append(entry)

    def by(self, actors: Iterable[str], than: Entry) -> Iterator[Entry]:
        """What these did that was told on a later day."""
        told: dict[str, Entry] = {}
        for actor in sorted(set(actors)):
            for entry in self.of.get(actor, ()):
                if than.told and entry.told and entry.told > than.told and entry.id != than.id:
                    told[entry.id] = entry
        return iter(sorted(told.values(), key=lambda e: (e.told or dt.date.max, e.id)))


def taken_back(promised: Entry, deadline: str | None, later: Later) -> Entry | None:
    """The act by which those who are bound said that it will not be, while there was something to take back."""
    bound, last = set(promised.actors), day_range(deadline)[1]
    ends = last if promised.kind in rules()["expires"] and last else dt.date.max
    acts = (act for act in later.by(bound, promised) if act.told and act.told <= ends)
    return next((act for act in acts if bound <= set(act.actors) and _undoes(act, promised)), None)


def _undoes(act: Entry, promised: Entry) -> bool:
    if not _one_matter(act, promised):
        return False
    if act.status == "denied" and act.kind == promised.kind:
        last = day_range(act.when)[1]
        return last is not None and act.told is not None and last > act.told  # what was said not to come
    settled = act.status in ("done", "ongoing") and not act.negated
    offers = not content_words(act.matter or "").isdisjoint(content_words(rules()["offer_words"]))
    return settled and (act.kind == "reject" or (act.kind == "withdraw" and offers))


def replaced(promised: Entry, deadline: str | None, later: Later) -> Entry | None:
    """The later word of the same sides on the same matter that sets another day."""
    if deadline is None or promised.kind not in rules()["dated"]:
        return None
    for act in later.by(promised.actors, promised):
        same = act.kind == promised.kind and act.parties == promised.parties and act.actors == promised.actors
        told = act.status == promised.status and not act.negated and act.due is not None
        if same and told and _is_later(act.due, deadline) and _one_matter(act, promised):
            return act
    return None


def _is_later(due: str | None, deadline: str) -> bool:
    """Whether other days were set, behind the first ones; the same days told more vaguely are no other."""
    (first, last), before = day_range(due), day_range(deadline)[1]
    return last is not None and before is not None and last > before and (first is None or first > before)


def condition_met(promised: Entry, later: Later) -> Entry | None:
    """The done act of a side that a condition waits for: of the kind its verb says, on the same matter."""
    if not promised.condition:
        return None
    said = content_words(promised.condition)
    for act in later.by(promised.parties, promised):
        verbs = content_words(rules()["condition_met"].get(act.kind, ""))
        if act.status not in ("done", "ongoing") or act.negated or verbs.isdisjoint(said):
            continue
        if _fits(promised.condition, act):
            return act
    return None


def _fits(condition: str, act: Entry) -> bool:
    """Whether the act is on what the condition names; to talk about it is not to do it."""
    talks = content_words(rules()["talking_words"])
    if not content_words(act.matter or "").isdisjoint(talks) and content_words(condition).isdisjoint(talks):
        return False
    verbs = concepts(rules()["condition_met"][act.kind])
    names = frozenset().union(*(concepts(name) for name in act.parties))
    return same_matter(concepts(condition) - verbs - names, concepts(act.matter or "") - verbs - names)


def in_part(act: Entry, promised: Entry) -> bool:
    """Whether an act that fits did less than was promised: two of four."""
    did, said = _count(act.matter), _count(promised.matter)
    return did is not None and said is not None and did < said


def _count(matter: str | None) -> int | None:
    """The one number of things that a matter names; years and several numbers are none."""
    words = [word.lower() for word in WORD.findall(matter or "")]
    numbers = {word: n for n, word in enumerate(rules()["numbers"].split(), 1)}
    found = [numbers[w] if w in numbers else int(w) for w in words if w in numbers or (w.isdecimal() and len(w) < 4)]
    return found[0] if len(found) == 1 else None


def _one_matter(one: Entry, other: Entry) -> bool:
    names = frozenset().union(*(concepts(name) for name in (*one.parties, *other.parties)))
    offer = concepts(rules()["offer_words"])
    return same_matter(concepts(one.matter or "") - names - offer, concepts(other.matter or "") - names - offer)
