"""In: the source files. Out: a failure for each upward import, file too long, function too long, or folder not ours."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[1] / "src" / "aidememoire"
MAX_FILE, MAX_FUNCTION = 300, 40

# The order of docs/design.md: data flows down this list. A room may import itself and any room above it.
ORDER = (
    ("model", "errors", "limits", "ids"),
    ("folder", "rules"),
    ("read",),
    ("find",),
    ("acts",),
    ("pipeline",),
    ("engine",),
    ("record",),
    ("store",),
    ("views",),
    ("export",),
    ("verbs",),
    ("web",),
    ("cli",),
    ("__init__", "__main__"),
)
RANK = {room: rank for rank, rooms in enumerate(ORDER) for room in rooms}
FILES = sorted(SOURCE.rglob("*.py"))


def _room(path: Path) -> str:
    """The room a file stands in: its folder directly below the package, or its own name there."""
    return path.relative_to(SOURCE).parts[0].removesuffix(".py")


def _package(path: Path) -> list[str]:
    """The dotted parts of the package that a file's relative imports start from."""
    return ["aidememoire", *path.relative_to(SOURCE).parts[:-1]]


def _target(name: str) -> str | None:
    """The room a dotted module name leads to; the package itself is its `__init__`; None: not ours."""
    first, *rest = name.split(".")
    return (rest[0] if rest else "__init__") if first == "aidememoire" else None


def _names(node: ast.AST, package: list[str]) -> Iterator[str]:
    """The modules that one import names, written out; a lazy `import_module("…")` counts as well."""
    match node:
        case ast.Import(names=names):
            yield from (alias.name for alias in names)
        case ast.ImportFrom(module=module, names=names, level=level):
            base = ".".join([*package[: len(package) - level + 1], module or ""] if level else [module or ""]).strip(
                "."
            )
            yield from ((f"{base}.{alias.name}" for alias in names) if base == "aidememoire" else (base,))
        case ast.Call(
            func=ast.Attribute(attr="import_module") | ast.Name(id="import_module" | "__import__"), args=args
        ):
            yield from (arg.value for arg in args[:1] if isinstance(arg, ast.Constant) and isinstance(arg.value, str))


def _imports(source: str, package: list[str]) -> Iterator[tuple[int, str]]:
    """Line and room of each import of ours anywhere in the source, inside functions too."""
    for node in ast.walk(ast.parse(source)):
        for name in _names(node, package):
            if (room := _target(name)) is not None:
                yield getattr(node, "lineno", 0), room


def _upward(source: str, room: str, package: list[str]) -> list[str]:
    """What the source of a room imports from further down the list, or from a room the list does not know."""
    seen = ((line, other) for line, other in _imports(source, package) if other != room)
    return [f"line {line}: {room} imports {other}" for line, other in seen if RANK.get(other, 99) > RANK[room]]


def test_every_room_has_its_place() -> None:
    """A new folder or module of the package must be given its place in the order before it may be used."""
    assert sorted({_room(path) for path in FILES} - set(RANK)) == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(SOURCE).as_posix())
def test_no_import_goes_up(path: Path) -> None:
    """No file imports, at its top or lazily, from a room that stands further down the list."""
    assert _upward(path.read_text("utf-8"), _room(path), _package(path)) == []


@pytest.mark.parametrize(
    ("source", "refused"),
    [
        ("from aidememoire.model import Act", False),
        ("from aidememoire.find import times", False),
        ("import json", False),
        ("from .times import find_times", False),
        ("from aidememoire import rules", False),
        ("from aidememoire.acts import find_acts", True),
        ("import aidememoire.store", True),
        ("import aidememoire", True),
        ("from aidememoire import read, views", True),
        ("from ..views import brief", True),
        ("def late():\n    from aidememoire.cli import main", True),
        ("import importlib\nimportlib.import_module('aidememoire.pipeline')", True),
        ("from aidememoire.nowhere import thing", True),
    ],
)
def test_an_upward_import_is_seen(source: str, refused: bool) -> None:
    """The check itself tells a downward import of `find` from an upward one, however it is written."""
    assert bool(_upward(source, "find", ["aidememoire", "find"])) is refused


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(SOURCE).as_posix())
def test_no_file_or_function_is_too_long(path: Path) -> None:
    """A file has at most 300 lines and a function at most 40, decorators not counted."""
    source = path.read_text("utf-8")
    functions = (n for n in ast.walk(ast.parse(source)) if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef))
    lengths = {f"{node.name}, line {node.lineno}": (node.end_lineno or 0) - node.lineno + 1 for node in functions}
    assert {name: length for name, length in lengths.items() if length > MAX_FUNCTION} == {}
    assert len(source.splitlines()) <= MAX_FILE


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(SOURCE).as_posix())
def test_a_module_says_what_it_is_for(path: Path) -> None:
    """Each module of more than a few lines begins with a line that says what comes in and what goes out."""
    source = path.read_text("utf-8")
    assert len(source.splitlines()) < 3 or ast.get_docstring(ast.parse(source))


def test_the_package_reads_no_folder_beside_it() -> None:
    """No shipped file names a folder outside the project: what it knows comes with it."""
    shipped = [path for path in sorted(SOURCE.rglob("*")) if path.suffix in {".py", ".toml", ".tsv"}]
    assert [path.name for path in shipped if "shared/" in path.read_text("utf-8")] == []
