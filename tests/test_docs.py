"""The page on the command line tells every command, in the program's own words."""

from __future__ import annotations

import importlib.util
import json
import re
from pathlib import Path
from types import ModuleType

import pytest
from click.testing import CliRunner

from aidememoire.cli import main
from aidememoire.errors import AideError

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs" / "cli.md").read_text("utf-8")


def _script() -> ModuleType:
    """scripts/docs.py, which is no part of the package."""
    spec = importlib.util.spec_from_file_location("docs_script", ROOT / "scripts" / "docs.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


docs = _script()


def test_every_command_is_documented_once_and_no_other() -> None:
    """A new command without its section fails here, and so does a section without its command."""
    assert sorted(docs.documented(PAGE)) == sorted(docs.commands())


@pytest.mark.parametrize("name", sorted(docs.commands()))
def test_the_help_on_the_page_is_the_present_one(name: str) -> None:
    """Otherwise run scripts/docs.py."""
    assert docs.block(name, docs.commands()[name]) in PAGE


def test_a_new_command_gets_a_section_and_a_lost_one_is_refused() -> None:
    """The script neither forgets nor invents."""
    known = docs.commands()
    page = docs.filled("# Page\n<!-- help acts -->\nold\n<!-- /help -->\n", known)
    assert docs.documented(page) == ["acts", *(name for name in known if name != "acts")]
    assert docs.filled(page, known) == page
    with pytest.raises(SystemExit, match="recall"):
        docs.filled("<!-- help recall -->\n<!-- /help -->", known)


def test_the_fields_on_the_page_are_those_that_are_printed(tmp_path: Path) -> None:
    """Every field of an act is explained, and no field is that does not exist."""
    path = tmp_path / "a.txt"
    path.write_text("Norway rejected Denmark's offer on 3 May 2019.")
    [row, *_] = CliRunner().invoke(main, ["acts", str(path), "--format", "jsonl"]).stdout.splitlines()
    table = PAGE[PAGE.index("## Acts") : PAGE.index("`--jobs` reads")]
    told = [
        name
        for line in table.splitlines()
        if line.startswith("| `")
        for name in re.findall(r"`(\w+)`", line.split("|")[1])
    ]
    assert sorted(told) == sorted(json.loads(row))


def test_the_errors_on_the_page_are_told_as_the_program_tells_them() -> None:
    """`aidememoire: where: what. remedy`."""
    shown = re.findall(r"^aidememoire: (\S+): (.*?[^.])\. ([A-Z].*)$", PAGE, re.MULTILINE)
    assert len(shown) == 2
    assert all(f"aidememoire: {AideError(*parts)}" in PAGE for parts in shown)
