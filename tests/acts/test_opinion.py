"""The second opinion: what is asked, what a judgement does to an act, and that the rules go on without it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

import pytest

from aidememoire.acts import find_acts, opinion
from aidememoire.acts.cues import match_cues
from aidememoire.acts.opinion import Cuts, decide
from aidememoire.acts.opinion_model import LABELS, Judgement, Opinion, make_batch
from aidememoire.acts.opinion_pool import SUFFIX, Question, named_parties, questions
from aidememoire.acts.scene import Scene, make_scene
from aidememoire.find.parse import load_parser
from aidememoire.model import KINDS, STATUSES, Report, Span
from aidememoire.pipeline import find_layers

CUTS = Cuts(keep=0.4, change=0.6, open=0.6, status=0.7, actor=0.5, recipient=0.5)
ALONE = {"act": 1.0}  # the opinion's own probability decides


def scene_of(text: str) -> Scene:
    """The one sentence of a text, parsed."""
    findings = find_layers(Report("r", "r.txt", text))
    (sentence,) = [s for s in findings.sentences if s.part == "body"]
    (doc,) = load_parser().parse([sentence.span.of(text)])
    return make_scene(findings, sentence, doc)


def judgement(kind: str, sure: float, status: str = "done", status_sure: float = 0.5) -> Judgement:
    """This sure of one kind and of "none" for the rest; the other statuses share what is left."""
    kinds = {kind: sure, "none": 1.0 - sure} if kind != "none" else {"none": sure, "meet": 1.0 - sure}
    rest = (1.0 - status_sure) / (len(STATUSES) - 1)
    return Judgement(
        tuple(kinds.get(name, 0.0) for name in LABELS),
        tuple(status_sure if name == status else rest for name in STATUSES),
    )


NO = judgement("none", 1.0)
TEXT = "Norway rejected a Danish plan on Tuesday."


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (judgement("reject", 0.9), ("reject", "REJECT", "done", False)),
        (judgement("accuse", 0.9), ("accuse", "ACCUSE", "done", True)),
        (judgement("accuse", 0.5), ("reject", "REJECT", "done", False)),
        (judgement("reject", 0.9, "possible", 0.9), ("reject", "REJECT", "possible", False)),
        (judgement("reject", 0.9, "possible", 0.6), ("reject", "REJECT", "done", False)),
        (judgement("none", 0.9), None),
    ],
)
def test_a_cue_is_kept_changed_or_dropped(said: Judgement, expected: tuple[str, str, str, bool] | None) -> None:
    """A sure judgement changes kind, class and status together, an unsure one nothing, and "none" drops the act."""
    scene = scene_of(TEXT)
    hits = questions(scene, match_cues(scene.doc))[1]
    acts = decide(scene, hits, [said if h.head.text == "rejected" else NO for h in hits], CUTS, ALONE)
    got = [(a.kind, a.plover, a.status, a.rule.endswith(SUFFIX)) for a in acts]
    assert got == ([expected] if expected else [])


def test_a_word_without_a_cue_can_open_an_act() -> None:
    """Where no rule has a cue, a sure kind makes an act, and its rule says whose it is."""
    scene = scene_of("Norway jilted Denmark on Tuesday.")
    asked, hits = questions(scene, match_cues(scene.doc))
    number = next(i for i, h in enumerate(hits) if h.head.text == "jilted")
    assert asked[number].kind is None
    said = [judgement("reject", 0.8) if i == number else NO for i in range(len(hits))]
    (act,) = decide(scene, hits, said, CUTS, ALONE)
    assert (act.kind, act.actors, act.recipients, act.confidence) == ("reject", ("Norway",), ("Denmark",), 0.8)
    assert act.rule.endswith(SUFFIX)


@pytest.mark.parametrize("text", [TEXT, "Peru’s envoys met Chile’s in Lima — again — and talks collapsed."])
def test_questions_point_at_their_words(text: str) -> None:
    """Each question's span is its hit's head in the sentence, and each head is asked about once."""
    scene = scene_of(text)
    asked, hits = questions(scene, match_cues(scene.doc))
    assert [q.span.of(q.text) for q in asked] == [h.head.text for h in hits]
    bare = [q.span for q in asked if q.kind is None]
    assert len(set(bare)) == len(bare)


@pytest.mark.parametrize("name", [None, "no-such-opinion"])
def test_without_weights_there_is_no_opinion(name: str | None) -> None:
    """The rules go on alone where no weights are asked for or shipped."""
    assert opinion.load(name) is None


def test_the_opinion_names_the_agent_only_where_the_rules_find_none() -> None:
    """A likely party becomes the actor of an act without an agent, and never takes the place of one the rules found."""
    roles = {"Peru": (0.9, 0.05, 0.05), "Chile": (0.1, 0.8, 0.1)}
    for text, actors in (
        ("For Peru the deal was struck under pressure from Chile.", ("Peru",)),
        ("Chile struck a deal with Peru.", ("Chile", "Peru")),
    ):
        scene = scene_of(text)
        hits = questions(scene, match_cues(scene.doc))[1]
        named = tuple(roles[m.name] for m in named_parties(scene))
        sure = replace(judgement("agree", 0.95), roles=named)
        said = [sure if h.head.text in ("struck", "deal") else NO for h in hits]
        found = {act.actors for act in decide(scene, hits, said, CUTS, ALONE) if act.kind == "agree"}
        assert found == {actors}, text


def test_confidence_weighs_the_signs() -> None:
    """The same act is kept or dropped as the weights of its signs say; without weights it is a toss-up."""
    scene = scene_of(TEXT)
    hits = questions(scene, match_cues(scene.doc))[1]
    said = [judgement("reject", 0.9) if h.head.text == "rejected" else NO for h in hits]
    (even,) = decide(scene, hits, said, CUTS, {})
    assert even.confidence == 0.5
    assert decide(scene, hits, said, CUTS, {"act": 1.0, "always": -5.0}) == []


@dataclass(frozen=True)
class Read:
    """What a tokenizer gives for a sentence."""

    ids: list[int]
    offsets: list[tuple[int, int]]


class Words:
    """A tokenizer that cuts at blanks, with an empty piece before and after, and reads no more than so many words."""

    def __init__(self, most: int) -> None:
        self.most = most

    def encode_batch(self, texts: list[str]) -> list[Read]:
        """One Read a sentence."""
        spans = [[m.span() for m in re.finditer(r"\S+", text)][: self.most] for text in texts]
        return [Read(list(range(len(s) + 2)), [(0, 0), *s, (0, 0)]) for s in spans]


@pytest.mark.parametrize("most", [2, 100])
def test_a_batch_shares_each_word_among_its_pieces(most: int) -> None:
    """Each word and party has pieces whose shares add up to 1, also where the sentence was cut before it."""
    one = Question("Peru met Chile .", Span(5, 8), "meet", "done", (Span(0, 4), Span(9, 14)))
    two = Question("They will talk to Bolivia again .", Span(10, 14), None, "planned", (Span(18, 25),))
    batch = make_batch(Words(most), [one, two])
    assert batch.row.tolist() == [0, 1] and batch.pair.tolist() == [0, 0, 1]
    for share in (*batch.share.tolist(), *batch.party.tolist()):
        assert sum(share) == pytest.approx(1.0)
    assert batch.share[0].argmax() == 2 and batch.party[0].argmax() == 1
    assert batch.cue.tolist() == [KINDS.index("meet"), LABELS.index("none")]


class Saying(Opinion):
    """An opinion that is sure of one kind for every cue, and of "none" elsewhere."""

    def __init__(self, kind: str) -> None:
        super().__init__(None, None, {"cuts": {"change": 0.6}, "weights": ALONE})
        self.says = kind

    def judge(self, asked: Sequence[Question]) -> list[Judgement]:
        """The same of every cue."""
        return [judgement(self.says, 0.9) if q.kind else NO for q in asked]


@pytest.mark.parametrize(("kind", "kinds"), [("reject", ["reject"]), ("accuse", ["accuse"]), ("none", [])])
def test_reading_asks_the_opinion_it_is_given(kind: str, kinds: list[str]) -> None:
    """`find_acts` with an opinion gives the acts that it lets stand; without one those of the rules."""
    findings = find_layers(Report("r", "r.txt", TEXT))
    assert [a.kind for a in find_acts(findings, load_parser(), Saying(kind))] == kinds
    assert [a.kind for a in find_acts(findings, load_parser())] == ["reject"]
