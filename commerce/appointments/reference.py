"""The reference of an appointment, known before it is written."""

from uuid import UUID

from commerce.packs.model import Pack
from kit.ids import reference

LETTERS = 8


def reference_of(pack: Pack, conversation: str | UUID, turn: int) -> str:
    """Always the same for the turn that books it."""
    return reference(pack.file.quotes.prefix, "appointment", pack.id, str(conversation), str(turn), length=LETTERS)
