"""Time line, map, board, matrix, calendar, the three sentences, and text with its roles: shapes, before any page."""

from __future__ import annotations

import datetime as dt
import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aidememoire.model import Span
from aidememoire.record.commitments import STATES, Commitment
from aidememoire.record.entry import Entry
from aidememoire.record.merge import merge_readings
from aidememoire.record.positions import find_positions
from aidememoire.views import calendar, chart
from aidememoire.views import map as maps
from aidememoire.views.annotated import Piece, paragraphs, pieces
from aidememoire.views.board import board
from aidememoire.views.matrix import make_matrix
from aidememoire.views.places import PlaceView
from aidememoire.views.standing import latest, standing_words
from making import make_act, make_reading, make_report, read_one

TODAY = dt.date(2019, 6, 1)


def entry(when: str | None, **told: Any) -> Entry:
    """An entry of one act."""
    return merge_readings([read_one("Norway met Chad.", when=when, **{"day": "2030-01-01"} | told)]).entries[0]


DATES = {
    "2019-05-09": ("point", 0), "2019-05": ("span", 30), "2019": ("span", 364), "../2019-05": ("until", 0),
    "2019-05/..": ("since", 0),
}  # fmt: skip


@pytest.mark.parametrize(("when", "form", "long"), [(when, *drawn) for when, drawn in DATES.items()])
def test_a_date_is_drawn_as_exact_as_it_is(when: str, form: str, long: int) -> None:
    """A day is a point, a month a stretch of a month, "by May" an open end."""
    ends = [entry("2018-06-01", matter="a"), entry("2020-06-01", matter="b")]
    drawn = chart.draw([*ends, entry(when)], TODAY)
    assert drawn
    shape = next(one for one in drawn.shapes if one.entry.when == when)
    day = (chart.WIDTH - 2 * chart.MARGIN) / (dt.date(2020, 6, 1) - dt.date(2018, 6, 1)).days
    assert shape.form == form
    assert shape.width == pytest.approx(long * day, abs=0.2)


def test_what_is_drawn_does_not_touch() -> None:
    """Shapes of one row keep apart; those for which no row is left are counted."""
    drawn = chart.draw([entry("2019-05-09", matter=f"fish {n}", outlet=str(n)) for n in range(12)], TODAY)
    assert drawn
    assert [shape.row for shape in drawn.shapes] == list(range(chart.ROWS))
    assert drawn.crowded == 12 - chart.ROWS


def test_a_few_old_ones_do_not_press_the_rest_together() -> None:
    """Two entries of 1956 among twenty of 2019 are told, not drawn."""
    many = [entry(f"2019-0{n % 9 + 1}-1{n % 7}", matter=f"fish {n}", outlet=str(n)) for n in range(20)]
    drawn = chart.draw([entry("1956-10-19", matter="old"), entry("1956", matter="older"), *many], TODAY)
    assert drawn
    assert drawn.first.year == 2019
    assert drawn.earlier == 2


@pytest.mark.parametrize(
    ("first", "last"), [("2019-05-01", "2019-05-09"), ("2019-01-01", "2019-12-31"), ("1990", "2019")]
)
def test_the_scale_can_be_read(first: str, last: str) -> None:
    """Between two and twelve marks, in order, none outside."""
    drawn = chart.draw([entry(first, matter="a"), entry(last, matter="b")], TODAY)
    assert drawn
    places = [tick.x for tick in drawn.ticks]
    assert 2 <= len(places) <= 12
    assert places == sorted(places)
    assert places[0] >= 0
    assert places[-1] <= chart.WIDTH


def test_nothing_with_a_day_is_no_drawing() -> None:
    """No empty frame."""
    assert chart.draw([entry(None)], TODAY) is None


@given(st.lists(st.tuples(st.integers(0, 20), st.integers(0, 20), st.sampled_from("abc")), max_size=8))
def test_pieces_join_to_the_text(spans: list[tuple[int, int, str]]) -> None:
    """Whatever spans are given, crossing, empty or outside: read one after another the pieces are the text."""
    text = "Norway has met Chad today"
    found = pieces(text, Span(2, 18), [(role, Span(one, other)) for one, other, role in spans])

    def joined(some: tuple[Piece, ...]) -> str:
        return "".join(piece.text for piece in some)

    def inside(piece: Piece) -> bool:
        return all(map(inside, piece.inside)) and (not piece.role or joined(piece.inside) == piece.text)

    assert joined(found) == text[2:18]
    assert all(map(inside, found))


def test_a_report_leads_from_each_sentence_to_its_entries() -> None:
    """Every sentence stands once, in order, with the acts that rest on it and their entries."""
    report = make_report("Norway met Chad.\nIt rained.\nNorway met Mali.")
    acts = [make_act(report, f"Norway met {name}.", recipients=(name,)) for name in ("Chad", "Mali")]
    reading = make_reading(report, *acts)
    entries = merge_readings([reading]).entries
    told = [one for paragraph in paragraphs(reading, entries) for one in paragraph.sentences]
    assert [one.span.of(report.text) for one in told] == report.text.split("\n")
    assert [[found.recipients[0] for _, found in one.acts if found] for one in told] == [["Chad"], [], ["Mali"]]


def place(name: str) -> PlaceView:
    """A disputed place of the shipped table."""
    return PlaceView(name, "islands", ("A",), ("B",), (), None, 1, ())


