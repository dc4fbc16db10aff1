"""In: a dossier. Out: Parquet for analysis: one entry a row, as ruled, with all the statements it rests on."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from aidememoire.errors import UsageError
from aidememoire.export.dossier import Dossier, Row, Statement
from aidememoire.export.flat import flat

if TYPE_CHECKING:
    import pyarrow as pa

ABOUT = "Parquet: one entry a row, with its statements as a list; needs pyarrow"
SUFFIX = ".parquet"
MEDIA = "application/vnd.apache.parquet"
BINARY = True
GROUP = 1000  # rows worked out at a time
TEXTS = (
    "reference", "text", "kind", "status", "when", "when_words", "due", "due_words", "where", "matter", "instrument",
    "condition", "plover", "cameo", "sentence", "report", "outlet", "url", "rule", "id",
)  # fmt: skip
LISTS = ("actors", "persons", "recipients", "said_by", "sources", "rulings")
DAYS = ("when_first", "when_last", "due_first", "due_last", "told", "published")


def write(dossier: Dossier) -> Iterator[bytes]:
    """Row groups of GROUP entries."""
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError as error:
        raise UsageError("parquet", "pyarrow is not installed", "pip install 'aidememoire[parquet]'.") from error
    out, schema = io.BytesIO(), _schema()
    with pq.ParquetWriter(out, schema, compression="zstd") as writer:
        for start in range(0, len(dossier.rows), GROUP):
            rows = [_cells(row) for row in dossier.rows[start : start + GROUP]]
            writer.write_table(pa.Table.from_pylist(rows, schema=schema))
    yield out.getvalue()


def _schema() -> pa.Schema:
    import pyarrow as pa

    said = [*((name, pa.string()) for name in ("act", "report", "outlet", "sentence", "rule", "url"))]
    said += [("published", pa.date32()), ("start", pa.int64()), ("end", pa.int64()), ("confidence", pa.float64())]
    columns = [(name, pa.string()) for name in TEXTS] + [(name, pa.list_(pa.string())) for name in LISTS]
    columns += [(name, pa.date32()) for name in DAYS]
    columns += [("negated", pa.bool_()), ("reports", pa.int32()), ("confidence", pa.float64())]
    return pa.schema([*columns, ("statements", pa.list_(pa.struct(said)))])


def _cells(row: Row) -> dict[str, Any]:
    found = flat(row)
    days = {name: dt.date.fromisoformat(found[name]) if found[name] else None for name in DAYS}
    told = {name: _text(value) for name, value in found.items()}
    return told | days | {"statements": [_statement(said) for said in row.statements]}


def _statement(said: Statement) -> dict[str, Any]:
    act, report = said.act, said.report
    told = {"act": act.id, "report": report.name, "outlet": report.outlet, "sentence": said.sentence, "url": report.url}
    place = {"published": report.published, "start": act.sentence.start, "end": act.sentence.end}
    return (
        {name: _text(value) for name, value in told.items()} | place | {"rule": act.rule, "confidence": act.confidence}
    )


def _text(value: Any) -> Any:
    """The value as UTF-8 can hold it: all characters stay, but for half of a surrogate pair."""
    if isinstance(value, list):
        return [_text(one) for one in value]
    return value.encode("utf-8", "replace").decode("utf-8") if isinstance(value, str) else value
