"""How many pieces a text message is cut into on its way, which is what carriers charge for (3GPP TS 23.038)."""

from dataclasses import dataclass
from typing import Literal

from tools.channels.render.length import units

GSM7 = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡"
    "ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
TWICE = frozenset("^{}\\[~]|€\f")
"""Characters of GSM-7 that take two places."""
_PLAINER = str.maketrans({
    "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‘": "'", "’": "'", "–": "-", "—": "-", "…": "...",
    "\u00a0": " ", "\u202f": " ", "\u2009": " ", "\u200b": "", "•": "-", "·": "-",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Segments:
    """``units`` are septets or UTF-16 units, whichever the encoding counts."""

    encoding: Literal["GSM-7", "UCS-2"]
    units: int
    count: int


def segments(text: str) -> Segments:
    """A text alone holds 160 septets or 70 units; one of several pieces 153 or 67, as each says which it is."""
    if all(letter in GSM7 or letter in TWICE for letter in text):
        sizes = [2 if letter in TWICE else 1 for letter in text]
        return Segments("GSM-7", sum(sizes), _pieces(sizes, 160, 153))
    sizes = [units(letter) for letter in text]
    return Segments("UCS-2", sum(sizes), _pieces(sizes, 70, 67))


def plainer(text: str) -> str:
    """The same words with plain quotes, dashes and spaces: one curly quote alone halves what a segment holds."""
    return text.translate(_PLAINER)


def _pieces(sizes: list[int], alone: int, joined: int) -> int:
    """A character of two places is never cut."""
    if sum(sizes) <= alone:
        return 1
    count, used = 1, 0
    for size in sizes:
        if used + size > joined:
            count, used = count + 1, 0
        used += size
    return count