@pytest.mark.parametrize("names", [["Iturup", "Kunashir"], ["Falkland Islands"], ["Svalbard", "Spratly Islands"]])
def test_places_stand_on_the_map(names: list[str]) -> None:
    """Inside its frame, with land about them that stays in it."""
    drawn = maps.draw([place(name) for name in names])
    assert drawn
    assert [spot.view.name for spot in drawn.spots] == names
    assert all(0 < spot.x < maps.WIDTH and 0 < spot.y < maps.HEIGHT for spot in drawn.spots)
    corners = [
        tuple(map(float, one.split(","))) for one in drawn.land.replace("M", "L").replace("Z", "").split("L")[1:]
    ]
    assert len(corners) > 50
    assert all(-1 <= x <= maps.WIDTH + 1 and -1 <= y <= maps.HEIGHT + 1 for x, y in corners)


def test_no_number_covers_another() -> None:
    """Places that lie close together have their numbers side by side, and their own points stay where they are."""
    drawn = maps.draw([place(name) for name in ("Southern Kuril Islands", "Kunashir", "Shikotan", "Habomai", "Iturup")])
    assert drawn
    signs = [spot.sign for spot in drawn.spots]
    assert all(math.dist(a, b) >= 31.9 for n, a in enumerate(signs) for b in signs[:n])
    assert all(math.dist(spot.sign, (spot.x, spot.y)) < 100 for spot in drawn.spots)


def test_a_place_nobody_can_find_is_listed_without_a_map() -> None:
    """No point is invented."""
    assert maps.draw([place("Nowhere Rock")]) is None
    drawn = maps.draw([place("Iturup"), place("Nowhere Rock")])
    assert drawn
    assert [view.name for view in drawn.unplaced] == ["Nowhere Rock"]


def bound(state: str, deadline: str | None, **told: Any) -> Commitment:
    """A commitment in this state."""
    return Commitment(entry(None, **told), state, deadline, None, None)


def test_every_state_has_its_lane() -> None:
    """What is open without a day is undated, all other states stand in a lane of their own; none is lost."""
    found = [bound(state, "2019-07-01") for state in STATES] + [bound("open", None)]
    lanes = {lane.name: len(lane.commitments) for lane in board(found)}
    assert lanes["undated"] == lanes["ahead"] == lanes["overdue"] == lanes["due"] == 1
    assert sum(lanes.values()) == len(found)


def test_the_nearest_is_first_ahead_and_the_latest_behind() -> None:
    """A lane of what is to come begins with the next day, one of what has passed with the last."""
    days = ["2019-07-03", "2019-07-01", "2019-07-02"]
    lanes = board([bound(state, day) for state in ("due", "overdue") for day in days])
    assert {lane.name: [one.deadline for one in lane.commitments] for lane in lanes} == {
        "overdue": ["2019-07-03", "2019-07-02", "2019-07-01"],
        "due": ["2019-07-01", "2019-07-02", "2019-07-03"],
    }


def test_the_calendar_shows_what_still_binds_on_its_last_day() -> None:
    """A day is exact, "by" is the last of many; what was kept or has passed is not there."""
    found = [
        bound("due", "2019-07-03"),
        bound("open", "../2019-07-31"),
        bound("met", "2019-07-04"),
        bound("open", None),
    ]
    [month] = calendar.coming(found, TODAY)
    cells = [cell for week in month.weeks for cell in week if cell.commitments]
    assert [(cell.day.day, cell.exact) for cell in cells] == [(3, True), (31, False)]
    assert len(month.commitments) == 2


def stand(actor: str, kind: str, matter: str, day: str) -> Any:
    """A report of one stand."""
    return read_one(
        f"{actor} {kind} {matter}.", kind=kind, actors=(actor,), matter=matter, when=day, day=day, outlet=day
    )


def test_a_row_of_the_matrix_is_one_matter() -> None:
    """Both sides' stands on a matter are in one row, each in its column, and who moved is marked."""
    record = merge_readings(
        [
            stand("Chad", "demand", "the withdrawal of troops from the border", "2019-01-03"),
            stand("Mali", "reject", "the withdrawal of troops from the border", "2019-02-03"),
            stand("Mali", "support", "the withdrawal of troops from the border", "2019-03-03"),
            stand("Chad", "demand", "fishing rights in the lake", "2019-04-03"),
        ]
    )
    matrix = make_matrix(find_positions(record))
    assert [row.matter for row in matrix.rows] == [
        "fishing rights in the lake",
        "the withdrawal of troops from the border",
    ]
    border = dict(zip(matrix.actors, matrix.rows[1].cells, strict=True))
    assert [one.latest.kind for one in border["Mali"]] == ["support"]
    assert [one.latest.kind for one in border["Chad"]] == ["demand"]
    assert [row.moved for row in matrix.rows] == [False, True]


def test_three_sentences_say_where_things_stand() -> None:
    """What is told, what is due and who moved; of nothing one sentence."""
    record = merge_readings(
        [stand("Mali", "reject", "the lake", "2019-02-03"), stand("Mali", "support", "the lake", "2019-03-03")]
    )
    due = [bound("due", "2019-06-05", matter="open the gate"), bound("overdue", "2019-05-01")]
    told, ahead, moved = standing_words(record, due, find_positions(record), TODAY)
    assert told.startswith("2 entries from 2 reports, on the word of 2 independent sources, 3 Feb 2019 to 3 Mar 2019.")
    assert ahead.startswith("1 due, next Norway met: open the gate (5 Jun 2019); 1 overdue")
    assert moved.startswith("Mali moved; most recently Mali supported")
    assert standing_words(merge_readings([]), (), (), TODAY) == ("Nothing in the record answers this query.",)


def test_the_latest_is_what_has_begun() -> None:
    """The last day first; nothing that is still to come, nothing without a day."""
    days = ["2019-05-09", "2019-05", "2019-06-01", "2019-06-02", None]
    found = latest([entry(day, matter=f"fish {n}") for n, day in enumerate(days)], TODAY)
    assert [one.when for one in found] == ["2019-06-01", "2019-05-09", "2019-05"]
