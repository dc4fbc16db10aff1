"""In: a text. Out: its words and marks with their offsets, cut finely enough to tell a verb from its "n't"."""

from __future__ import annotations

import re

TOKEN = re.compile(
    r"(?:[^\W\d_]\.){2,}"  # U.S.
    r"|(?:Mr|Mrs|Ms|Dr|Sen|Gov|Rep|Gen|Col|Lt|Sgt|St|Jr|Sr|Prof|Rev|Maj|Capt|Adm|Amb|No|Nos|Inc|Corp|Co)\.(?=[\s,])"
    r"|[A-Z]\.(?=\s[A-Z])"
    r"|[A-Z]-[A-Z][a-z]+\."  # (D-Vt.)
    r"|``|''|<<|>>"
    r"|(?<=\w)n['’]t\b"
    r"|['’](?:s|S|re|ve|ll|d|m)\b"
    r"|\$?\d+(?:[.,:/]\d+)*%?"
    r"|[^\W_]+?(?=n['’]t\b)"
    r"|[^\W_]+(?:[-‑.&/@](?=[^\W_])[^\W_]+)*"
    r"|\.{3,}|--+|\S"
)


def find_tokens(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The offsets of the tokens between two offsets of a text.

    >>> [("She didn't say.")[a:b] for a, b in find_tokens("She didn't say.", 0, 15)]
    ['She', 'did', "n't", 'say', '.']
    """
    return [found.span() for found in TOKEN.finditer(text, start, end)]
