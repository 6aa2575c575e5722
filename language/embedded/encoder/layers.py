"""The transformer's arithmetic, on the word pieces of one text: shape ``(pieces, width)``, single precision."""

import math
from dataclasses import dataclass

import numpy as np

from language.embedded.encoder.weights import Array, Weights

HEADS = 12
_EPSILON = np.float32(1e-12)
_HALF_ROOT = np.float32(math.sqrt(0.5))
_ERF_SCALE = np.float32(0.3275911)
_ERF = tuple(np.float32(each) for each in (1.061405429, -1.453152027, 1.421413741, -0.284496736, 0.254829592))


@dataclass(frozen=True, slots=True)
class Norm:
    """Layer normalisation."""

    scale: Array
    shift: Array

    @staticmethod
    def read(weights: Weights, prefix: str) -> "Norm":
        return Norm(weights.read(prefix + ".weight"), weights.read(prefix + ".bias"))

    def over(self, rows: Array) -> Array:
        """In place."""
        rows -= rows.mean(axis=1, keepdims=True)
        spread = np.einsum("ij,ij->i", rows, rows) / np.float32(rows.shape[1]) + _EPSILON
        rows /= np.sqrt(spread)[:, None]
        rows *= self.scale
        rows += self.shift
        return rows


@dataclass(frozen=True, slots=True)
class Linear:
    weight: Array
    bias: Array

    @staticmethod
    def read(weights: Weights, prefix: str) -> "Linear":
        return Linear(weights.turned(prefix + ".weight"), weights.read(prefix + ".bias"))

    def over(self, rows: Array) -> Array:
        told = rows @ self.weight
        told += self.bias
        return told


@dataclass(frozen=True, slots=True)
class Layer:
    """Attention, then a network of two linear layers, each added to what came in and normalised."""

    asked: Linear
    """Queries, keys and values side by side."""
    told: Linear
    first: Norm
    wide: Linear
    slim: Linear
    last: Norm

    @staticmethod
    def read(weights: Weights, prefix: str) -> "Layer":
        heads = [Linear.read(weights, f"{prefix}attention.self.{part}") for part in ("query", "key", "value")]
        return Layer(
            Linear(
                np.ascontiguousarray(np.concatenate([each.weight for each in heads], axis=1)),
                np.concatenate([each.bias for each in heads]),
            ),
            Linear.read(weights, prefix + "attention.output.dense"),
            Norm.read(weights, prefix + "attention.output.LayerNorm"),
            Linear.read(weights, prefix + "intermediate.dense"),
            Linear.read(weights, prefix + "output.dense"),
            Norm.read(weights, prefix + "output.LayerNorm"),
        )

    def over(self, hidden: Array, pieces: int) -> Array:
        """Rows of ``hidden`` after the first ``pieces`` are there to fill up, and are not attended to."""
        mixed = np.zeros_like(hidden)
        mixed[:pieces] = attended(self.asked.over(hidden)[:pieces])
        mixed = self.told.over(mixed)
        mixed += hidden
        hidden = self.first.over(mixed)
        wide = self.slim.over(gelu(self.wide.over(hidden)))
        wide += hidden
        return self.last.over(wide)


def attended(asked: Array) -> Array:
    """Scaled dot-product attention; ``asked`` holds queries, keys and values side by side."""
    pieces, width = len(asked), asked.shape[1] // 3
    query, key, value = asked.reshape(pieces, 3, HEADS, width // HEADS).transpose(1, 2, 0, 3)
    scores = query @ key.transpose(0, 2, 1)
    scores /= np.float32(math.sqrt(width / HEADS))
    scores -= scores.max(axis=-1, keepdims=True)
    np.exp(scores, out=scores)
    scores /= scores.sum(axis=-1, keepdims=True)
    return np.asarray((scores @ value).transpose(1, 0, 2).reshape(pieces, width), np.float32)


def gelu(rows: Array) -> Array:
    """``rows * (1 + erf(rows / sqrt 2)) / 2``, with the error function of Abramowitz and Stegun 7.1.26 (to 1.5e-7).

    A quarter of the time of SciPy's own, whose precision the other layers do not have.
    """
    size = np.abs(rows)
    size *= _HALF_ROOT
    step = _ERF_SCALE * size
    step += 1
    np.reciprocal(step, out=step)
    tail = _ERF[0] * step
    for term in _ERF[1:]:
        tail += term
        tail *= step
    size *= size
    np.negative(size, out=size)
    tail *= np.exp(size, out=size)
    tail *= np.abs(rows)
    tail *= np.float32(-0.5)
    tail += np.maximum(rows, 0)
    return tail
