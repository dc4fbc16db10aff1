"""What the rules of times and acts call EDTF is EDTF, by the field's own parser."""

from __future__ import annotations

import pytest
from edtf import parse_edtf

from aidememoire.find.times import bounds
from aidememoire.rules import data_names, load_toml

EXAMPLES = [example for path in data_names("langs/en", ".toml") for example in load_toml(path).get("example", [])]
VALUES = sorted(
    {found["edtf"] for e in EXAMPLES for found in e.get("found", []) if isinstance(found, dict) and found.get("edtf")}
)


@pytest.mark.parametrize("value", VALUES)
def test_every_value_of_the_examples_is_edtf(value: str) -> None:
    """The edtf package reads it, and sees the same first day that `bounds` gives."""
    parsed = parse_edtf(value.split("T")[0] if "T" in value else value)
    earliest, _ = bounds(value)
    if earliest is not None:
        assert tuple(parsed.lower_strict()[:3]) == (earliest.year, earliest.month, earliest.day)
