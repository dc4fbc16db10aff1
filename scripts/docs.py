"""In: docs/cli.md and the commands. Out: docs/cli.md with each command's --help between its marks.

`python scripts/docs.py` fills the blocks, and adds a section for a command that has none; with --check it changes
nothing and only says whether the page is the present one.
"""

from __future__ import annotations

import argparse
import re
import sys
from pathlib import Path

import click

from aidememoire.cli import main as tool

PAGE = Path(__file__).parents[1] / "docs" / "cli.md"
BLOCK = re.compile(r"<!-- help(?: (\w+))? -->\n.*?<!-- /help -->", re.DOTALL)
WIDTH = 100


def commands() -> dict[str, click.Command]:
    """Every command by its name; the tool itself has the empty one."""
    context = click.Context(tool)
    found = {name: tool.get_command(context, name) for name in tool.list_commands(context)}
    return {"": tool, **{name: command for name, command in found.items() if command}}


def block(name: str, command: click.Command) -> str:
    """The help of a command between its marks."""
    words = f"aidememoire {name}".strip()
    top = click.Context(tool, info_name="aidememoire", terminal_width=WIDTH, **tool.context_settings)
    context = click.Context(command, parent=top, info_name=name) if name else top
    lines = "\n".join(line.rstrip() for line in command.get_help(context).splitlines())
    return f"<!-- help{f' {name}' if name else ''} -->\n```text\n$ {words} --help\n{lines}\n```\n<!-- /help -->"


def documented(page: str) -> list[str]:
    """The commands that the page has a block for, in its order."""
    return [found[1] or "" for found in BLOCK.finditer(page)]


def filled(page: str, known: dict[str, click.Command]) -> str:
    """The page with the present help of every command."""
    there = documented(page)
    if gone := [name for name in there if name not in known]:
        raise SystemExit(f"docs/cli.md: no such command: {', '.join(gone)}. Take its section out.")
    new = "".join(f"\n## `aidememoire {name}`\n{block(name, known[name])}\n" for name in known if name not in there)
    return BLOCK.sub(lambda found: block(found[1] or "", known[found[1] or ""]), page) + new


def main() -> int:
    """The command: fills the page, or with --check gives 1 where it differs."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="change nothing; status 1 where the page differs")
    only_check = parser.parse_args().check
    old = PAGE.read_text("utf-8")
    new = filled(old, commands())
    if only_check:
        print("docs/cli.md is " + ("up to date" if new == old else "old: run scripts/docs.py"))
        return int(new != old)
    PAGE.write_text(new, "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
