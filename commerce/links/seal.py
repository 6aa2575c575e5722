"""What makes a link one that nobody can guess or change: whoever has it may see what it leads to."""

import hashlib
import hmac
from dataclasses import dataclass

_BETWEEN = b"\x1f"
"""Stands between the parts, so that no two lists of them read alike."""


@dataclass(frozen=True, slots=True)
class Seal:
    """``key`` is the own one of a purpose. ``length``: bytes that a link carries; 10, 80 bits, are beyond guessing."""

    key: bytes
    length: int

    def of(self, *parts: bytes) -> bytes:
        return hmac.digest(self.key, _BETWEEN.join(parts), hashlib.sha256)[: self.length]

    def holds(self, given: bytes, *parts: bytes) -> bool:
        return hmac.compare_digest(given, self.of(*parts))
