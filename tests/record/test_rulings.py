"""Rulings: what a person decides is laid upon the record, found again after a new reading, and never dropped."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aidememoire.errors import UsageError
from aidememoire.ids import content_id
from aidememoire.model import Act, Reading, Span
from aidememoire.record.decide import Word, decide, take_back
from aidememoire.record.entry import Entry, Record
from aidememoire.record.merge import merge_readings
from aidememoire.record.ruled import Ruled, apply
from aidememoire.record.rulings import NO_RULING, Ruling, read_row, ruling_id, ruling_row
from making import make_act, make_reading, make_report, read_one

MEET: dict[str, Any] = {"actors": ("Norway",), "recipients": ("Denmark",), "when": "2019-05-09", "where": "Oslo"}
TEXTS = {
    "met": "Norway's minister met her colleague for talks in the capital.",
    "sat": "In the capital both ministers sat together over fish.",
    "ask": "Chad demanded of Niger that it open the border posts.",
}


def at(minute: int) -> dt.datetime:
    """A moment of the day on which rulings are made."""
    return dt.datetime(2026, 11, 12, 9, tzinfo=dt.UTC) + dt.timedelta(minutes=minute)


def word(minute: int = 0) -> Word:
    """Whose word it is."""
    return Word("A. Name", at(minute), "seen in the treaty series")


def readings() -> dict[str, Reading]:
    """Two papers tell of one meeting, a third of a demand."""
    return {
        "met": read_one(TEXTS["met"], outlet="The Example Post", confidence=0.4, **MEET),
        "sat": read_one(TEXTS["sat"], outlet="The Example Star", confidence=0.3, **MEET | {"where": None}),
        "ask": read_one(TEXTS["ask"], outlet="The Example Sun", kind="demand", actors=("Chad",), recipients=("Niger",)),
    }


def record(**others: Reading) -> Record:
    """The record of these readings, some of them read otherwise."""
    return merge_readings((readings() | others).values())


def one(found: Record, kind: str = "meet") -> Entry:
    """The only entry of a kind."""
    [entry] = [entry for entry in found.entries if entry.kind == kind]
    return entry


def rule(
    found: Record, action: str, *entries: Entry, minute: int = 0, acts: tuple[Act, ...] = (), **rest: Any
) -> Ruling:
    """A ruling on entries, or on acts of the first."""
    pointed = [(entries[0], act) for act in acts] or [(entry, None) for entry in entries]
    return decide(apply(found, ()), action, pointed, word(minute), **rest)


def changed(name: str, **values: Any) -> Reading:
    """One of the readings, its act read otherwise by newer rules."""
    reading = readings()[name]
    act = replace(reading.acts[0], **values)
    number = content_id(act.report, act.kind, str(act.words.start), str(act.words.end))
    return Reading(reading.findings, (replace(act, id=number),))


def test_what_is_confirmed_is_sure() -> None:
    """Every statement of the entry has confidence 1 and the entry names who confirmed it; the rest is as it was."""
    found = record()
    ruling = rule(found, "confirm", one(found))
    ruled = apply(found, [ruling])
    assert {act.confidence for act in one(ruled.record).acts} == {1.0}
    assert [(name, mark.ruling) for name, marks in ruled.marks for mark in marks] == [(one(found).id, ruling)]
    assert one(ruled.record, "demand") is one(found, "demand")
    assert one(ruled.found).acts[0].confidence == 0.4


def test_what_is_rejected_is_out_of_the_record_and_kept() -> None:
    """The entry stands among the rejected ones, with its mark, and a reference may still mean it."""
    found = record()
    ruled = apply(found, [rule(found, "reject", one(found))])
    assert [entry.kind for entry in ruled.record.entries] == ["demand"]
    assert ruled.rejected == (one(found),)
    assert ruled.everything.entries == found.entries
    assert [name for name, _ in ruled.marks] == [one(found).id]


def test_one_statement_is_rejected_and_the_entry_stays() -> None:
    """Without the rejected statement the entry has one source less."""
    found = record()
    second = one(found).acts[1]
    ruled = apply(found, [rule(found, "reject", one(found), acts=(second,))])
    assert one(ruled.record).sources == ("The Example Post",)
    assert [entry.acts for entry in ruled.rejected] == [(second,)]


def test_an_edit_takes_the_place_of_what_the_machine_said() -> None:
    """Fields have their new values, with what stood there kept in the ruling."""
    found = record()
    lines = ["when=2019-05-10", "actors=Norway; Iceland", "where="]
    ruling = rule(found, "edit", one(found), fields=lines)
    entry = one(apply(found, [ruling]).record)
    assert (entry.when, entry.actors, entry.where) == ("2019-05-10", ("Norway", "Iceland"), None)
    assert [(edit.field, edit.old) for edit in ruling.edits] == [
        ("when", "2019-05-09"),
        ("actors", ("Norway",)),
        ("where", "Oslo"),
    ]


def test_merge_makes_one_of_two_and_split_two_of_one() -> None:
    """A merge has the statements of both and a split puts those named into an entry of their own."""
    found = record()
    merged = apply(found, [rule(found, "merge", one(found), one(found, "demand"))])
    [entry] = merged.record.entries
    assert {act.id for act in entry.acts} == {act.id for e in found.entries for act in e.acts}
    parted = apply(found, [rule(found, "split", one(found), acts=(one(found).acts[1],))])
    assert sorted(e.sources for e in parted.record.entries if e.kind == "meet") == [
        ("The Example Post",),
        ("The Example Star",),
    ]
    assert len(parted.marks) == 2


def test_a_ruling_survives_an_older_report() -> None:
    """A report that comes in later and is older renames the entry; the ruling is still on it."""
    found = record()
    older = read_one("The two ministers met over the fish.", outlet="The Example Moon", day="2019-05-09", **MEET)
    more = record(older=older)
    assert one(more).id != one(found).id
    ruled = apply(more, [rule(found, "confirm", one(found)), rule(found, "edit", one(found), fields=["where=Bergen"])])
    assert (one(ruled.record).where, ruled.unfit, len(one(ruled.record).acts)) == ("Bergen", (), 3)


MOVED = Span(0, len(TEXTS["met"]) - 10)
REREAD: dict[str, tuple[str, dict[str, Any], str]] = {
    "other bounds of the words": ("confirm", {"words": MOVED}, ""),
    "a detail is read otherwise": ("confirm", {"where": "Bergen"}, ""),
    "confirmed as another kind": ("confirm", {"kind": "agree"}, "kind was meet, is agree"),
    "confirmed as done, now planned": ("reject", {"status": "planned"}, "status was done, is planned"),
    "edited, and of another kind now": ("edit", {"kind": "agree"}, ""),
    "edited, and the field is read otherwise": ("edit", {"when": "2019-05-08"}, "when was 2019-05-09, and is now"),
    "edited, and now read so": ("edit", {"when": "2019-05-10"}, ""),
    "another kind, and other words": ("edit", {"kind": "agree", "words": MOVED}, "no act stands at"),
    "nothing is found there": ("confirm", {"words": Span(0, 0)}, "no act stands at"),
}  # fmt: skip


@pytest.mark.parametrize("name", REREAD)
def test_a_ruling_after_a_new_reading(name: str) -> None:
    """It is laid upon the statement at the same place where that is beyond doubt; else it says what is otherwise."""
    action, otherwise, why = REREAD[name]
    alone = {"met": readings()["met"], "ask": readings()["ask"]}
    found = merge_readings(alone.values())
    fields = ["when=2019-05-10"] if action == "edit" else []
    ruling = rule(found, action, one(found), fields=fields)
    ruled = apply(merge_readings((alone | {"met": changed("met", **otherwise)}).values()), [ruling])
    assert [unfit.ruling for unfit in ruled.unfit] == ([ruling] if why else [])
    assert all(why in unfit.why for unfit in ruled.unfit)
    assert bool(ruled.marks) is not bool(why)


def test_a_report_cleaned_anew_is_known_by_its_name_and_sentence() -> None:
    """Another blank in the text gives the report another id: the ruling finds the same words in it."""
    found = record()
    anew = read_one("  ".join(TEXTS["ask"].split(" ", 1)), outlet="The Example Sun", kind="demand", actors=("Chad",))
    ruled = apply(record(ask=anew), [rule(found, "edit", one(found, "demand"), fields=["matter=the posts"])])
    assert (one(ruled.record, "demand").matter, ruled.unfit) == ("the posts", ())


def test_a_report_that_is_gone_leaves_the_ruling() -> None:
    """A ruling on what is no longer in the record is reported with the report's name."""
    found = record()
    less = merge_readings([readings()["ask"]])
    [unfit] = apply(less, [rule(found, "reject", one(found))]).unfit
    assert "The Example Post.txt is not in the record" in unfit.why


