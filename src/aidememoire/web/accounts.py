"""In: the file of who may see a record. Out: accounts, found by password or token; no password and no token is kept.

The file stands beside the record, not in it: whoever is handed a record is handed no password hash.
"""

from __future__ import annotations

import hashlib
import json
import os
import secrets
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from hmac import compare_digest
from pathlib import Path
from typing import TYPE_CHECKING

from aidememoire.errors import RecordError, UsageError
from aidememoire.limits import MAX_PASSWORD_CHARS

if TYPE_CHECKING:
    from argon2 import PasswordHasher

ROLES = ("reader", "editor")
SHORTEST = 10  # characters of a password
LONGEST_NAME = 80
MOST = 500  # accounts of a file
SUFFIX = ".users.json"
REMEDY = "Restore it from a copy, or remove it and add the users again."


@dataclass(frozen=True, slots=True)
class Account:
    """Somebody who may see the record."""

    name: str
    role: str = "reader"  # one of ROLES
    password: str | None = None  # as argon2id keeps it
    token: str | None = None  # SHA-256 of a token for programs
    feed: str | None = None  # SHA-256 of a token that opens calendars and feeds alone: it stands in a URL


def users_file(record: str, given: str | None = None) -> Path | None:
    """The file of a record's users; that of a database server must be named."""
    if given:
        return Path(given)
    if "://" in record and not record.startswith("sqlite:"):
        return None
    return Path(record.removeprefix("sqlite:///") + SUFFIX)


def load_accounts(path: Path) -> tuple[Account, ...]:
    """The accounts, by name; none where there is no file."""
    try:
        rows = json.loads(path.read_text("utf-8"))
        found = tuple(Account(**row) for row in rows)
    except FileNotFoundError:
        return ()
    except (OSError, ValueError, TypeError) as error:
        raise RecordError(str(path), "is no list of users", REMEDY) from error
    if not all(_is_account(one) for one in found):
        raise RecordError(str(path), "is no list of users", REMEDY)
    return found


def _is_account(one: Account) -> bool:
    secret = (one.password, one.token, one.feed)
    told = all(isinstance(value, str | None) for value in secret)
    return isinstance(one.name, str) and one.role in ROLES and told


def save_accounts(path: Path, accounts: Iterable[Account]) -> None:
    """Writes them all: nobody else may read the file, and a stopped program leaves the old one whole."""
    rows = [
        {"name": one.name, "role": one.role, "password": one.password, "token": one.token, "feed": one.feed}
        for one in sorted(accounts, key=lambda one: one.name)
    ]
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=path.name)  # for its owner alone
        with os.fdopen(handle, "w", encoding="utf-8") as out:
            json.dump(rows, out, ensure_ascii=False, indent=1)
        Path(name).replace(path)
    except OSError as error:
        raise RecordError(str(path), f"cannot be written: {error.strerror}", "Name another file.") from error


def with_account(accounts: Sequence[Account], name: str, role: str) -> tuple[Account, ...]:
    """The accounts with one more, or with another role of one that is there."""
    plain = " ".join(name.split())
    if not plain or len(plain) > LONGEST_NAME or not plain.isprintable():
        raise UsageError("NAME", "says nothing, or is too long", f"Give a name of up to {LONGEST_NAME} letters.")
    if role not in ROLES:
        raise UsageError(role, "is no role", f"Roles are {', '.join(ROLES)}.")
    others = tuple(one for one in accounts if one.name != plain)
    if len(others) >= MOST:
        raise UsageError("NAME", f"there are {MOST} users already", "Remove one first.")
    own = next((one for one in accounts if one.name == plain), Account(plain))
    return (*others, replace(own, role=role))


def without_account(accounts: Sequence[Account], name: str) -> tuple[Account, ...]:
    """The accounts without one."""
    own = named(accounts, name)
    return tuple(one for one in accounts if one is not own)


def named(accounts: Iterable[Account], name: str) -> Account:
    """The account of a name."""
    found = next((one for one in accounts if one.name == name), None)
    if found is None:
        raise UsageError(name, "is no user", "Add it first: aidememoire users add NAME.")
    return found


def with_password(accounts: Sequence[Account], name: str, password: str) -> tuple[Account, ...]:
    """The accounts, one of them with another password."""
    if not SHORTEST <= len(password) <= MAX_PASSWORD_CHARS:
        what = f"has {len(password)} characters"
        raise UsageError("the password", what, f"Take {SHORTEST} to {MAX_PASSWORD_CHARS}; several words are good.")
    own = named(accounts, name)
    return (*without_account(accounts, name), replace(own, password=_hasher().hash(password)))


def with_token(accounts: Sequence[Account], name: str, *, feed: bool = False) -> tuple[tuple[Account, ...], str]:
    """The accounts, one of them with a new token, and the token: it can be told this once."""
    own, token = named(accounts, name), secrets.token_urlsafe(32)
    changed = replace(own, feed=digest(token)) if feed else replace(own, token=digest(token))
    return (*without_account(accounts, name), changed), token


def by_password(accounts: Iterable[Account], name: str, password: str) -> Account | None:
    """Who has this name and password; as slow where nobody has the name, so that names cannot be guessed."""
    own = next((one for one in accounts if one.name == name), None)
    known = own.password if own and own.password else _nobody()
    right = len(password) <= MAX_PASSWORD_CHARS and _verifies(known, password)
    return own if right and own and own.password else None


def by_token(accounts: Iterable[Account], token: str, *, feed: bool = False) -> Account | None:
    """Whose token it is; that of a feed opens nothing else."""
    asked, found = digest(token), None
    for one in accounts:
        kept = one.feed if feed else one.token
        if kept and compare_digest(kept, asked):
            found = one
    return found


def digest(secret: str) -> str:
    """What is kept of a random secret."""
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()


@cache
def _hasher() -> PasswordHasher:
    from argon2 import PasswordHasher

    return PasswordHasher()  # argon2id, RFC 9106: 64 MiB


@cache
def _nobody() -> str:
    return _hasher().hash(secrets.token_urlsafe(32))


def _verifies(known: str, password: str) -> bool:
    from argon2.exceptions import InvalidHashError, VerificationError

    try:
        return _hasher().verify(known, password.encode("utf-8", "surrogatepass"))
    except (VerificationError, InvalidHashError):
        return False
