"""Whole sentences in, acts out: sides, status, times, places, conditions and voices, by the rules alone."""

from __future__ import annotations

import datetime as dt

import pytest

from aidememoire.acts import score
from aidememoire.find.parse import load_parser
from aidememoire.model import Act, Report
from aidememoire.pipeline import find

# a sentence, and one of its acts: kind, status, actors -> recipients, then what else must be told
DRAWN = [
    ("Norway rejected Denmark's offer on fishing quotas.", "reject done: Norway -> Denmark"),
    ("The islands were seized by Norway in 1945.", "coerce done: Norway -> | when=1945"),
    ("Chile's decision to leave the treaty was criticised by Peru.", "accuse done: Peru -> Chile"),
    (
        "Kenya plans to host Uganda and Rwanda in Nairobi next month.",
        "meet planned: Kenya -> Uganda, Rwanda | when=2024-06 where=Nairobi",
    ),
    ("Chile has yet to sign the agreement with Peru.", "agree denied: Chile, Peru ->"),
    ("Peru failed to reach agreement with Chile on Monday.", "agree denied: Peru, Chile -> | when=2024-05-13 due=None"),
    ("Talks between Egypt and Sudan were held in Geneva on Friday.", "meet done: Egypt, Sudan -> | where=Geneva"),
    ("Egypt made an offer to Sudan last week.", "propose done: Egypt -> Sudan"),
    ("Norway would not accept the plan, and urged Denmark to withdraw it.", "demand done: Norway -> Denmark"),
    ("Denmark and Norway, which fought a war in 1801, met in Oslo.", "assault done: Denmark, Norway -> | when=1801"),
    (
        "“We reject this plan,” Peru's foreign minister, Ana Rios, told reporters on Tuesday.",
        "reject ongoing: Peru -> | when=2024-05-14 said_by=Ana Rios",
    ),
    (
        "Chile will lift the sanctions on Peru once a border treaty is signed.",
        "concede conditional: Chile -> Peru | condition=once a border treaty is signed",
    ),
    (
        "Peru agreed to hand over the port to Chile after the conclusion of a treaty.",
        "agree conditional: Peru -> Chile | condition=after the conclusion of a treaty",
    ),
    (
        "Chile threatened to recall its ambassador from Peru by the end of June.",
        "threaten done: Chile -> Peru | due=../2024-06-30",
    ),
    (
        "In the 1929 Treaty of Lima, Chile agreed to return the town to Peru.",
        "agree done: Chile -> Peru | when=1929",
    ),
    (
        "Chile proposed in March a new round of talks. Peru rejected the proposal.",
        "reject done: Peru -> Chile | when=2024-03",
    ),
    ("“Denmark must close the port,” the Norwegian foreign minister said.", "demand done: Norway -> Denmark"),
    ("They sailed around the Norway-held, Denmark-claimed islands.", "hold ongoing: Norway -> Denmark"),
    (
        "Norwegian President Erik Holm and Danish Premier Lars Berg agreed on Monday in Oslo to open the border.",
        "agree done: Norway, Denmark -> | persons=Erik Holm, Lars Berg where=Oslo",
    ),
    ("Hamas freed hostages under a truce brokered by Qatar, and Israel freed prisoners.", "concede done: Israel ->"),
    ("Peru and Chile held a third round of talks in Lima.", "meet done: Peru, Chile -> | where=Lima"),
    # whose subject stands farther away, or is only meant
    ("Peru's president is due to fly to Chile in June.", "meet planned: Peru -> Chile | when=2024-06"),
    ("Chile appeared opposed to the plan of Peru.", "reject done: Chile -> Peru"),
    ("Chile's president was elected after promising to open the port to Peru.", "promise done: Chile -> Peru"),
    ("Peru envied Chile for releasing the sailors.", "concede done: Chile ->"),
    ("Peru said the situation was grave but warned that the border would be closed.", "threaten done: Peru ->"),
    ("Chile said that 40 firms would be added to its sanctions list.", "sanction planned: Chile ->"),
    ("Peruvian troops will be withdrawn from the port in June.", "withdraw planned: Peru -> | when=2024-06"),
    ("Chilean officials trembled when they signed the treaty with Peru.", "sign done: Chile, Peru ->"),
    ("Chile closed the border on Monday. The army seized the port.", "coerce done: Chile ->"),
    ("Kenya noted differences over Peruvian plans to build a naval base.", "mobilise planned: Peru ->"),
    ("Uganda pointed to Kenya's timetable for pulling out troops.", "withdraw done: Kenya ->"),
    ("Chile broke the rules with its test of a missile.", "mobilise done: Chile ->"),
]  # fmt: skip


