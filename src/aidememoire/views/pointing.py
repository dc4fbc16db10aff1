"""In: references as a person types them, and what is to be ruled. Out: the ruling on what they mean."""

from __future__ import annotations

from collections.abc import Sequence

from aidememoire.errors import UsageError
from aidememoire.record.decide import Pointed, Word, decide, take_back
from aidememoire.record.entry import Record
from aidememoire.record.ruled import apply
from aidememoire.record.rulings import Ruling
from aidememoire.views.references import find_reference


def ruling_on(
    record: Record,
    rulings: Sequence[Ruling],
    action: str,
    references: Sequence[str],
    word: Word,
    fields: Sequence[str] = (),
    *,
    new_names: bool = False,
) -> Ruling:
    """The ruling; entries are meant as they were ruled so far, rejected ones too."""
    if action == "undo":
        if len(references) != 1 or fields:
            raise UsageError("undo", "takes back one ruling", "Give its reference alone, from `aidememoire rulings`.")
        return take_back(rulings, references[0], word)
    ruled = apply(record, rulings)
    everything = ruled.everything
    pointed = [_pointed(everything, reference) for reference in references]
    return decide(ruled, action, pointed, word, fields, new_names=new_names)


def _pointed(record: Record, reference: str) -> Pointed:
    meant = find_reference(record, reference)
    if meant.entry is None:
        raise UsageError(reference, "is a report", "Rule on an entry of it, or on a statement.")
    return meant.entry, meant.act
