"""Vehicle identification numbers, proven by their check digit (49 CFR 565.15)."""

import re
from collections.abc import Iterator

from language.embedded.data import cue
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
_NEVER = str.maketrans("IOQ", "100")
"""Letters that no VIN has, and the digits that they are taken for."""
_ALIKE = {"S": "5", "5": "S", "B": "8", "8": "B", "Z": "2", "2": "Z", "G": "6", "6": "G"}
"""Signs that are read for each other; put right only where the check digit then fits, and in one way alone."""
_PROVING = frozenset({"US", "MX", "CA"})
"""Where every car that is sold has a check digit, as has every one that was built there (a first sign from 1 to 5)."""
_SERIAL = 4
"""The last signs, which are always digits."""
_CUE = re.compile(rf"\b{cue('vin_lead')}\b[^\d\n]{{0,12}}$")


def find(text: Text, world: World) -> Iterator[Entity]:
    """Proven ones; of cars that need no check digit also others, where a VIN was asked for or announced."""
    for found in _SHAPE.finditer(text.plain):
        typed = re.sub(r"[ -]", "", found.group()).upper()
        if not 3 <= sum(char.isdigit() for char in typed) <= 15 or _WORD.search(found.group()):
            continue
        told = world.asked("vin") or _CUE.search(text.plain, max(0, found.start() - 32), found.start())
        vin, sure = _read(typed, told=bool(told), region=world.region)
        if vin:
            yield entity("vin", text, found.start(), found.end(), vin, sure)


def _read(typed: str, *, told: bool, region: str) -> tuple[str | None, float]:
    vin = typed.translate(_NEVER)
    if is_vin(vin):
        return vin, 0.99 if vin == typed else 0.85
    mended = list(_mended(vin))
    if told and len(mended) == 1:
        return mended[0], 0.75
    unproven = told and region not in _PROVING and vin[0] not in "12345" and vin[-_SERIAL:].isdigit()
    return (vin, 0.4) if unproven else (None, 0.0)


def _mended(vin: str) -> Iterator[str]:
    """Every VIN that is one look-alike away and has the right check digit."""
    for place, char in enumerate(vin):
        other = _ALIKE.get(char)
        if other and not (place >= len(vin) - _SERIAL and other.isalpha()):
            changed = vin[:place] + other + vin[place + 1 :]
            if is_vin(changed):
                yield changed


def is_vin(vin: str) -> bool:
    """Whether the ninth place holds what the other sixteen make it."""
    values = [int(char) if char.isdigit() else _LETTERS[char] for char in vin]
    rest = sum(value * weight for value, weight in zip(values, _WEIGHTS, strict=True)) % 11
    return vin[8] == ("X" if rest == 10 else str(rest))
