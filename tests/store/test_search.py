"""The words of reports, found in both databases, wherever they stand."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from aidememoire.model import Reading
from aidememoire.store import Store, open_store
from making import make_reading, make_report

TEXTS = [
    ("2018-11-14", "Abe met Putin in Singapore.\nThe peace treaty was named. The EU looked on."),
    ("2018-11-15", "The peace talks go on.\nA treaty of peace is far, says Europe; O'Brien's \\ note is 'quoted'."),
    ("2019-01-22", "安倍首相は北方領土について話した。\n日露首脳会談がモスクワで行われた。"),
    ("2019-01-23", "Путин и Абэ говорили о мирном договоре.\nЕС не участвовал."),
    (None, "An undated peace note.\nNull\x00byte aside, the note speaks of São Tomé & NEAR(peace)."),
]
READINGS: list[Reading] = [
    make_reading(make_report(text.replace("\x00", ""), f"Example {n}", day)) for n, (day, text) in enumerate(TEXTS)
]

# words → the sentences found, newest report first, with what is found in brackets
SEARCHES = {
    "peace": [
        "The [peace] talks go on.",
        "A treaty of [peace] is far, says Europe; O'Brien's \\ note is 'quoted'.",
        "The [peace] treaty was named. The EU looked on.",
        "An undated [peace] note.",
        "Nullbyte aside, the note speaks of São Tomé & NEAR([peace]).",
    ],
    "PEACE treaty": [
        "A [treaty] of [peace] is far, says Europe; O'Brien's \\ note is 'quoted'.",
        "The [peace] [treaty] was named. The EU looked on.",
    ],
    "peace-treaty": ["The [peace treaty] was named. The EU looked on."],
    "EU": ["The peace treaty was named. The [EU] looked on."],
    "北方領土": ["安倍首相は[北方領土]について話した。"],
    "領土": ["安倍首相は北方[領土]について話した。"],
    "日露": ["[日露]首脳会談がモスクワで行われた。"],
    "露": ["日[露]首脳会談がモスクワで行われた。"],
    "договор": ["Путин и Абэ говорили о мирном [договоре]."],
    "ес": ["[ЕС] не участвовал."],
    "sao tome": ["Nullbyte aside, the note speaks of [São] [Tomé] & NEAR(peace)."],
    "O'Brien's": ["A treaty of peace is far, says Europe; [O'Brien's] \\ note is 'quoted'."],
    "Abe Putin Oslo": [],
}
ODD = [
    "", " ", '"', "'", "peace\"", '"peace', "NEAR(", "peace OR", "AND", "NOT peace", "peace*", "*", "(", ")", "^peace",
    "words:peace", "-peace", "peace:*", "peace & !treaty", "<->", "\\", "%", "_", "\x00", "pe\x00ace", "\ud800",
    "'; DROP TABLE report; --",
    "a" * 10_000, "peace " * 2_000, "a.b" * 3_000, "\u0301", "🙂", "ﷺ", "½", "\u202e", "北" * 5_000,
]  # fmt: skip


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def store(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A record of these reports."""
    sqlite = request.param == "sqlite"
    target = str(tmp_path_factory.mktemp("found") / "r.sqlite") if sqlite else request.getfixturevalue("new_database")()
    with open_store(target, write=True) as writer:
        for reading in READINGS:
            writer.add(reading)
        yield writer


def drawn(store: Store, words: str, limit: int = 50) -> list[str]:
    """The sentences found, page by page, with what is found in brackets."""
    lines, after = [], None
    while True:
        page = store.search(words.split(), limit, after)
        for hit in page.items:
            text = hit.report.text
            pieces, at = [], hit.sentence.start
            for span in hit.found:
                pieces += [text[at : span.start], "[", span.of(text), "]"]
                at = span.end
            lines.append("".join(pieces) + text[at : hit.sentence.end])
        after = page.after
        if after is None:
            return lines


@pytest.mark.parametrize("words", SEARCHES)
def test_words_are_found(store: Store, words: str) -> None:
    """Every sentence that holds all the words, those of the newest report first, on pages of any size."""
    assert sorted(drawn(store, words)) == sorted(SEARCHES[words])
    assert drawn(store, words, 1) == drawn(store, words)
    days = [str(hit.report.published or "") for hit in store.search(words.split()).items]
    assert days == sorted(days, reverse=True)


@pytest.mark.parametrize("words", ODD, ids=range(len(ODD)))
def test_odd_words_are_words(store: Store, words: str) -> None:
    """Quotes, operators, broken characters and endless words are no errors, alone or among others."""
    for asked in ([words], words.split(), [words, "peace"]):
        hits = store.search(asked).items
        assert all(hit.found for hit in hits)


def test_no_words_find_nothing(store: Store) -> None:
    """An empty question finds nothing at all."""
    assert store.search([]).items == ()