@pytest.fixture(autouse=True)
def rules_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """The learned score is not asked."""
    monkeypatch.setattr(score, "load_weights", dict)


def read(text: str) -> tuple[Act, ...]:
    """The acts of a report of 15 May 2024."""
    return find(Report("r", "r", text, published=dt.date(2024, 5, 15)), load_parser()).acts


def told(act: Act, name: str) -> str:
    """One field as the table writes it."""
    value = getattr(act, name)
    if name == "said_by":
        return ", ".join(voice.name for voice in value)
    return ", ".join(value) if isinstance(value, tuple) else str(value)


@pytest.mark.parametrize(("text", "drawn"), DRAWN)
def test_a_sentence_tells_the_act_drawn_beside_it(text: str, drawn: str) -> None:
    """Kind, status and sides are as drawn, and so is every further field that is named."""
    head, _, fields = drawn.partition(" |")
    lines = {f"{a.kind} {a.status}: {', '.join(a.actors)} -> {', '.join(a.recipients)}".strip(): a for a in read(text)}
    assert head in lines
    pairs = fields.replace(" where=", "\nwhere=").replace(" due=", "\ndue=").replace(" said_by=", "\nsaid_by=")
    for name, _, value in (pair.strip().partition("=") for pair in pairs.splitlines() if pair.strip()):
        assert told(lines[head], name) == value


SILENT = [
    "Kenya's president spoke about the weather.",
    "The committee of the club met in its house and agreed on a new cook.",
    "The Oslo Courier printed an article \"Chile attacks Peru\".",
    "Norway's currency rose against the dollar.",
    "Norway sold a house. A foreign army seized the port.",
    "“They attacked the village,” Norway's minister said.",
    "Pakistan's prime minister escaped an assassination attempt near his house.",
]  # fmt: skip


@pytest.mark.parametrize("text", SILENT)
def test_what_is_no_act_of_a_known_side_tells_none(text: str) -> None:
    """No row where nobody can be said to act."""
    assert read(text) == ()


def test_the_same_meeting_told_twice_is_one_act() -> None:
    """The fullest telling stays."""
    acts = read("Peru and Chile met in Lima on Monday. After the meeting Peru and Chile left.")
    assert [(a.kind, a.where) for a in acts if a.kind == "meet"] == [("meet", "Lima")]


def test_a_noun_of_another_agent_is_an_act_of_its_own() -> None:
    """ "Rebuffed demands by Chile" is a refusal of Peru and a demand of Chile."""
    acts = read("Peru rebuffed demands by Chile that it open the port.")
    assert {(a.kind, a.actors) for a in acts} == {("reject", ("Peru",)), ("demand", ("Chile",))}


def test_a_disputed_place_goes_from_its_holder_to_its_claimant() -> None:
    """Where a return names nobody, the table of disputed places tells who is meant."""
    acts = read("The return of Shikotan may become the subject of the talks.")
    assert [(a.kind, a.status, a.actors, a.recipients) for a in acts if a.kind == "concede"] == [
        ("concede", "possible", ("Russia",), ("Japan",))
    ]


def test_the_score_keeps_what_is_sure_and_says_how_sure(monkeypatch: pytest.MonkeyPatch) -> None:
    """Below the threshold a candidate is dropped; confidence is a probability."""
    monkeypatch.setattr(score, "load_weights", lambda: {score.BIAS: 1.0, score.THRESHOLD: 0.5})
    assert [a.confidence for a in read("Norway rejected Denmark's plan.")] == [0.731]
    monkeypatch.setattr(score, "load_weights", lambda: {score.BIAS: -1.0, score.THRESHOLD: 0.5})
    assert read("Norway rejected Denmark's plan.") == ()
