"""What holds for every format: a new file in formats/ is tested here by itself."""

from __future__ import annotations

import datetime as dt
import io
import zipfile

import pytest

from aidememoire.errors import UsageError
from aidememoire.export.dossier import Dossier, make_dossier
from aidememoire.export.flat import flat
from aidememoire.export.registry import find_format, format_names
from aidememoire.record.decide import Word, decide
from aidememoire.record.merge import merge_readings
from aidememoire.record.ruled import apply
from exporting import TODAY, read_all, ruled, story, written

FORMATS = format_names()
PAPERS = ("docx", "html", "markdown")


def words_in(form: str, file: bytes) -> str:
    """The text of a file, unfolded and unpacked."""
    if form == "parquet":
        import pyarrow.parquet as pq

        return str(pq.read_table(io.BytesIO(file)).to_pylist())
    if form == "docx":
        with zipfile.ZipFile(io.BytesIO(file)) as parts:
            return parts.read("word/document.xml").decode("utf-8")
    return file.decode("utf-8").replace("\r\n ", "")


def dossier_of(backwards: bool) -> Dossier:
    """The story, its reports read in this order."""
    readings = read_all()[:: -1 if backwards else 1]
    record = merge_readings(readings)
    return make_dossier(record, (), TODAY, None, ruled(record), "story")


@pytest.mark.parametrize("form", FORMATS)
def test_the_same_record_and_day_give_the_same_bytes(form: str) -> None:
    """Neither the clock nor the order in which reports were read shows in a file."""
    assert b"".join(find_format(form).write(dossier_of(backwards=True))) == written(form)


@pytest.mark.parametrize("form", FORMATS)
def test_a_record_that_holds_nothing_gives_a_sound_file(form: str) -> None:
    """No format fails on it, and what is left is no row."""
    empty = make_dossier(merge_readings(()), ("nothing",), TODAY)
    text = words_in(form, b"".join(find_format(form).write(empty)))
    assert "Chad" not in text


@pytest.mark.parametrize("form", [form for form in FORMATS if form != "geojson"])
def test_every_row_shows_its_sentence_and_where_it_stands(form: str) -> None:
    """Reference, sentence, outlet, day, confidence and rule of a promise are in the file."""
    [row] = [row for row in story().rows if row.entry.due == "../2019-03-31"]
    text = words_in(form, written(form))
    assert row.reference in text
    assert row.first.sentence.rstrip(".") in text
    assert "Example Wire" in text
    assert "promise/test" in text
    assert "0.75" in text
    assert any(day in text for day in ("2018-12-20", "20 Dec 2018", "datetime.date(2018, 12, 20)"))


@pytest.mark.parametrize("form", FORMATS)
def test_the_record_is_shown_as_ruled(form: str) -> None:
    """What was rejected is left out, or stands apart on paper; an edited day is the day."""
    [refusal] = story().rejected
    text = words_in(form, written(form))
    if form in PAPERS:
        assert "(rejected)" in text.replace("\\", "")
        assert "30 Nov 2018" in text
    elif form != "atom":  # there the ruling itself is the news
        assert refusal.entry.id not in text
        assert refusal.first.sentence not in text
    assert "known better" in text or form == "geojson"


@pytest.mark.parametrize("form", FORMATS)
def test_words_choose_what_is_written(form: str) -> None:
    """A dossier on the well tells nothing of the meeting in Niamey."""
    chosen = make_dossier(story().record, ("well",), TODAY, None, story().rulings, "story")
    text = words_in(form, b"".join(find_format(form).write(chosen)))
    assert "Niamey" not in text


@pytest.mark.parametrize("form", FORMATS)
def test_what_was_published_later_is_not_known_yet(form: str) -> None:
    """Seen from an earlier day, no later report is told of."""
    early = make_dossier(story().record, (), TODAY.replace(year=2018, month=12, day=10), None, story().rulings)
    text = words_in(form, b"".join(find_format(form).write(early)))
    assert "open the well" not in text
    assert "Niamey" in text or form == "geojson"


def test_less_certain_entries_may_be_asked_for() -> None:
    """`sure` is the least confidence of an entry."""
    rows = [len(make_dossier(story().record, (), TODAY, sure).rows) for sure in (None, 0.0, 0.9)]
    assert rows[0] == rows[1] == len(story().rows) + 1  # without rulings nothing is rejected
    assert rows[2] == 0


def test_what_a_person_confirmed_is_certain_and_its_statement_as_found() -> None:
    """The row has confidence 1; below it stands what the machine thought, and who confirmed it."""
    record = story().record
    [plan] = [entry for entry in record.entries if entry.status == "planned"]
    word = Word("A. Name", dt.datetime(2019, 1, 20, tzinfo=dt.UTC), "seen in the gazette")
    ruling = decide(apply(record, ()), "confirm", [(plan, None)], word)
    [row] = make_dossier(record, ("early", "next", "year"), TODAY, 0.9, [ruling]).rows
    assert (flat(row)["confidence"], row.first.act.confidence) == (1.0, 0.75)
    assert "seen in the gazette" in flat(row)["rulings"][0]


def test_an_unknown_format_is_told_with_those_there_are() -> None:
    """The error names the formats."""
    with pytest.raises(UsageError, match=r"atom, csv, docx.*plover"):
        find_format("pdf")
