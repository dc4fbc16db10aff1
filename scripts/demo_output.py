"""In: README.md and what scripts/demo.sh prints. Out: README.md with that output between its demo marks.

`python scripts/demo_output.py` fills the block; with --check it only says whether the block is the present output.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
README = ROOT / "README.md"
BEGIN, END = "<!-- demo -->", "<!-- /demo -->"


def demo() -> str:
    """What the demonstration prints, 100 columns wide and without colour, as when it is written to a file."""
    tool = Path(sys.executable).with_name("aidememoire")
    plain = {"COLUMNS": "100", "NO_COLOR": "1", "TERM": "dumb", "AIDEMEMOIRE": str(tool)}
    with tempfile.TemporaryDirectory() as work:
        command = ["sh", str(ROOT / "scripts" / "demo.sh"), work]
        done = subprocess.run(
            command, env={**os.environ, **plain}, stdout=subprocess.PIPE, encoding="utf-8", check=True
        )
        # The record stands in a folder of its own here; `make demo` puts it into build/.
        return done.stdout.replace(work, "build")


def filled(readme: str, output: str) -> str:
    """The README with this output between its marks."""
    head, _, rest = readme.partition(BEGIN)
    _, mark, tail = rest.partition(END)
    if not mark:
        raise SystemExit(f"README.md: no {BEGIN} … {END} in it. Put the two marks where the output is to stand.")
    lines = "\n".join(line.rstrip() for line in output.strip("\n").splitlines())
    return f"{head}{BEGIN}\n```text\n$ make demo\n{lines}\n```\n{END}{tail}"


def main() -> int:
    """The command: fills the block, or with --check gives 1 where it differs."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="change nothing; status 1 where the block differs")
    only_check = parser.parse_args().check
    old = README.read_text("utf-8")
    new = filled(old, demo())
    if only_check:
        print("README.md: the demo block is " + ("up to date" if new == old else "old: run scripts/demo_output.py"))
        return int(new != old)
    README.write_text(new, "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
