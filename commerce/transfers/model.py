"""What may become of a code that a customer sends."""

from dataclasses import dataclass
from typing import Literal
from uuid import UUID

from commerce.threads.incoming import Message

CHANNEL = "whatsapp"

Outcome = Literal["joined", "again", "wrong_line", "expired", "used", "unknown"]
"""It goes on here; it does already; the code is for another number of ours; its time is over; somebody used it, or the
customer is known to write from another telephone; there is no such code."""


@dataclass(frozen=True, slots=True)
class Brought:
    """``conversation``: where the message belongs; None where it begins one like any other's."""

    outcome: Outcome
    conversation: UUID | None
    contact: UUID
    message: Message
