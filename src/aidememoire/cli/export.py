"""`aidememoire export`: a record, words and the name of a format in; a file for others out."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import click

from aidememoire.cli._record import RECORD, load_ruled

STDOUT = Path("-")


@click.command("export")
@click.argument("form", metavar="FORMAT")
@click.argument("words", nargs=-1)
@RECORD
@click.option("--today", metavar="DATE", help="The day it is seen from, e.g. 2018-11-20.  [default: the system's date]")
@click.option(
    "--sure", metavar="0..1", type=click.FloatRange(0, 1), help="Leave out entries less certain.  [default: 0.5]"
)
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="The file; it is written whole or not at all.",
)
def command(
    form: str, words: tuple[str, ...], record: str, today: str | None, sure: float | None, output: Path | None
) -> None:
    """Writes all that a record holds, or what concerns WORDS, for others; `export formats` lists the formats.

    Every row carries its reference, sentence, outlet, date, confidence and rule, and shows the record with the rulings
    laid on it. The same record and day give the same bytes. Without -o the file goes to standard output.
    """
    import datetime as dt
    import sys

    from aidememoire.errors import UsageError
    from aidememoire.export.dossier import make_dossier
    from aidememoire.export.registry import find_format
    from aidememoire.views.day import parse_day

    if form == "formats":
        _list_formats()
        return
    found = find_format(form)
    if found.binary and output in (None, STDOUT) and sys.stdout.isatty():
        raise UsageError(form, "is no text that a terminal shows", f"Give a file: -o dossier{found.suffix}.")
    day = parse_day(today) if today else dt.date.today()
    whole, rulings = load_ruled(record)
    _put(found.write(make_dossier(whole, words, day, sure, rulings, record)), output, record)


def _list_formats() -> None:
    from aidememoire.export.registry import find_format, format_names

    for name in format_names():
        click.echo(f"{name:10}{find_format(name).about}")


def _put(pieces: Iterable[bytes], output: Path | None, record: str) -> None:
    """Standard output and devices get piece by piece, a file appears when all of it is written."""
    import sys

    from aidememoire.errors import UsageError

    if output is None or output == STDOUT:
        sys.stdout.buffer.writelines(pieces)
        return
    target = output.resolve()  # what a link leads to is replaced, not the link
    if target.exists() and Path(record).exists() and target.samefile(record):
        raise UsageError(str(output), "is the record itself", "Give another file.")
    try:
        if target.exists() and not (target.is_file() or target.is_dir()):
            with target.open("wb") as device:
                device.writelines(pieces)
        else:
            _replace(target, pieces)
    except OSError as error:
        what = f"cannot be written: {error.strerror}"
        raise UsageError(str(output), what, "Give a file in a folder of yours.") from error


def _replace(target: Path, pieces: Iterable[bytes]) -> None:
    import tempfile

    with tempfile.NamedTemporaryFile(dir=target.parent, prefix=f".{target.name}.", delete=False) as part:
        try:
            part.writelines(pieces)
            part.close()
            Path(part.name).chmod(0o666 & ~_umask())
            Path(part.name).replace(target)
        except BaseException:
            Path(part.name).unlink(missing_ok=True)
            raise


def _umask() -> int:
    """What this user does not give to others: temporary files are for their owner alone, a written file is not."""
    import os

    mask = os.umask(0)
    os.umask(mask)
    return mask
