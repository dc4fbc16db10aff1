"""In: sound bytes and a seed. Out: the same bytes damaged, in the same way on every machine."""

from __future__ import annotations

import random

PIECES = (
    b"<", b">", b"]]>", b"&#0;", b"&#xFFFFFFFF;", b"\x00", b"\xff\xfe", b"<![CDATA[", b"%", b'"', b"\r\n\r\n",
    b"<!DOCTYPE x>", b"-1", b"9" * 30, b"<a" * 50,
)  # fmt: skip


def mutated(data: bytes, seed: int) -> bytes:
    """One to six damages: bytes flipped, cut out, doubled, moved, cut off, or replaced by what parsers stumble on."""
    dice = random.Random(seed)
    out = bytearray(data)
    for _ in range(dice.randint(1, 6)):
        start = dice.randrange(len(out) + 1)
        end = min(len(out), start + dice.choice((1, 2, 8, 64, 512)))
        match dice.randrange(7):
            case 0:
                out[start:end] = bytes(dice.randrange(256) for _ in range(end - start))
            case 1:
                del out[start:end]
            case 2:
                out[start:start] = out[start:end] * dice.randint(1, 5)
            case 3:
                piece = out[start:end]
                del out[start:end]
                place = dice.randrange(len(out) + 1)
                out[place:place] = piece
            case 4:
                out[start:end] = dice.choice(PIECES)
            case 5:
                out[start:start] = dice.choice(PIECES)
            case _:
                del out[max(start, len(out) // 2) :]
    return bytes(out)
