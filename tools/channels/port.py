"""What Parley needs of a channel: to shape a reply for it, and to bring each message to one customer."""

from dataclasses import dataclass
from typing import Any, Protocol
from uuid import UUID

from kit.errors import InvalidInputError, ParleyError, UnavailableError
from tools.channels.remedy import Remedy
from tools.channels.render.plan import Plan

Content = dict[str, Any]
"""One message as the channel takes it, without its address; ``type`` says what it is."""


class UnreachableError(InvalidInputError):
    """The channel will not take messages for this customer: another attempt would end the same way."""

    title = "The customer cannot be reached here"


class RefusedError(ParleyError):
    """The channel answered with an error. ``remedy`` says what helps."""

    status = 502
    title = "The channel refused it"

    def __init__(self, vendor: str, code: int | None, detail: str, remedy: Remedy, trace: str = "") -> None:
        super().__init__(f"{vendor} refused it ({code}): {detail}")
        self.code = code
        self.remedy = remedy
        self.trace = trace


class OutcomeUnknownError(UnavailableError):
    """The request may have been carried out: it must not be repeated before that is known."""

    title = "It is not known whether the message left"


@dataclass(frozen=True, slots=True)
class Address:
    """Where a conversation is held: ``line`` is ours; of the customer's ids at least one is known."""

    line: str
    phone: str | None = None
    """In digits, without a plus."""
    user_id: str | None = None
    """The channel's own id of the customer, or a mail address."""
    subject: str = ""
    answers: tuple[str, ...] = ()
    """Ids of the messages of the exchange so far, the one that is answered last."""

    @property
    def to(self) -> str:
        return str(self.phone or self.user_id)


@dataclass(frozen=True, slots=True)
class Accepted:
    """``id`` is the channel's of the message; ``known_by`` are ids by which it knows the customer."""

    id: str
    known_by: tuple[str, ...] = ()


class Channel(Protocol):
    """One channel of one tenant."""

    def render(self, plan: Plan) -> list[Content]:
        """The messages that the reply is here, in their order."""
        ...

    async def send(self, address: Address, content: Content, key: UUID) -> Accepted:
        """Sends one message. ``key`` names it, also in what the channel tells of it later.

        Raises RefusedError, OutcomeUnknownError, or UnavailableError where nothing has left.
        """
        ...