def test_two_acts_at_one_place_are_told_apart_or_not_at_all() -> None:
    """Of two acts with the same words the one of the same claim is meant; where neither claims it, none is."""
    text = "Norway and Denmark met in Oslo and in Bergen."
    report = make_report(text)
    both = [make_act(report, text, where=town, when=f"2019-05-0{n}") for n, town in ((1, "Oslo"), (2, "Bergen"))]
    found = merge_readings([make_reading(report, *both)])
    wanted = next(entry for entry in found.entries if entry.where == "Bergen")
    ruling = rule(found, "reject", wanted)
    assert [entry.where for entry in apply(found, [ruling]).record.entries] == ["Oslo"]
    otherwise = [replace(act, where="Tromso") for act in both]
    [unfit] = apply(merge_readings([make_reading(report, *otherwise)]), [ruling]).unfit
    assert "several acts" in unfit.why


def test_the_last_word_counts() -> None:
    """A confirmation after a rejection brings the entry back; edits of one field hold in the order of time."""
    found = record()
    rejected = rule(found, "reject", one(found), minute=1)
    back = rule(found, "confirm", one(found), minute=2)
    assert apply(found, [back, rejected]).rejected == ()
    first = rule(found, "edit", one(found), minute=1, fields=["where=Bergen"])
    second = decide(
        apply(found, [first]), "edit", [(one(apply(found, [first]).record), None)], word(2), ["where=Paris"]
    )
    assert one(apply(found, [second, first]).record).where == "Paris"


