"""In: what a database complains of. Out: an error of ours that says what happened and what to do."""

from __future__ import annotations

from sqlalchemy.exc import DatabaseError, OperationalError

from aidememoire.errors import RecordError

DAMAGED = ("is damaged", "Restore it from a copy, or read the reports into a new record.")
TOO_LONG = ("the question took too long and was stopped", "Ask for less: more words, fewer days, one party.")

# What the database says → what happened, what to do.
FAULTS = (
    ("file is not a database", "is not a database", "Name another file; this one was left as it is."),
    ("malformed", *DAMAGED),
    ("Could not decode", *DAMAGED),
    ("locked", "is locked by another program", "Wait until that program has ended, then try again."),
    ("locking protocol", "is locked by another program", "Wait until that program has ended, then try again."),
    ("readonly", "cannot be written here", "Copy it to a folder where you may write, or name another file."),
    ("unable to open", "cannot be opened", "Look whether you may read and write in its folder."),
    ("lock timeout", "is locked by another program", "Wait until that program has ended, then try again."),
    ("NUL", "cannot hold the character NUL that stands in a report", "Take it out, or keep the record in a file."),
    ("connection failed", "cannot be reached", "Look whether the server runs, and at the name, user and password."),
    ("interrupted", *TOO_LONG),
    ("statement timeout", *TOO_LONG),
    ("full", "the disk is full", "Make room; what was already kept is safe."),
)


def explain(name: str, error: DatabaseError) -> RecordError:
    """The error as we say it."""
    said = str(error.orig).splitlines()[0] if str(error.orig) else type(error).__name__
    for sign, what, remedy in FAULTS:
        if sign in said:
            return RecordError(name, what, remedy)
    kind = "cannot be used" if isinstance(error, OperationalError) else "failed"
    return RecordError(name, f"{kind}: {said}", "Look whether the file is a record and the disk is well.")
