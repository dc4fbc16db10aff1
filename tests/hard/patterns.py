"""In: the package, read over an example. Out: every pattern it compiled, and how its time grows with its text.

Run by itself, for patterns are told apart by who compiles them, and those of other tests must not be among them.
"""

from __future__ import annotations

import importlib
import json
import pkgutil
import re
import sys
import time
from typing import Any

SEEDS = (
    "a", " ", "\n", "9", "A. ", "Norway and ", "the first of the ", "12 May 2019, ", '"', "“so ",
    "said that ", "(", "-",
    "Ida Moe ",
    "x\n\n", "Joint Declaration on the ", " \t", "., ", "A's ", "not ", "https://a.example/", "&amp;", "<b>",
)  # fmt: skip
TIMES = 4  # as long a text
EXAMPLE = (
    'Norway met Denmark in Oslo on 3 May 2019, a week after the summit. "We will sign the 1956 Joint Declaration", '
    "said Ida Moe, foreign minister of Norway, on Friday.\nThe two promised to meet again by the end of next year.\n"
)
found: dict[tuple[str, int], Any] = {}


def listen() -> None:
    """From now on, notes each pattern that a module of ours compiles or uses."""
    real = re._compile  # type: ignore[attr-defined]

    def compiled(pattern: Any, flags: Any) -> Any:
        made = real(pattern, flags)
        if isinstance(made.pattern, str) and sys._getframe(2).f_globals.get("__name__", "").startswith("aidememoire"):
            found[made.pattern, made.flags] = made
        return made

    re._compile = compiled  # type: ignore[attr-defined]


def load() -> None:
    """Imports every module and reads the example, so that patterns made from words are made too."""
    import aidememoire

    for info in pkgutil.walk_packages(aidememoire.__path__, "aidememoire."):
        if not info.name.endswith("__main__"):
            importlib.import_module(info.name)
    import datetime as dt

    from aidememoire.model import Report
    from aidememoire.pipeline import find, load_parser
    from aidememoire.record.merge import merge_readings
    from aidememoire.views.brief import make_brief
    from aidememoire.views.page import brief_text

    day = dt.date(2019, 5, 10)
    readings = [
        find(Report(name, name, EXAMPLE * 2, None, name, None, day), load_parser()) for name in ("a" * 64, "b" * 64)
    ]
    brief_text(make_brief(merge_readings(readings), ("Norway",), day))


def seconds(pattern: Any, text: str, tries: int) -> float:
    """The shortest of some tries to find the pattern all through a text."""
    best = 1e9
    for _ in range(tries):
        began = time.process_time()
        for _ in pattern.finditer(text):
            pass
        best = min(best, time.process_time() - began)
    return best


def growth(pattern: Any, size: int, least: float) -> tuple[float, str]:
    """How much longer it takes for a text of four times the size, at worst; what takes less than `least` is 0."""
    worst = (0.0, "")
    for seed in SEEDS:
        short, long = ((seed * (n // len(seed) + 1))[:n] + "!" for n in (size, size * TIMES))
        if seconds(pattern, long, 1) >= least:
            worst = max(worst, (seconds(pattern, long, 3) / max(seconds(pattern, short, 5), 1e-6), seed))
    return worst


if __name__ == "__main__":
    listen()
    load()
    size, least = int(sys.argv[1]), float(sys.argv[2])
    for (words, _), each in sorted(found.items()):
        ratio, seed = growth(each, size, least)
        print(json.dumps({"pattern": words, "growth": ratio, "seed": seed}))
