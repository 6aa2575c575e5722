"""MiniLM: what is near, that company changes nothing, and weights that are not the known ones."""

from functools import lru_cache
from pathlib import Path

import numpy as np
import pytest

from language.embedded.encoder.layers import gelu
from language.embedded.encoder.minilm import MANY, MiniLM
from language.embedded.encoder.weights import FILE, Weights, WeightsError, weights_here

pytestmark = pytest.mark.skipif(weights_here() is None, reason="the weights are not installed")


@lru_cache(maxsize=1)
def encoder() -> MiniLM:
    folder = weights_here()
    assert folder is not None
    return MiniLM.load(folder)


def test_texts_of_one_meaning_are_near_without_a_word_in_common() -> None:
    asked, same, other = encoder().encode(["how much does it cost", "what is the price", "my roof is leaking"])
    assert asked @ same > 0.6 > 0.3 > asked @ other


def test_a_text_has_the_same_bytes_alone_and_among_many() -> None:
    texts = [f"{'very ' * (place % 7)}long message number {place}" for place in range(MANY)]
    together = encoder().encode(texts)
    assert all(
        encoder().encode([text])[0].tobytes() == row.tobytes() for text, row in zip(texts, together, strict=True)
    )


@pytest.mark.parametrize("text", ["", " ", "👍", "\x00", "word " * 3000])
def test_every_text_has_a_vector_of_length_one(text: str) -> None:
    rows = encoder().encode([text])
    assert rows.dtype == np.float32
    assert np.allclose(np.linalg.norm(rows, axis=1), 1, atol=1e-5)


def test_weights_that_are_not_the_known_ones_are_refused(tmp_path: Path) -> None:
    (tmp_path / FILE).write_bytes(b"\x00" * 64)
    with pytest.raises(WeightsError, match="SHA-256"):
        Weights(tmp_path / FILE)


def test_the_written_out_activation_is_the_exact_one() -> None:
    from scipy.special import erf

    at = np.linspace(-8, 8, 4001, dtype=np.float32)
    assert np.abs(gelu(at) - 0.5 * at * (1 + erf(at / np.sqrt(2)))).max() < 2e-6
