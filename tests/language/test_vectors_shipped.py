"""Vectors that come with the packs: the same bits as those made here, complete, and never in the way."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from commerce.packs.load import available, load
from kit.settings import ROOT
from language.embedded.encoder.kept import MANY, Kept
from language.embedded.encoder.minilm import MiniLM
from language.embedded.encoder.shelf import Shelf
from language.embedded.encoder.shipped import FILE, Shipped, write
from language.embedded.encoder.short import long, short
from server.vectors import ship, texts_of

PACKS = ROOT / "packs"


class Counting:
    """An encoder whose vectors depend on the text alone, and that counts what it is asked."""

    name = "counting"
    dimensions = 8
    semantic = True

    def __init__(self) -> None:
        self.asked: list[str] = []

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        self.asked += texts
        rows = np.array([np.random.default_rng(list(text.encode())).normal(size=8) for text in texts], np.float32)
        return np.asarray(rows / np.linalg.norm(rows, axis=1, keepdims=True), np.float32)


def many(count: int = MANY) -> list[str]:
    return [f"text {number}" for number in range(count)]


@pytest.mark.parametrize("tenant", available(PACKS))
def test_every_text_that_a_first_start_asks_for_comes_with_the_packs(tenant: str) -> None:
    texts = texts_of(load(PACKS, tenant, None))
    missing = set(texts) - Shipped(PACKS).taken(MiniLM.name, texts).keys()
    assert not missing, f"{len(missing)} vectors are missing: run 'parley pack vectors'"


def test_a_short_vector_points_where_the_long_one_did() -> None:
    made = Counting().encode(many())
    kept = np.stack([long(short(row)) for row in made])
    assert np.allclose(np.linalg.norm(kept, axis=1), 1, atol=1e-6)
    assert (kept * made).sum(axis=1).min() > 0.999


def test_a_vector_is_the_same_whether_made_now_kept_or_shipped(tmp_path: Path) -> None:
    folder = tmp_path / "packs" / "one"
    folder.mkdir(parents=True)
    texts = many()
    write(folder / FILE, Counting.name, dict(zip(texts, Counting().encode(texts), strict=True)))
    shelf = Shelf(tmp_path / "vectors.sqlite")
    fresh = Kept(Counting()).encode(texts)
    put = Kept(Counting(), shelf).encode(texts)
    again = Kept(Counting(), shelf).encode(texts)
    shipped = Kept(Counting(), None, Shipped(tmp_path / "packs")).encode(texts)
    alone = np.concatenate([Kept(Counting()).encode([text]) for text in texts])
    for other in (put, again, shipped, alone):
        assert other.tobytes() == fresh.tobytes()


def test_what_is_shipped_is_not_made_again(tmp_path: Path) -> None:
    (tmp_path / "one").mkdir()
    texts = many()
    write(tmp_path / "one" / FILE, Counting.name, dict(zip(texts, Counting().encode(texts), strict=True)))
    encoder = Counting()
    Kept(encoder, None, Shipped(tmp_path)).encode([*texts, "new"])
    assert encoder.asked == ["new"]


def test_vectors_of_another_encoder_and_a_broken_file_are_as_if_they_were_not_there(tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
    write(tmp_path / "one" / FILE, "another", {"text 0": Counting().encode(["text 0"])[0]})
    (tmp_path / "two" / FILE).write_bytes(b"PK\x03\x04 and no more")
    assert Shipped(tmp_path).taken(Counting.name, ["text 0"]) == {}


def test_what_packs_share_is_shipped_once(tmp_path: Path) -> None:
    import shutil

    for name in ("_base", "colombiatic", "roofing"):
        shutil.copytree(PACKS / name, tmp_path / name, ignore=shutil.ignore_patterns(FILE))
    counts = dict(ship(tmp_path, Counting()))
    assert counts.keys() == {"_base", "colombiatic", "roofing"}
    assert counts["_base"] > counts["roofing"] > 0
    texts = texts_of(load(tmp_path, "roofing", None))
    assert Shipped(tmp_path).taken(Counting.name, texts).keys() == set(texts)