def test_an_edit_holds_against_further_reports() -> None:
    """A report that comes in later and tells a field otherwise does not undo the edit: the mark says what it tells."""
    found = record()
    ruling = rule(found, "edit", one(found), fields=["where=Bergen", "matter=fish"])
    fuller = read_one(
        "They talked fish and ice in Oslo.", outlet="The Example Moon", matter="fish and ice cream", **MEET
    )
    ruled = apply(record(fuller=fuller), [ruling])
    assert (one(ruled.record).where, one(ruled.record).matter, ruled.unfit) == ("Bergen", "fish", ())
    [(_, [mark])] = ruled.marks
    assert mark.note == "without it, matter would be fish and ice cream"


def test_two_edits_from_one_value() -> None:
    """Of two people who change one field the later has the last word, and it is told what stood there."""
    found = record()
    edits = [
        rule(found, "edit", one(found), minute=n, fields=[f"where={town}"]) for n, town in ((1, "Bergen"), (2, "Voss"))
    ]
    ruled = apply(found, edits)
    [(_, marks)] = ruled.marks
    assert (one(ruled.record).where, [mark.note for mark in marks]) == (
        "Voss",
        ["", "without it, where would be Bergen"],
    )


def test_a_split_of_what_was_merged_and_what_rests_on_a_merge() -> None:
    """An edit of a merged entry no longer fits when the merge is taken back, and says why."""
    found = record()
    merge = rule(found, "merge", one(found), one(found, "demand"))
    merged = apply(found, [merge])
    edit = decide(merged, "edit", [(merged.record.entries[0], None)], word(1), ["matter=fish and posts"])
    assert apply(found, [merge, edit]).unfit == ()
    undone = apply(found, [merge, edit, take_back([merge, edit], merge.id[:8], word(2))])
    assert ([u.why for u in undone.unfit], undone.record) == (["its statements now stand in 2 entries"], found)


def _some_rulings(found: Record) -> list[Ruling]:
    meet, demand = one(found), one(found, "demand")
    return [
        rule(found, "confirm", meet, minute=1),
        rule(found, "reject", demand, minute=2),
        rule(found, "edit", meet, minute=3, fields=["where=Bergen"]),
        rule(found, "split", meet, minute=4, acts=(meet.acts[1],)),
        rule(found, "merge", meet, demand, minute=5),
        rule(found, "reject", meet, minute=6, acts=(meet.acts[0],)),
    ]


@given(st.data())
def test_what_is_taken_back_leaves_no_trace(data: st.DataObject) -> None:
    """Any rulings and then their undos are the identity, in whatever order they are given; undo of an undo restores."""
    found = record()
    chosen = data.draw(st.lists(st.sampled_from(_some_rulings(found)), unique=True))
    undos = [take_back(chosen, ruling.id, word(10)) for ruling in chosen]
    log = data.draw(st.permutations([*chosen, *undos]))
    assert apply(found, log) == Ruled(found, found)
    again = [take_back([*chosen, *undos], undo.id, word(20)) for undo in undos]
    assert apply(found, [*log, *again]) == apply(found, chosen)


