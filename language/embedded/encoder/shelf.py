"""Vectors in one SQLite file that processes share, by the encoder's name and the text's digest."""

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

import numpy as np

from language.embedded.encoder.shipped import digest_of
from language.embedded.encoder.short import Vector, long, short

_PATIENCE_S = 30.0
_AT_ONCE = 500
_TABLE = "CREATE TABLE IF NOT EXISTS short_vectors (id BLOB PRIMARY KEY, vector BLOB NOT NULL) WITHOUT ROWID"


class Shelf:
    """A cache: what cannot be read is made again, and what cannot be written is made again next time."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def taken(self, encoder: str, texts: Sequence[str]) -> dict[str, Vector]:
        """Those of the texts whose vectors are here."""
        ids = {digest_of(encoder, text): text for text in texts}
        found: dict[str, Vector] = {}
        try:
            with self._open() as rows:
                for some in _batches(list(ids)):
                    marks = ",".join("?" * len(some))
                    asked = f"SELECT id, vector FROM short_vectors WHERE id IN ({marks})"  # noqa: S608
                    found |= {ids[id_]: long(np.frombuffer(held, np.int8)) for id_, held in rows.execute(asked, some)}
        except sqlite3.DatabaseError:
            self._path.unlink(missing_ok=True)
        return found

    def put(self, encoder: str, vectors: Mapping[str, Vector]) -> None:
        held = [(digest_of(encoder, text), short(vector).tobytes()) for text, vector in vectors.items()]
        try:
            with self._open() as rows:
                rows.executemany("INSERT OR IGNORE INTO short_vectors VALUES (?, ?)", held)
                rows.commit()
        except sqlite3.OperationalError:
            return

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        with closing(sqlite3.connect(self._path, timeout=_PATIENCE_S)) as rows:
            rows.execute(_TABLE)
            yield rows


def _batches(ids: Sequence[bytes]) -> Iterator[Sequence[bytes]]:
    for start in range(0, len(ids), _AT_ONCE):
        yield ids[start : start + _AT_ONCE]
