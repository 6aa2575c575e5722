"""Ids are an input too: random in service, derived where a run has to repeat."""

import hashlib
import uuid
from typing import Protocol

_SPACE = uuid.UUID("8b0e7d6c-6f3e-4e0e-9a55-0f6d2a7f2c11")
_ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"


class Ids(Protocol):
    def new(self) -> uuid.UUID: ...


class RandomIds:
    def new(self) -> uuid.UUID:
        return uuid.uuid4()


class SeededIds:
    """The same seed gives the same ids in the same order."""

    def __init__(self, seed: str) -> None:
        self._seed = seed
        self._count = 0

    def new(self) -> uuid.UUID:
        self._count += 1
        return derived(self._seed, str(self._count))


def derived(*parts: str) -> uuid.UUID:
    """The id that always belongs to ``parts``: an effect's idempotency key, a row made once per turn."""
    return uuid.uuid5(_SPACE, "\x1f".join(parts))


def reference(prefix: str, *parts: str, length: int = 6) -> str:
    """A short reference that a person can read aloud (no 0/O, 1/I), always the same for ``parts``."""
    number = int.from_bytes(hashlib.sha256("\x1f".join(parts).encode()).digest(), "big")
    letters = []
    for _ in range(length):
        number, index = divmod(number, len(_ALPHABET))
        letters.append(_ALPHABET[index])
    return f"{prefix}-{''.join(letters)}"
