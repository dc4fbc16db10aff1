"""In: the tables of an older release. Out: those of this one, with the same reports and acts."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from sqlalchemy import JSON, Connection, MetaData, Table, bindparam, inspect, select, type_coerce, update

from aidememoire.model import Act, Attribution, Findings, Mention, Reading, Report, Sentence, Span, Time
from aidememoire.store import fulltext
from aidememoire.store.rows import MENTIONS, REPORT, Row, make_act, make_report, make_voices, report_seal
from aidememoire.store.seals import SEAL
from aidememoire.store.settle import start_anew
from aidememoire.store.tables import SCHEMA, about, act, metadata, report
from aidememoire.store.writing import write_reading

LAYERS_1 = ("sentence", "time", "mention", "quote", "act")


def make_tables(link: Connection) -> None:
    """The tables of a new record."""
    metadata.create_all(link)
    fulltext.make_indexes(link)


def upgrade(link: Connection, found: int) -> None:
    """Brings a record of an older schema up, step by step."""
    for number in range(found, SCHEMA):
        STEPS[number](link)
    link.execute(update(about).where(about.c.name == "schema").values(value=str(SCHEMA)))


def _from_1(link: Connection) -> None:
    """Layers in one packed value a report; the act with its bucket; entries, names and words in tables of their own."""
    for name in ("report", *LAYERS_1):
        link.exec_driver_sql(f"ALTER TABLE {name} RENAME TO {name}_1")
    make_tables(link)
    for reading in _readings_1(link):
        write_reading(link, reading)
    for name in (*LAYERS_1, "report"):
        link.exec_driver_sql(f"DROP TABLE {name}_1")


def _readings_1(link: Connection) -> Iterator[Reading]:
    """The readings that a record of schema 1 holds."""
    old = MetaData()
    tables = {name: Table(f"{name}_1", old, autoload_with=link) for name in ("report", *LAYERS_1)}
    for number in link.scalars(select(tables["report"].c.id).order_by("id")).all():
        row = link.execute(select(tables["report"]).where(tables["report"].c.id == number)).mappings().one()
        rows = {
            name: link.execute(select(table).where(table.c.report == number).order_by(table.c.n)).mappings().all()
            for name, table in tables.items()
            if name != "report"
        }
        yield _reading_1(make_report(row), rows)


def _reading_1(report: Report, rows: Mapping[str, Sequence[Row]]) -> Reading:
    mentions = {layer: tuple(_mention_1(r) for r in rows["mention"] if r["layer"] == layer) for layer in MENTIONS}
    findings = Findings(
        report=report,
        sentences=tuple(Sentence(_span_1(r), r["part"], r["paragraph"]) for r in rows["sentence"]),
        times=tuple(Time(_span_1(r), r["type"], r["value"], r["edtf"], r["anchor"]) for r in rows["time"]),
        **mentions,
        quotes=tuple(_quote_1(r) for r in rows["quote"]),
    )
    return Reading(findings, tuple(_act_1(r) for r in rows["act"]))


def _span_1(row: Row) -> Span:
    return Span(row["start"], row["end"])


def _mention_1(row: Row) -> Mention:
    return Mention(_span_1(row), row["kind"], row["name"], tuple(row["actors"]), tuple(row["persons"]), row["via"])


def _quote_1(row: Row) -> Attribution:
    source, cue, content = (
        tuple(Span(start, end) for start, end in row[name]) for name in ("source", "cue", "content")
    )
    voice = make_voices([row["voice"]])[0] if row["voice"] else None
    return Attribution(source, cue, content, row["direct"], voice)


def _act_1(row: Row) -> Act:
    spans = {name: [row[f"{name}_start"], row[f"{name}_end"]] for name in ("sentence", "words")}
    return make_act(row["report"], {**row, **spans})


def _from_2(link: Connection) -> None:
    """Reports, acts and entries bear seals; entries are worked out again."""
    if "seal" not in {column["name"] for column in inspect(link).get_columns("report")}:
        link.exec_driver_sql("ALTER TABLE report ADD COLUMN seal BIGINT")
    plain = select(*(report.c[name] for name in (*REPORT, "published")))
    seals = [{"of": row["id"], "new": report_seal(row)} for row in link.execute(plain).mappings()]
    if seals:
        link.execute(update(report).where(report.c.id == bindparam("of")).values(seal=bindparam("new")), seals)
    bare = select(act.c.report, act.c.n, type_coerce(act.c.data, JSON).label("data"))
    acts = [{"of": row.report, "at": row.n, "new": row.data} for row in link.execute(bare) if SEAL not in row.data]
    if acts:
        own = (act.c.report == bindparam("of"), act.c.n == bindparam("at"))
        link.execute(update(act).where(*own).values(data=bindparam("new")), acts)
    start_anew(link)


STEPS: dict[int, Callable[[Connection], None]] = {1: _from_1, 2: _from_2}
