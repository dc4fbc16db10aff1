"""Families of reports: what is a copy, and what only looks like one."""

from __future__ import annotations

import datetime as dt
import itertools
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aidememoire.model import Report
from aidememoire.record.reprints import Index, Link, families, group, link, make_print, sketch

AGENCY = (
    "The harbour ministers of Norway and Peru met in Geneva on Tuesday to settle who may fish along the Example Bank.\n"
    "They left the hall after three hours without a word to the press, and their aides spoke of a useful exchange.\n"
    "A joint paper of four pages lists the quotas that both sides had asked for since the spring of last year.\n"
    "Peru wants a quarter of the catch for its southern fleet, while Norway points to the treaty of 1998.\n"
    "The next round is to be held in Lima before the end of August, unless the courts stop the licences first.\n"
    "Fishermen in both countries have burned nets in protest and blocked two ports for most of the week.\n"
)
OTHER = (
    "Bolivia has recalled its envoy from Oslo after a row about the price of tin, the foreign ministry announced.\n"
    "Nobody had expected so harsh a step only days after both governments praised their long friendship in public.\n"
    "Norwegian buyers refused to pay what the mines demanded and turned to sellers on the other side of the ocean.\n"
    "An emergency meeting of the chamber of commerce broke up late at night when the lights in the building failed.\n"
    "Observers doubt that the embassy will stay empty for long, because the winter contracts must be signed soon.\n"
)
OPENING = "Our own correspondent reports from the quay, where the wind never rests and every gull has an opinion.\n"
JAPANESE = "\n".join(
    (
        "ノルウェーとペルーの港湾相は火曜日、ジュネーブで会談し、架空の漁場をめぐる漁獲枠の配分について三時間にわたり協議した。",
        "両国は昨年春から求めてきた漁獲枠を四ページの共同文書にまとめ、次回の会合を八月末までにリマで開くことで一致した。",
        "ペルーは南部の船団のために漁獲量の四分の一を要求し、ノルウェーは一九九八年の条約を根拠にこれを拒んでいるという。",
        "両国の漁師は抗議のため網を燃やし、一週間の大半にわたって二つの港を封鎖したと現地の新聞が伝えている。",
    )
)


def lines(text: str, *chosen: int) -> str:
    """Some lines of a text."""
    every = text.splitlines(keepends=True)
    return "".join(every[n] for n in chosen)


def damaged(text: str, share: float) -> str:
    """The text as a bad scan gives it: letters and blanks lost, and taken for others."""
    chance = random.Random(7)
    swaps = {"o": "0", "l": "1", "s": "5", "e": "c", "h": "b", "t": "f", "n": "u"}
    return "".join(
        "" if (dice := chance.random()) < share / 3 else swaps.get(c, c) if dice < share else c for c in text
    )


def report(name: str, text: str, day: int | None = None) -> Report:
    """A report of some day in May."""
    return Report(name, name, text, published=dt.date(2019, 5, day) if day else None)


def together(*reports: Report) -> set[frozenset[str]]:
    """The families of more than one report."""
    first = families(reports)
    found = {frozenset(name for name in first if first[name] == head) for head in first.values()}
    return {family for family in found if len(family) > 1}


COPIES = {
    "the same words": AGENCY,
    "its first lines": lines(AGENCY, 0, 1, 2),
    "its last lines": lines(AGENCY, 3, 4, 5),
    "every second line": lines(AGENCY, 0, 2, 4),
    "another opening": OPENING + lines(AGENCY, 1, 2, 3, 4, 5),
    "most of it and some of another": lines(AGENCY, 0, 1, 2, 3) + lines(OTHER, 1),
    "lines of the page around it": f"Share this page\nBy our staff\n{AGENCY}Read more: ten ports to see\n",
    "another spelling": AGENCY.replace("harbour", "harbor").replace("licences", "licenses"),
    "marks and blanks otherwise": AGENCY.replace(" ", "\u00a0 ").replace("\n", " ").upper(),
    "a bad scan": damaged(AGENCY, 0.06),
    "a very bad scan": damaged(AGENCY, 0.12),
    "paragraphs in another order": lines(AGENCY, 3, 4, 5, 0, 1, 2),
}


@pytest.mark.parametrize("copy", COPIES.values(), ids=COPIES)
def test_a_copy_is_found_whatever_was_done_to_it(copy: str) -> None:
    """Cut, led in anew, abridged, blended, scanned badly: it counts as the first print, dated or not."""
    first = families([report("b", AGENCY, 2), report("a", copy, 3), report("c", OTHER, 3)])
    assert first == {"b": "b", "a": "b", "c": "c"}
    assert together(report("a", AGENCY), report("b", copy), report("c", OTHER)) == {frozenset("ab")}


