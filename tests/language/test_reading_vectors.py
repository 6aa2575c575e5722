"""The vectors of texts: their shape, their length, and that near ones mean alike."""

import asyncio

import numpy as np
import pytest

from language.embedded.encoder.hashing import DIMENSIONS, HashingEncoder
from tests.language.reading import engine


def likeness(one: str, other: str) -> float:
    rows = HashingEncoder().encode([one, other])
    return float(rows[0] @ rows[1])


@pytest.mark.parametrize("texts", [[], ["hola"], ["hola", "", "👍", "how much is a roof?"]])
def test_every_text_is_a_row_of_length_one(texts: list[str]) -> None:
    rows = asyncio.run(engine().embed(texts))
    assert rows.shape == (len(texts), DIMENSIONS)
    assert rows.dtype == np.float32
    assert np.allclose(np.linalg.norm(rows, axis=1), 1, atol=1e-5)


def test_texts_of_one_meaning_lie_nearer_than_others() -> None:
    assert likeness("¿cuánto cuesta el techo?", "how much is the roof") > likeness(
        "¿cuánto cuesta el techo?", "buenas noches"
    )
    assert likeness("garantía del techo", "garantias de techos") > likeness("garantía del techo", "horario de atención")


def test_the_same_text_is_always_the_same_vector() -> None:
    first, second = (
        HashingEncoder().encode(["agendar una cita"]),
        HashingEncoder().encode(["agendar una cita"]),
    )
    assert first.tobytes() == second.tobytes()
