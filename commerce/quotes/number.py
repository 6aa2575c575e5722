"""The number and the row of a quote, known before it is written."""

from uuid import UUID

from commerce.packs.model import Pack
from kit.ids import derived, reference

LETTERS = 8
"""31 to the 8th: two alike among a million quotes of a tenant are unlikely."""


def number_of(pack: Pack, conversation: str | UUID, turn: int) -> str:
    """``CT-…``, always the same for the turn that makes the quote."""
    return reference(pack.file.quotes.prefix, "quote", pack.id, str(conversation), str(turn), length=LETTERS)


def prepared_number(pack: Pack, conversation: UUID, key: UUID) -> str:
    """Of a quote that a person prepares; ``key`` sets it apart from their others."""
    return reference(pack.file.quotes.prefix, "quote", pack.id, str(conversation), str(key), length=LETTERS)


def id_of(tenant: str, conversation: str | UUID, number: str, turn: int) -> UUID:
    """The row that a turn writes: one version of the quote."""
    return derived(tenant, str(conversation), "quote", number, str(turn))
