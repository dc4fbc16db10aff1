"""The command line: one command a file of this folder, each imported when it is called for."""

from __future__ import annotations

import os
import pkgutil
import sys
from importlib import import_module
from typing import IO, Any

import click

from aidememoire.errors import AideError, UsageError

STOPPED = 130  # what a shell expects of a program that Ctrl-C ended


class Commands(click.Group):
    """The commands of this folder; an error of ours is one line on standard error."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of the files."""
        return sorted(info.name for info in pkgutil.iter_modules(__path__) if not info.name.startswith("_"))

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of one file."""
        if cmd_name not in self.list_commands(ctx):
            return None
        command: click.Command = import_module(f"{__name__}.{cmd_name}").command
        return command

    def invoke(self, ctx: click.Context) -> Any:
        """Runs the command called for."""
        try:
            result = super().invoke(ctx)
            sys.stdout.flush()
            return result
        except AideError as error:
            complain(error)
            ctx.exit(2 if isinstance(error, UsageError) else 1)
        except KeyboardInterrupt:
            click.echo("aidememoire: stopped. What was finished is kept.", err=True)
            ctx.exit(STOPPED)
        except BrokenPipeError:
            # Who reads us, such as `head`, has enough; what is left to flush must not complain either.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            ctx.exit(0)


def complain(error: AideError) -> None:
    """An error as one line on standard error, whatever its file is called."""
    words = " ".join(str(error).split())
    click.echo("aidememoire: " + "".join(char if char.isprintable() else "?" for char in words), err=True)


def _lenient(stream: IO[str]) -> None:
    """A terminal that cannot show a character shows a question mark."""
    if reconfigure := getattr(stream, "reconfigure", None):
        reconfigure(errors="replace")


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="aidememoire")
def main() -> None:
    """Keep the diplomatic record: who agreed, promised, proposed, demanded, refused or did what, by whose word."""
    _lenient(sys.stdout)
    _lenient(sys.stderr)
