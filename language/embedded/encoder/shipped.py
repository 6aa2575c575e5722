"""Vectors that come with the packs, so that a first start need not make them: ``vectors.npz`` beside the pack."""

import hashlib
import zipfile
from collections.abc import Mapping, Sequence
from functools import cached_property
from operator import itemgetter
from pathlib import Path

import numpy as np

from language.embedded.encoder.short import Short, Vector, long, short

FILE = "vectors.npz"
DIGEST = 16
"""Bytes of a text's digest."""


def digest_of(encoder: str, text: str) -> bytes:
    return hashlib.sha256(f"{encoder}\n{text}".encode(errors="surrogatepass")).digest()[:DIGEST]


class Shipped:
    """All the files of a folder of packs. A file that cannot be read is as if it were not there."""

    def __init__(self, packs: Path) -> None:
        self._packs = packs

    def taken(self, encoder: str, texts: Sequence[str]) -> dict[str, Vector]:
        """Those of the texts whose vectors are here."""
        ids = {text: digest_of(encoder, text) for text in texts}
        return {text: long(self._kept[id_]) for text, id_ in ids.items() if id_ in self._kept}

    @cached_property
    def _kept(self) -> dict[bytes, Short]:
        found: dict[bytes, Short] = {}
        for path in sorted(self._packs.glob(f"*/{FILE}")):
            found |= _read(path)
        return found


def write(path: Path, encoder: str, vectors: Mapping[str, Vector]) -> None:
    """The vectors by text, in an order that does not depend on how they came."""
    held = sorted(((digest_of(encoder, text), short(vector)) for text, vector in vectors.items()), key=itemgetter(0))
    ids = np.frombuffer(b"".join(id_ for id_, _ in held), np.uint8).reshape(-1, DIGEST)
    np.savez(path, ids=ids, vectors=np.stack([kept for _, kept in held]))


def _read(path: Path) -> dict[bytes, Short]:
    try:
        with path.open("rb") as raw, np.load(raw, allow_pickle=False) as file:
            ids, vectors = file["ids"], file["vectors"]
    except (OSError, ValueError, KeyError, zipfile.BadZipFile):
        return {}
    return {id_.tobytes(): vector for id_, vector in zip(ids, vectors, strict=True)}
