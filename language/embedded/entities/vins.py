"""Vehicle identification numbers, proven by their check digit (49 CFR 565.15)."""

import re
from collections.abc import Iterator

from language.embedded.entities.world import World, entity
from language.embedded.text import Text
from language.port import Entity

_SHAPE = re.compile(r"(?<![\w-])[a-z0-9](?:[ -]?[a-z0-9]){16}(?![\w-])")
_WORD = re.compile(r"\b[a-z]{4,}\b")
"""What stands among the groups of a VIN only by chance: one sentence in eleven has the right check digit."""

_LETTERS = dict(
    zip(
        "ABCDEFGHJKLMNPRSTUVWXYZ",
        (1, 2, 3, 4, 5, 6, 7, 8, 1, 2, 3, 4, 5, 7, 9, 2, 3, 4, 5, 6, 7, 8, 9),
        strict=True,
    )
)
_WEIGHTS = (8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2)
_MISREAD = str.maketrans("IOQ", "100")
"""Letters that no VIN has, and the digits that they are taken for."""


def find(text: Text, world: World) -> Iterator[Entity]:  # noqa: ARG001
    for found in _SHAPE.finditer(text.plain):
        typed = re.sub(r"[ -]", "", found.group()).upper()
        vin = typed.translate(_MISREAD)
        if 3 <= sum(char.isdigit() for char in vin) <= 15 and not _WORD.search(found.group()) and is_vin(vin):
            yield entity("vin", text, found.start(), found.end(), vin, 0.99 if vin == typed else 0.85)


def is_vin(vin: str) -> bool:
    """Whether the ninth place holds what the other sixteen make it."""
    values = [int(char) if char.isdigit() else _LETTERS[char] for char in vin]
    rest = sum(value * weight for value, weight in zip(values, _WEIGHTS, strict=True)) % 11
    return vin[8] == ("X" if rest == 10 else str(rest))
