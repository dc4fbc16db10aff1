"""The small transformer of the second opinion in torch: MiniLM's six layers, heads over the word asked, export."""

# mypy: allow-untyped-calls, allow-subclassing-any, no-warn-return-any
# mypy: disable-error-code="import-not-found, import-untyped"

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn

from aidememoire.acts.opinion_model import INPUTS
from aidememoire.acts.opinion_ties import PLACES, RULED, WAYS

HEADS, WIDTH, LAYERS = 12, 384, 6
ROLES = 3
TRUST = 2.0  # log-odds


class Layer(nn.Module):
    """One layer of BERT: attention and a feed-forward net, each with a residual and a norm behind it."""

    def __init__(self, drop: float) -> None:
        super().__init__()
        self.query, self.key, self.value, self.out = (nn.Linear(WIDTH, WIDTH) for _ in range(4))
        self.up, self.down = nn.Linear(WIDTH, 4 * WIDTH), nn.Linear(4 * WIDTH, WIDTH)
        self.norm1, self.norm2 = nn.LayerNorm(WIDTH, eps=1e-12), nn.LayerNorm(WIDTH, eps=1e-12)
        self.drop = nn.Dropout(drop)

    def forward(self, x: Tensor, hidden: Tensor) -> Tensor:
        """`hidden` is added to the attention: very low where there is padding."""

        def split(t: Tensor) -> Tensor:
            return t.view(t.shape[0], t.shape[1], HEADS, WIDTH // HEADS).transpose(1, 2)

        q, k, v = split(self.query(x)), split(self.key(x)), split(self.value(x))
        weights = torch.softmax(q @ k.transpose(-1, -2) / (WIDTH // HEADS) ** 0.5 + hidden, dim=-1)
        mixed = (self.drop(weights) @ v).transpose(1, 2).reshape(x.shape)
        x = self.norm1(x + self.drop(self.out(mixed)))
        return self.norm2(x + self.drop(self.down(nn.functional.gelu(self.up(x)))))


class Net(nn.Module):
    """Sentences and questions in; the log-odds of kinds and statuses out."""

    def __init__(self, kinds: int, statuses: int, words: int, drop: float, layers: int = LAYERS) -> None:
        super().__init__()
        self.words, self.places = nn.Embedding(words, WIDTH), nn.Embedding(512, WIDTH)
        self.types, self.norm = nn.Embedding(2, WIDTH), nn.LayerNorm(WIDTH, eps=1e-12)
        self.layers = nn.ModuleList(Layer(drop) for _ in range(layers))
        self.drop = nn.Dropout(drop)
        self.mix = nn.Linear(2 * WIDTH, WIDTH)
        self.ties = nn.ModuleList(nn.Embedding(n, 32) for n in (len(RULED), len(WAYS), PLACES))
        self.role = nn.Sequential(nn.Linear(3 * WIDTH + 3 * 32, 128), nn.Tanh(), nn.Linear(128, ROLES))
        self.ruled_prior = nn.Embedding(len(RULED), ROLES)
        self.kind, self.status = nn.Linear(WIDTH, kinds), nn.Linear(WIDTH, statuses)
        self.cue_prior, self.told_prior = nn.Embedding(kinds, kinds), nn.Embedding(statuses, statuses)
        with torch.no_grad():  # to begin with, the rules are believed
            self.cue_prior.weight.copy_(TRUST * torch.eye(kinds))
            self.told_prior.weight.copy_(0.5 * TRUST * torch.eye(statuses))
            self.ruled_prior.weight.copy_(0.5 * TRUST * torch.eye(ROLES))

    def forward(
        self,
        ids: Tensor,
        mask: Tensor,
        row: Tensor,
        share: Tensor,
        cue: Tensor,
        told: Tensor,
        pair: Tensor,
        party: Tensor,
        ties: Tensor,
    ) -> tuple[Tensor, Tensor, Tensor]:
        """The log-odds before the softmax."""
        positions = torch.arange(ids.shape[1], device=ids.device)
        x = self.norm(self.words(ids) + self.places(positions) + self.types.weight[0])
        x = self.drop(x)
        hidden = (1.0 - mask[:, None, None, :].to(x.dtype)) * -1e4
        for layer in self.layers:
            x = layer(x, hidden)
        whole = mask.to(x.dtype) / mask.sum(1, keepdim=True).to(x.dtype)
        means = torch.bmm(whole[:, None, :], x)[:, 0]
        word = torch.bmm(share[:, None, :].to(x.dtype), x[row])[:, 0]
        both = self.drop(torch.tanh(self.mix(self.drop(torch.cat([word, means[row]], dim=-1)))))
        gate = (torch.rand(cue.shape[0], 1) > 0.3).to(x.dtype) / 0.7 if self.training else 1.0
        kinds, statuses = self.kind(both) + gate * self.cue_prior(cue), self.status(both) + gate * self.told_prior(told)
        who = torch.bmm(party[:, None, :].to(x.dtype), x[row[pair]])[:, 0]
        tied = [table(ties[:, i]) for i, table in enumerate(self.ties)]
        roles = self.role(self.drop(torch.cat([both[pair], who, word[pair], *tied], dim=-1)))
        roles = roles + self.ruled_prior(ties[:, 0])
        return kinds, statuses, roles


class Probabilities(nn.Module):
    """What is exported: the net with the softmax."""

    def __init__(self, net: Net) -> None:
        super().__init__()
        self.net = net

    def forward(self, *batch: Tensor) -> tuple[Tensor, ...]:
        """Probabilities of kinds, statuses and roles."""
        return tuple(torch.softmax(odds, -1) for odds in self.net(*batch))


@dataclass(frozen=True, slots=True)
class Names:
    """Where a layer's parts stand in a BERT checkpoint."""

    parts: tuple[tuple[str, str], ...] = (
        ("query", "attention.self.query"),
        ("key", "attention.self.key"),
        ("value", "attention.self.value"),
        ("out", "attention.output.dense"),
        ("norm1", "attention.output.LayerNorm"),
        ("up", "intermediate.dense"),
        ("down", "output.dense"),
        ("norm2", "output.LayerNorm"),
    )


def load_checkpoint(net: Net, folder: Path) -> None:
    """Fill the net with the published weights."""
    from safetensors.torch import load_file

    state: dict[str, Any] = load_file(folder / "model.safetensors")
    state = {name.removeprefix("bert."): value for name, value in state.items()}
    named = {
        "words.weight": state["embeddings.word_embeddings.weight"],
        "places.weight": state["embeddings.position_embeddings.weight"],
        "types.weight": state["embeddings.token_type_embeddings.weight"],
        "norm.weight": state["embeddings.LayerNorm.weight"],
        "norm.bias": state["embeddings.LayerNorm.bias"],
    }
    for i in range(len(net.layers)):
        for ours, theirs in Names().parts:
            for part in ("weight", "bias"):
                named[f"layers.{i}.{ours}.{part}"] = state[f"encoder.layer.{i}.{theirs}.{part}"]
    missing = net.load_state_dict(named, strict=False)
    if missing.unexpected_keys:
        raise ValueError(f"unknown weights: {missing.unexpected_keys}")


def export(net: Net, example: tuple[Tensor, ...], target: Path) -> None:
    """Write the net as int8 ONNX."""
    from onnxruntime.quantization import QuantType, quantize_dynamic

    whole = target.with_suffix(".float.onnx")
    names = list(INPUTS)
    sizes = {"ids": {0: "s", 1: "t"}, "mask": {0: "s", 1: "t"}, "row": {0: "q"}, "share": {0: "q", 1: "t"}}
    sizes |= {"cue": {0: "q"}, "told": {0: "q"}, "kinds": {0: "q"}, "statuses": {0: "q"}}
    sizes |= {"pair": {0: "p"}, "party": {0: "p", 1: "t"}, "ties": {0: "p"}, "roles": {0: "p"}}
    torch.onnx.export(
        Probabilities(net).eval(), example, str(whole), input_names=names, output_names=["kinds", "statuses", "roles"],
        dynamic_axes=sizes, opset_version=17, dynamo=False,
    )  # fmt: skip
    quantize_dynamic(str(whole), str(target), weight_type=QuantType.QInt8, per_channel=True)
    whole.unlink()
