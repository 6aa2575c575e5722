"""The number of an order, known before it is written."""

from uuid import UUID

from commerce.packs.model import Pack
from kit.ids import reference

LETTERS = 8


def number_of(pack: Pack, conversation: str | UUID, turn: int | str) -> str:
    """``AP-…``, always the same for the turn (or the cart) that it comes from."""
    return reference(pack.file.quotes.prefix, "order", pack.id, str(conversation), str(turn), length=LETTERS)
