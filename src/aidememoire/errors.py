"""Every error a user can meet: what happened, where, and what to do.

AideError
├── ReadError      a file, page or line that gives no report
├── DataError      a rule or word file of `data/` that is wrong
├── RecordError    the record cannot be opened, read or written
└── UsageError     a date, reference or option that is none
"""

from __future__ import annotations


class AideError(Exception):
    """The base of all: `where` is a file (and line) or a reference, `what` says what happened, `remedy` what to do."""

    def __init__(self, where: str, what: str, remedy: str) -> None:
        self.where, self.what, self.remedy = where, what, remedy
        super().__init__(f"{where}: {what}. {remedy}")


class ReadError(AideError):
    """No report could be read here; nothing was kept of it. `source` is the path or address to read again."""

    source: str = ""


class DataError(AideError):
    """A file of rules or words is not what its loader expects."""


class RecordError(AideError):
    """The record could not be opened, read or written; what it held is untouched."""


class UsageError(AideError):
    """What was asked cannot be understood."""
