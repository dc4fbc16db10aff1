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
from aidememoire.acts.opinion_pool import SUFFIX, Question, bare_questions, named_parties, questions
from aidememoire.acts.opinion_ties import RULED, WAYS
from aidememoire.acts.scene import Scene, make_scene
from aidememoire.find.parse import load_parser
from aidememoire.model import KINDS, STATUSES, Act, Report, Span
from aidememoire.pipeline import find_layers

CUTS = Cuts(keep=0.4, change=0.6, status=0.7, actor=0.5, recipient=0.5, instead=0.7, doubt=0.2)
ALONE = {"act": 1.0}  # the opinion's own probability decides


def scene_of(text: str) -> Scene:
    """The one sentence of a text, parsed."""
    findings = find_layers(Report("r", "r.txt", text))
    (sentence,) = [s for s in findings.sentences if s.part == "body"]
    (doc,) = load_parser().parse([sentence.span.of(text)])
    return make_scene(findings, sentence, doc)


def decided(scene: Scene, said: dict[str, Judgement], weights: dict[str, float]) -> list[Act]:
    """What stands when these words are judged so, and the others are no act."""
    hits = match_cues(scene.doc)
    judged = [said.get(hit.head.text, NO) for hit in hits]
    return decide(scene, hits, questions(scene, hits)[1], judged, CUTS, weights)


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
    acts = decided(scene, {"rejected": said}, ALONE)
    got = [(a.kind, a.plover, a.status, a.rule.endswith(SUFFIX)) for a in acts]
    assert got == ([expected] if expected else [])


@pytest.mark.parametrize("text", [TEXT, "Peru’s envoys met Chile’s in Lima — again — and talks collapsed."])
def test_questions_point_at_their_words(text: str) -> None:
    """Each question's span is its hit's head in the sentence, and no other word is asked about twice."""
    scene = scene_of(text)
    hits = match_cues(scene.doc)
    asked, _ = questions(scene, hits)
    bare, others = bare_questions(scene, hits)
    assert [q.span.of(q.text) for q in (*asked, *bare)] == [h.head.text for h in (*hits, *others)]
    assert all(q.kind for q in asked) and not any(q.kind for q in bare)
    assert len({q.span for q in bare} - {q.span for q in asked}) == len(bare)


@pytest.mark.parametrize(
    ("text", "word", "ties"),
    [
        (TEXT, "rejected", {"Norway": ("actor", "below subject"), "Denmark": ("recipient", "deep")}),
        (
            "Peru was sanctioned by Chile.",
            "sanctioned",
            {"Peru": ("recipient", "below passive"), "Chile": ("actor", "below by")},
        ),
        (
            "Peru wants to sanction Chile.",
            "sanction",
            {"Peru": ("actor", "across subject"), "Chile": ("recipient", "below object")},
        ),
    ],
)
def test_ties_say_how_a_party_hangs_on_the_word(text: str, word: str, ties: dict[str, tuple[str, str]]) -> None:
    """Of each party: what the rules take it for, and the way to it in the parse."""
    scene = scene_of(text)
    asked, _ = questions(scene, match_cues(scene.doc))
    (question,) = [q for q in asked if q.span.of(q.text) == word]
    named = [party.mention.name for party in named_parties(scene)]
    found = {name: (RULED[t[0]], WAYS[t[1]]) for name, t in zip(named, question.ties, strict=True)}
    assert found == ties


@pytest.mark.parametrize("name", [None, "no-such-opinion"])
def test_without_weights_there_is_no_opinion(name: str | None) -> None:
    """The rules go on alone where no weights are asked for or shipped."""
    assert opinion.load(name) is None


@pytest.mark.parametrize(
    ("text", "word", "roles", "actors"),
    [
        ("For Peru the deal was struck under pressure from Chile.", "struck", {"Peru": 0.9, "Chile": 0.1}, ("Peru",)),
        ("For Peru the deal was struck under pressure from Chile.", "struck", {"Peru": 0.4, "Chile": 0.4}, None),
        ("Chile sanctioned Peru.", "sanctioned", {"Chile": 0.3, "Peru": 0.9}, ("Chile",)),
        ("Chile sanctioned Peru.", "sanctioned", {"Chile": 0.1, "Peru": 0.6}, ("Chile",)),
        ("Chile sanctioned Peru.", "sanctioned", {"Chile": 0.1, "Peru": 0.9}, ("Peru",)),
    ],
)
def test_the_opinion_names_the_agent_where_the_rules_find_none_or_a_doubtful_one(
    text: str, word: str, roles: dict[str, float], actors: tuple[str, ...] | None
) -> None:
    """A likely party becomes the actor of an act without an agent, and takes the place only of one that is doubted."""
    scene = scene_of(text)
    named = tuple((roles[p.mention.name], 0.0, 1.0 - roles[p.mention.name]) for p in named_parties(scene))
    sure = replace(judgement("sanction" if word == "sanctioned" else "agree", 0.95), roles=named)
    found = decided(scene, {word: sure, "deal": sure}, ALONE)
    assert {act.actors for act in found} == ({actors} if actors else set())


def test_confidence_weighs_the_signs() -> None:
    """The same act is kept or dropped as the weights of its signs say; without weights it is a toss-up."""
    scene = scene_of(TEXT)
    said = {"rejected": judgement("reject", 0.9)}
    (even,) = decided(scene, said, {})
    assert even.confidence == 0.5
    assert decided(scene, said, {"act": 1.0, "always": -5.0}) == []


@dataclass(frozen=True)
class Read:
    """What a tokenizer gives for a sentence."""

    ids: list[int]
    offsets: list[tuple[int, int]]


class Words:
    """A tokenizer that cuts at blanks, with an empty piece before and after, and reads no more than so many words."""

    def __init__(self, most: int) -> None:
        self.most = most

    def encode(self, text: str) -> Read:
        """The Read of one sentence."""
        spans = [m.span() for m in re.finditer(r"\S+", text)][: self.most]
        return Read(list(range(len(spans) + 2)), [(0, 0), *spans, (0, 0)])


@pytest.mark.parametrize("most", [2, 100])
def test_a_batch_shares_each_word_among_its_pieces(most: int) -> None:
    """Each word and party has pieces whose shares add up to 1, also where the sentence was cut before it."""
    ties = ((0, 1, 2), (1, 2, 3), (2, 3, 4))
    one = Question("Peru met Chile .", Span(5, 8), "meet", "done", (Span(0, 4), Span(9, 14)), ties[:2])
    two = Question("They will talk to Bolivia again .", Span(10, 14), None, "planned", (Span(18, 25),), ties[2:])
    batch = make_batch(Words(most), [one, two])
    assert batch.row.tolist() == [0, 1] and batch.pair.tolist() == [0, 0, 1]
    assert batch.ties.tolist() == [list(tie) for tie in ties]
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
