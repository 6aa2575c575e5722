"""What an outside write leaves behind, in every room."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Receipt:
    """``id`` is the effect's own at the vendor: the same for as often as it is asked for under one key."""

    id: str
