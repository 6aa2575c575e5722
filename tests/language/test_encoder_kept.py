"""Vectors that were made before are not made again, in the process or from the file that processes share."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from language.embedded.encoder.kept import MANY, REMEMBERED, Kept
from language.embedded.encoder.shelf import Shelf


class Counting:
    """Counts the texts that it was given."""

    name = "counting-1"
    dimensions = 3
    semantic = True

    def __init__(self) -> None:
        self.seen: list[str] = []

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        self.seen += texts
        return np.array([[len(text), 1, 0] for text in texts], np.float32).reshape(len(texts), 3)


TEXTS = [f"text {place}" for place in range(MANY)]


def test_a_text_is_encoded_once_however_often_it_is_asked_for() -> None:
    inner = Counting()
    kept = Kept(inner)
    rows = kept.encode(["hola", "precio", "hola"])
    assert inner.seen == ["hola", "precio"]
    assert kept.encode(["precio"]).tobytes() == rows[1:2].tobytes()
    assert inner.seen == ["hola", "precio"]


def test_what_is_asked_for_rarely_is_forgotten() -> None:
    inner = Counting()
    kept = Kept(inner)
    kept.encode(["first"])
    kept.encode([f"text {place}" for place in range(REMEMBERED)])
    kept.encode(["first"])
    assert inner.seen.count("first") == 2


def test_another_process_finds_the_vectors_of_examples(tmp_path: Path) -> None:
    made = Kept(Counting(), Shelf(tmp_path / "vectors.sqlite")).encode(TEXTS)
    later = Counting()
    assert Kept(later, Shelf(tmp_path / "vectors.sqlite")).encode(TEXTS).tobytes() == made.tobytes()
    assert later.seen == []


def test_a_message_leaves_no_trace_in_the_file(tmp_path: Path) -> None:
    Kept(Counting(), Shelf(tmp_path / "vectors.sqlite")).encode(["my number is 300 123 4567"])
    assert not (tmp_path / "vectors.sqlite").exists()


def test_a_damaged_file_is_made_anew(tmp_path: Path) -> None:
    path = tmp_path / "vectors.sqlite"
    path.write_bytes(b"not a database" * 100)
    assert Kept(Counting(), Shelf(path)).encode(TEXTS).shape == (MANY, 3)
    later = Counting()
    Kept(later, Shelf(path)).encode(TEXTS)
    assert later.seen == []


def test_vectors_of_another_encoder_are_not_taken(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path / "vectors.sqlite")
    Kept(Counting(), shelf).encode(TEXTS)
    assert shelf.taken("counting-2", TEXTS) == {}
