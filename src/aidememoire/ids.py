"""Ids come from content: the same parts give the same id on every machine."""

from __future__ import annotations

import hashlib


def content_id(*parts: str | None) -> str:
    """The SHA-256 of the parts (64 hexadecimal digits); ("ab", "c") differs from ("a", "bc"), and None from "".

    >>> content_id("ab", "c") == content_id("a", "bc")
    False
    """
    digest = hashlib.sha256()
    for part in parts:
        raw = b"" if part is None else part.encode("utf-8", "surrogatepass")
        digest.update(b"-" if part is None else str(len(raw)).encode())
        digest.update(b":" + raw)
    return digest.hexdigest()
