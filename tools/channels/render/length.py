"""Lengths as channels count them, and cutting where a reader would."""

import re

_BREAKS = (re.compile(r"\n\n+"), re.compile(r"\n"), re.compile(r"(?<=[.!?…])\s+"), re.compile(r"\s+"))
MORE = "…"


def units(text: str) -> int:
    """UTF-16 units: the strictest way in which a limit can be meant."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def head(text: str, limit: int) -> str:
    """As much of the beginning as fits, never half a character of two units."""
    if units(text) <= limit:
        return text
    kept = text[:limit]
    while units(kept) > limit:
        kept = kept[:-1]
    return kept


def cut(text: str, limit: int) -> str:
    """One line that fits, with a mark where something is left out."""
    if units(text) <= limit:
        return text
    return head(text, limit - units(MORE)).rstrip() + MORE


def split(text: str, limit: int) -> list[str]:
    """Pieces that fit, cut between paragraphs, else lines, sentences, words; a word that is too long is cut itself."""
    pieces: list[str] = []
    rest = text.strip()
    while units(rest) > limit:
        end = _end(rest, limit)
        piece = rest[:end].strip()
        if piece:
            pieces.append(piece)
        rest = rest[end:].strip()
    return [*pieces, rest] if rest else pieces


def _end(text: str, limit: int) -> int:
    """Where the first piece ends: at the best break in its later half, or where the limit is."""
    most = len(head(text, limit))
    for breaks in _BREAKS:
        ends = [found.start() for found in breaks.finditer(text, 0, most + 1) if most // 2 <= found.start() <= most]
        if ends:
            return max(ends[-1], 1)
    return max(most, 1)
