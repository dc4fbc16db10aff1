"""In: a WACZ file, a packed web archive. Out: the Reports of the WARC files in it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from aidememoire.errors import ReadError
from aidememoire.model import Report
from aidememoire.read._bounded import opened_zip, zip_sizes
from aidememoire.read._bytes import opened, shown
from aidememoire.read._clean import Known
from aidememoire.read.warc import warc_reports

ENDINGS = (".wacz",)
KEPT = (".warc", ".warc.gz")


def read(path: Path, known: Known) -> Iterator[Report | ReadError]:
    """The reports of each WARC file inside, in the order of their names; a damaged one does not hide the next."""
    where = shown(path)
    with opened(path) as file, opened_zip(file, where) as archive:
        zip_sizes(archive, where)
        members = sorted(info.filename for info in archive.infolist() if info.filename.lower().endswith(KEPT))
        if not members:
            raise ReadError(where, "there is no WARC file in it", "Give a WACZ file as a web archive writes it.")
        for member in members:
            try:
                with archive.open(member) as inside:
                    yield from warc_reports(inside, f"{where}!{member}", f"{shown(path.name)}!{member}", known)
            except ReadError as error:
                yield error
