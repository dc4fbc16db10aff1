"""Acts told by many reports, drawn by hypothesis: few names and days, so that many are nearly the same event."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from aidememoire.model import Reading
from making import make_act, make_reading, make_report

ACTS = st.fixed_dictionaries(
    {
        "kind": st.sampled_from(["meet", "agree", "sign", "demand"]),
        "actors": st.sampled_from([("Norway",), ("Norway", "Denmark")]),
        "recipients": st.sampled_from([(), ("Denmark",), ("Denmark",)]),
        "persons": st.sampled_from([(), ("Ida Moe",), ("Per Lund",)]),
        "when": st.sampled_from([None, "2019-05-09", "2019-05", "2019-05/2019-08", "2018", "2018-12-31", "../2019-05"]),
        "due": st.sampled_from([None, None, "2019-12", "../2019-12-31", "2019"]),
        "where": st.sampled_from([None, "Oslo", "Norway", "Bergen", "Rome"]),
        "matter": st.sampled_from([None, "cod quotas", "the quotas of cod", "gas", "Thursday"]),
        "instrument": st.sampled_from([None, None, "Fish Treaty", "Gas Treaty"]),
        "status": st.sampled_from(["done", "ongoing", "planned", "denied"]),
        "negated": st.booleans(),
        "confidence": st.sampled_from([0.25, 0.75, 1.0]),
    }
)
SENTENCES = st.sampled_from(["Both say so.", "Envoys sat together over fish.", "Envoys of both sat over fish."])
DAYS = st.sampled_from([None, "2018-12-30", "2019-01-02", "2019-05-10", "2019-05-12", "2019-05-16"])
OUTLETS = st.sampled_from([None, "Example Post", "Example Wire"])
LONG = " ".join(f"Sentence {n} tells what envoy {n * 7} said about quota {n * 13}." for n in range(12))


@st.composite
def readings(draw: Any) -> list[Reading]:
    """Reports of some acts each, some of them reprints of one text."""
    found: dict[str, Reading] = {}
    for n in range(draw(st.integers(1, 6))):
        told = draw(st.lists(st.tuples(SENTENCES, ACTS), max_size=3))
        lines = [*dict.fromkeys(sentence for sentence, _ in told), LONG if draw(st.booleans()) else f"Paper {n}."]
        report = make_report("\n".join(lines), draw(OUTLETS), draw(DAYS))
        acts = {act.id: act for sentence, fields in told for act in [make_act(report, sentence, **fields)]}
        found[report.id] = make_reading(report, *acts.values())
    return list(found.values())
