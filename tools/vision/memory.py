"""A reader that knows the pictures it was shown, byte for byte."""

import hashlib

from tools.vision.port import Line, NothingLegibleError


class MemoryVision:
    def __init__(self) -> None:
        self._known: dict[str, list[Line]] = {}

    def show(self, image: bytes, lines: list[Line]) -> None:
        self._known[_digest(image)] = lines

    async def read(self, image: bytes) -> list[Line]:
        lines = self._known.get(_digest(image))
        if not lines:
            raise NothingLegibleError(f"No text was found in the picture of {len(image)} bytes.")
        return lines


def _digest(image: bytes) -> str:
    return hashlib.sha256(image).hexdigest()
