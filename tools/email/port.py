"""What Parley needs of a mail service: to send one message to one address, once."""

from dataclasses import dataclass
from typing import Literal, Protocol

from kit.errors import InvalidInputError, UnavailableError
from tools.receipt import Receipt


class MailRefusedError(InvalidInputError):
    """The message cannot be sent as it is: another attempt would end the same way."""

    title = "The mail was refused"


class MailUnavailableError(UnavailableError):
    """Nothing was accepted; the same message may be tried again later."""

    title = "The mail service cannot be reached"


@dataclass(frozen=True, slots=True)
class Attachment:
    filename: str
    content_type: str
    """With its parameters: ``application/pdf``, ``text/calendar; charset=utf-8; method=REQUEST``."""
    content: bytes


@dataclass(frozen=True, slots=True)
class Email:
    """``text`` is what everybody can read; ``html`` says the same."""

    to: str
    subject: str
    text: str
    html: str | None = None
    attachments: tuple[Attachment, ...] = ()
    sender: str | None = None
    """An address of the business, or ``Name <address>``; None: whom the service sends for."""
    message_id: str | None = None
    """None: one that is made of the key."""
    answers: tuple[str, ...] = ()
    """Message-IDs of the thread, the one that is answered last."""
    automatic: Literal["auto-generated", "auto-replied"] = "auto-generated"
    """What programs are told, so that they do not answer (RFC 3834)."""


class Mail(Protocol):
    """The outgoing mail of one tenant."""

    async def send(self, email: Email, key: str) -> Receipt:
        """Sends it, once for each key; the receipt has its Message-ID or the service's id.

        Raises MailRefusedError where no attempt can help, MailUnavailableError where a later one may.
        """
        ...
