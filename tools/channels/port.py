"""What Parley needs of a channel: to bring one message to one customer, once."""

from dataclasses import dataclass
from typing import Protocol, TypedDict
from uuid import UUID

from kit.errors import InvalidInputError
from language.port import Json
from tools.receipt import Receipt


class UnreachableError(InvalidInputError):
    """The channel will not take messages for this customer: another attempt would end the same way."""

    title = "The customer cannot be reached here"


@dataclass(frozen=True, slots=True)
class Address:
    """Where a conversation is held. ``external_id`` is the customer's own id on the channel."""

    conversation: UUID
    external_id: str


class Rendered(TypedDict):
    """A message as it goes out."""

    id: str
    """Of its row in ``messages``."""
    text: str
    blocks: list[dict[str, Json]]
    """What stands beside the text: buttons, citations, cards. A channel shows what it can."""


class Channel(Protocol):
    """One channel of one tenant."""

    async def send(self, address: Address, message: Rendered, key: str) -> Receipt:
        """Sends it, once for each key; the receipt has the channel's id of the message.

        Raises UnreachableError where no attempt can help, UnavailableError where a later one may.
        """
        ...