@given(st.permutations(range(6)), st.permutations(range(4)))
def test_the_order_of_the_log_means_nothing(places: list[int], minutes: list[int]) -> None:
    """However the log is sorted the record is the same; rulings on different entries hold in any order of time."""
    found = record()
    rulings = _some_rulings(found)
    assert apply(found, [rulings[n] for n in places]) == apply(found, rulings)
    meet, demand = one(found), one(found, "demand")

    def apart(order: list[int]) -> Ruled:
        return apply(
            found,
            [
                rule(found, "confirm", meet, minute=order[0]),
                rule(found, "edit", meet, minute=order[1], fields=["where=Bergen"]),
                rule(found, "confirm", demand, minute=order[2]),
                rule(found, "edit", demand, minute=order[3], fields=["matter=posts"]),
            ],
        )

    assert apart(minutes).record == apart([0, 1, 2, 3]).record


def test_a_ruling_reads_back_from_its_public_form() -> None:
    """Every sort of ruling is the same after a round trip, and one changed by hand is refused."""
    found = record()
    rulings = _some_rulings(found)
    for ruling in [*rulings, take_back(rulings, rulings[0].id, word())]:
        row = ruling_row(ruling)
        assert read_row(row) == ruling
        with pytest.raises(ValueError, match="changed"):
            read_row(row | {"reason": "another"})
        with pytest.raises(NO_RULING):
            read_row(row | {"by": None})
    forged = replace(rulings[0], undoes=rulings[1].id)
    with pytest.raises(ValueError, match="no action"):
        read_row(ruling_row(replace(forged, id=ruling_id(forged))))


def test_an_undo_of_what_is_not_there_is_reported() -> None:
    """An undo that came without its ruling does nothing and says so."""
    found = record()
    ruling = rule(found, "confirm", one(found))
    undo = take_back([ruling], ruling.id, word(1))
    ruled = apply(found, [undo])
    assert (ruled.record, [unfit.ruling for unfit in ruled.unfit]) == (found, [undo])
    with pytest.raises(UsageError, match="taken back already"):
        take_back([ruling, undo], ruling.id, word(2))


REFUSED: dict[str, tuple[str, list[str], str]] = {
    "no day": ("edit", ["when=2019-02-30"], "is no date"),
    "an end before its beginning": ("edit", ["due=2019-05/2019-01"], "is no date"),
    "a kind that is none": ("edit", ["kind=greet"], "is not among its values"),
    "a status that is none": ("edit", ["status=certain"], "is not among its values"),
    "a kind that is empty": ("edit", ["kind="], "is not among its values"),
    "a name mistyped": ("edit", ["actors=Norwya"], "Did you mean Norway"),
    "a person nobody knows": ("edit", ["persons=Ida Example-Moe"], "neither the tables nor the record"),
    "a field that is none": ("edit", ["colour=red"], "is no field"),
    "no field": ("edit", [], "changes no field"),
    "nothing new": ("edit", ["where=Oslo"], "has this value already"),
    "a field where none is wanted": ("confirm", ["where=Oslo"], "means nothing"),
    "merge of one": ("merge", [], "needs two"),
    "split of a whole": ("split", [], "takes statements out"),
    "an unknown action": ("bless", [], "is no ruling"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_ruling_that_cannot_be_is_refused(name: str) -> None:
    """What cannot be done to an entry is a clear error before anything is kept."""
    action, fields, what = REFUSED[name]
    found = record()
    with pytest.raises(UsageError, match=what):
        rule(found, action, one(found), fields=fields)


def test_a_new_name_is_taken_where_it_is_meant() -> None:
    """A name that nobody knows is taken when it is said to be new, and the record's own names always."""
    found = record()
    ruling = rule(found, "edit", one(found), fields=["persons=Ida Example-Moe"], new_names=True)
    assert one(apply(found, [ruling]).record).persons == ("Ida Example-Moe",)


@pytest.mark.parametrize(("by", "reason"), [("", "why"), ("A. Name", " \n"), ("A. Name", "x" * 2_001)])
def test_a_ruling_tells_who_and_why(by: str, reason: str) -> None:
    """Without a name or a reason there is no ruling."""
    found = record()
    with pytest.raises(UsageError, match=r"--by|--reason"):
        decide(apply(found, ()), "confirm", [(one(found), None)], Word(by, at(0), reason))
