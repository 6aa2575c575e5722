"""The number of a quote, known before it is written."""

from uuid import UUID

from commerce.packs.model import Pack
from kit.ids import reference

LETTERS = 8
"""31 to the 8th: two alike among a million quotes of a tenant are unlikely."""


def number_of(pack: Pack, conversation: str | UUID, turn: int) -> str:
    """``CT-…``, always the same for the turn that makes the quote."""
    return reference(pack.file.quotes.prefix, "quote", pack.id, str(conversation), str(turn), length=LETTERS)