STATEMENT = f"“{lines(AGENCY, 1, 2, 3).replace(chr(10), ' ').strip()}”"
NOTICE = (
    "{} coast guard ships entered the waters off the Example Islands on {} at {}, the coast guard in Lima told "
    "reporters. They left after {} minutes when patrol boats ordered them to turn around. It was intrusion number {} "
    "since January, against {} in the whole of last year, and the government has lodged a protest with the embassy "
    "through the usual channels."
)
PAGE = (
    "Follow us for breaking news, views and weather from all over the world.\n"
    "Subscribe to our letter and get the best of the week on Sunday morning before anybody else.\n"
    "Copyright of the Example Evening Post, whose words may not be printed elsewhere without leave.\n"
)
APART = {
    "one quoted line": (AGENCY, OTHER + lines(AGENCY, 1)),
    "the same statement, told by two": (
        f"{OPENING}{STATEMENT}, a spokesman said. Nobody from the Peruvian side would comment on the matter today.",
        f"At noon the minister's office sent out a note. {STATEMENT}, it reads. Fleets stay in port until the weekend.",
    ),
    "the same lines of a page": (lines(AGENCY, 0) + PAGE, lines(OTHER, 0) + PAGE),
    "a notice with other figures": (
        NOTICE.format("Two", "3 May", "10.20 a.m.", 35, 112, 97),
        NOTICE.format("Four", "9 May", "11.45 p.m.", 80, 115, 203),
    ),
    "too short to tell": ("The talks have ended.", "The talks have ended."),
}


@pytest.mark.parametrize(("one", "other"), APART.values(), ids=APART)
def test_reports_that_only_share_something_are_apart(one: str, other: str) -> None:
    """A quotation, a form filled in anew or the furniture of a page makes no reprint."""
    assert together(report("a", one, 2), report("b", other, 2)) == set()


def test_a_round_up_does_not_join_what_it_takes_in() -> None:
    """A later text is no print of the two reports in it; where no day tells, one at most is joined with it."""
    both = AGENCY + OTHER + OPENING
    assert together(report("a", AGENCY, 2), report("b", OTHER, 2), report("c", both, 3)) == set()
    (family,) = together(report("a", AGENCY), report("b", OTHER), report("c", both))
    assert family == frozenset("bc")
    assert together(report("a", AGENCY, 4), report("b", OTHER, 4), report("c", both, 3)) == {frozenset("abc")}


def test_a_text_without_blanks_is_compared_as_well() -> None:
    """Japanese: a copy cut short and one led in anew are found, another text is not."""
    cut, other = "\n".join(JAPANESE.split("\n")[:3]), JAPANESE[::-1]
    assert together(*map(report, "abc", (JAPANESE, cut, other))) == {frozenset("ab")}


@given(st.permutations(range(8)), st.booleans())
@settings(max_examples=25, deadline=None)
def test_the_order_of_reports_changes_nothing(order: list[int], dated: bool) -> None:
    """All at once or one by one, in any order: the same families."""
    texts = [AGENCY, OTHER, AGENCY + OTHER, *list(COPIES.values())[1:6]]
    reports = [report(str(n), text, n % 3 + 1 if dated else None) for n, text in enumerate(texts)]
    known = families(reports)
    assert families([reports[n] for n in order]) == known
    index, links = Index(), []
    for one in (reports[n] for n in order):
        near = index.add(one.id, sketch(one.text))
        links += [link(one.id, other, lambda name: make_print(texts[int(name)])) for other in near]
    assert group({one.id: one.published for one in reports}, filter(None, links)) == known


def test_the_earliest_is_the_first_print() -> None:
    """By the day of publication, those without one last, then by the id; a report given twice counts once."""
    dated = [report("c", AGENCY, 3), report("b", AGENCY, 4), report("a", AGENCY)]
    assert set(families([*dated, dated[0]]).values()) == {"c"}
    assert set(families([report("b", AGENCY), report("a", AGENCY)]).values()) == {"a"}
    assert families([]) == {}


def test_many_copies_are_one_family() -> None:
    """More prints of a text than are looked at for one key are joined all the same."""
    copies = [report(f"{n:03}", f"{AGENCY}Print {n}") for n in range(260)]
    assert set(families(copies).values()) == {"000"}


def test_an_index_may_be_filled_at_once_or_bit_by_bit(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is near does not depend on how the index was filled, nor on when its table is sorted."""
    monkeypatch.setattr("aidememoire.record.reprints.index.LATE", 100)
    kept = [(str(n), sketch(text)) for n, text in enumerate([AGENCY, OTHER, *COPIES.values()])]
    slowly, asked = Index(), sketch(AGENCY)
    for name, keys in kept:
        slowly.add(name, keys)
    assert slowly.near(asked) == Index(kept).near(asked)
    assert len(slowly) == len(kept)
    assert slowly.near(asked)[0] == "0"
    assert Index().near(asked) == ()


@pytest.mark.parametrize("text", ["", "short", "\ud800" * 300, AGENCY, AGENCY * 300, "x" * 5000, "𠮷野家" * 200])
def test_a_sketch_is_small_and_any_text_has_a_print(text: str) -> None:
    """At most 256 bytes, whatever the text; a text laid beside itself is the same or too plain to say."""
    assert len(sketch(text)) <= 256
    found = link("a", "b", lambda _: make_print(text))
    assert found is None or found == Link("a", "b", 1.0, 1.0)


def test_a_link_is_the_same_in_either_order() -> None:
    """The smaller id stands first, with the share of its own text."""
    texts = {"a": AGENCY, "b": lines(AGENCY, 0, 1, 2)}
    prints = {name: make_print(text) for name, text in texts.items()}
    one, other = (link(*pair, prints.__getitem__) for pair in itertools.permutations("ab"))
    assert one is not None
    assert one == other
    assert (one.one, one.of_other) == ("a", 1.0)
    assert 0.4 < one.of_one < 0.6
