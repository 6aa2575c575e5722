"""From what a simulated customer means to what it writes: sayings by language, roughened by its way of writing."""

import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random

import yaml

_SAYINGS = Path(__file__).parent / "sayings"
_SLOT = re.compile(r"(\{\w+\})")
_LONG_ENOUGH = 5
"""Letters from which a word may lose one and still be read by people."""


@dataclass(frozen=True)
class Style:
    """A way of writing. ``slips`` is the share of longer words with a letter wrong."""

    lower: bool
    bare: bool
    """Without accents and opening marks."""
    slips: float


def say(kind: str, language: str, style: Style, chance: Random, /, **values: str) -> str:
    """One of the sayings of that kind. What fills the braces is written as it is: nobody misspells their own mail."""
    parts = _SLOT.split(chance.choice(sayings(language)[kind]))
    return "".join(values[part[1:-1]] if _SLOT.fullmatch(part) else _rough(part, style, chance) for part in parts)


@cache
def sayings(language: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = yaml.safe_load((_SAYINGS / f"{language}.yaml").read_text(encoding="utf-8"))
    return found


def plain(text: str) -> str:
    """Without accents and opening marks, as people write on a phone."""
    split = unicodedata.normalize("NFD", text.replace("¿", "").replace("¡", ""))
    return unicodedata.normalize("NFC", "".join(char for char in split if not unicodedata.combining(char)))


def _rough(text: str, style: Style, chance: Random) -> str:
    if style.bare:
        text = plain(text)
    if style.lower:
        text = text.lower()
    return re.sub(r"[^\W\d_]+", lambda word: _slip(word.group(), style, chance), text)


def _slip(word: str, style: Style, chance: Random) -> str:
    """Two neighbouring letters swapped, or one left out, inside the word."""
    if len(word) < _LONG_ENOUGH or chance.random() >= style.slips:
        return word
    at = chance.randrange(1, len(word) - 2)
    if chance.random() < 0.5:
        return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    return word[:at] + word[at + 1 :]
