"""In: what the command line was told. Out: it as one value that every page can ask."""

from __future__ import annotations

import datetime as dt
import ipaddress
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Settings:
    """Which record is served, and how."""

    record: str  # a file or a database URL
    today: dt.date | None = None  # the day it is seen from; None: the system's date, at every request
    read_only: bool = False  # no ruling and no dossier can be kept
    users: Path | None = None  # the file of who may see it; where there is none, nobody need sign in
    hosts: tuple[str, ...] = ()  # names it is called by, beside those of this machine
    everywhere: bool = False  # served to other machines


def served_to_others(host: str) -> bool:
    """Whether who listens at this address can be reached from other machines."""
    try:
        return not ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host != "localhost"
