"""In: what the command line was told. Out: it as one value that every page can ask."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Settings:
    """Which record is served, and how."""

    record: str  # a file or a database URL
    today: dt.date | None = None  # the day it is seen from; None: the system's date, at every request
    read_only: bool = False  # no ruling and no dossier can be kept
