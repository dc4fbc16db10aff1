"""`aidememoire find`: one layer, as JSON Lines and as a table."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from aidememoire.cli import main
from aidememoire.cli.find import LAYERS
from aidememoire.export.jsonl import KEYS
from aidememoire.find.layers import LAYERS as FINDERS

TEXT = (
    "Talks to open\n\n"
    "Norway’s prime minister, Anna Holt, said on 3 May 2019 that Oslo would ratify the 1998 Example Treaty.\n\n"
    "“We will not wait,” Holt told reporters in Geneva.\n"
)
NAMED = "start end text name kind actors persons via"
FIELDS = {
    "sentences": {"start", "end", "text", "part"},
    "times": {"start", "end", "text", "type", "value", "edtf"},
    "quotes": {"source", "cue", "content", "direct", "speaker"},
    **{layer: {*NAMED.split()} for layer in ("actors", "places", "instruments")},
}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A file of two reports, the second of which says next to nothing."""
    file = tmp_path / "reports.jsonl"
    rows = [{"id": "one", "text": TEXT}, {"id": "two", "text": "hm"}]
    file.write_text("".join(json.dumps(row) + "\n" for row in rows))
    return file


def found(path: Path, layer: str, form: str = "jsonl") -> str:
    """What the command prints."""
    result = CliRunner().invoke(main, ["find", layer, str(path), "--format", form])
    assert result.exit_code == 0, result.output
    return result.stdout


@pytest.mark.parametrize("layer", LAYERS)
def test_each_report_is_one_line_and_each_span_its_words(path: Path, layer: str) -> None:
    """Offsets count code points of the text as given, and every promised field is there."""
    one, two = map(json.loads, found(path, layer).splitlines())
    key = KEYS.get(layer, layer)
    assert [set(one), one["id"], two["id"]] == [{"id", key}, "one", "two"]
    items: list[dict[str, Any]] = one[key]
    assert items
    for item in items:
        assert set(item) == FIELDS[layer]
        assert "text" not in item or TEXT[item["start"] : item["end"]] == item["text"]
        for part in ("source", "cue", "content"):
            assert all(0 <= start < end <= len(TEXT) for start, end in item.get(part, []))


@pytest.mark.parametrize("layer", LAYERS)
def test_a_table_keeps_to_a_hundred_columns_and_is_plain_when_piped(path: Path, layer: str) -> None:
    """No colour, no line longer than the page, and a report without findings says so."""
    lines = found(path, layer, "table").splitlines()
    assert max(map(len, lines)) <= 100
    assert "\x1b" not in "".join(lines)
    assert lines[0] == "one · date unknown"
    assert layer == "sentences" or f"no {layer} found" in lines


def test_every_layer_that_can_be_asked_for_can_be_found() -> None:
    """The names in the help and the finders are the same."""
    assert tuple(FINDERS) == LAYERS


def test_finding_needs_no_parser(path: Path) -> None:
    """spaCy is not loaded for any layer."""
    code = (
        "import sys; from click.testing import CliRunner; from aidememoire.cli import main\n"
        f"for layer in {LAYERS!r}:\n"
        f"    assert CliRunner().invoke(main, ['find', layer, {str(path)!r}]).exit_code == 0\n"
        "print('spacy' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"


def test_reprints_share_a_cluster(tmp_path: Path) -> None:
    """A report and its copy have one cluster, another report has its own; the table names the first print."""
    story = " ".join(f"Envoy {n} of Norway told the hall what quota {n * 7} would cost the fleet." for n in range(9))
    texts = {"first": story, "copy": f"A new opening of our own.\n{story}", "other": TEXT * 3}
    rows = [{"id": name, "text": text, "date": f"2019-05-0{n}"} for n, (name, text) in enumerate(texts.items(), 1)]
    file = tmp_path / "all.jsonl"
    file.write_text("".join(json.dumps(row) + "\n" for row in rows))
    clusters = {row["id"]: row["cluster"] for row in map(json.loads, found(file, "reprints").splitlines())}
    assert clusters["first"] == clusters["copy"] != clusters["other"]
    table = found(file, "reprints", "table").splitlines()
    assert table[-1].split() == ["copy", "·", "2019-05-02", "first", "·", "2019-05-01"]
    file.write_text(json.dumps(rows[0]))
    assert found(file, "reprints", "table") == "no reprints found\n"
