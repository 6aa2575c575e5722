"""Sends mail through an SMTP server, each message over a connection of its own in a thread."""

import asyncio
import smtplib
import ssl
from dataclasses import dataclass
from email.message import EmailMessage
from email.utils import parseaddr
from typing import Literal

from kit.clock import Clock
from tools.email.port import Email, MailRefusedError, MailUnavailableError
from tools.email.smtp.message import message_of
from tools.receipt import Receipt

REMEMBERED = 10_000
"""Keys whose receipt is kept, the oldest forgotten first."""
_FOR_GOOD = range(500, 600)
"""Replies of the server that another attempt would not change (RFC 5321, 4.2.1)."""
_ABOUT_US = (
    smtplib.SMTPAuthenticationError,
    smtplib.SMTPConnectError,
    smtplib.SMTPHeloError,
    smtplib.SMTPSenderRefused,
)
"""The server refuses this installation, not the message: an operator may put it right meanwhile."""


@dataclass(frozen=True, slots=True)
class SmtpSettings:
    """``sender`` is an address, or ``Name <address>``. ``timeout_s`` bounds each step of the exchange."""

    host: str
    port: int
    sender: str
    username: str | None = None
    password: str | None = None
    security: Literal["none", "starttls", "tls"] = "starttls"
    timeout_s: float = 15.0


class SmtpMail:
    """SMTP has no idempotency key: a key is remembered here, and makes the Message-ID."""

    def __init__(self, settings: SmtpSettings, clock: Clock) -> None:
        self._settings = settings
        self._clock = clock
        self._receipts: dict[str, Receipt] = {}

    async def send(self, email: Email, key: str) -> Receipt:
        if key not in self._receipts:
            message = message_of(email, self._settings.sender, key, self._clock.now())
            await asyncio.to_thread(self._exchange, message, email.to)
            self._remember(key, Receipt(str(message["Message-ID"])))
        return self._receipts[key]

    def _remember(self, key: str, receipt: Receipt) -> None:
        self._receipts[key] = receipt
        if len(self._receipts) > REMEMBERED:
            del self._receipts[next(iter(self._receipts))]

    def _exchange(self, message: EmailMessage, to: str) -> None:
        place = f"{self._settings.host}:{self._settings.port}"
        try:
            with self._connected() as server:
                self._introduce(server)
                server.send_message(message, to_addrs=[to])
        except smtplib.SMTPNotSupportedError as error:
            raise MailRefusedError(f"The mail server {place} cannot take mail for {to}: {error}") from error
        except (smtplib.SMTPException, OSError) as error:
            raise _told(error, place, to) from error

    def _connected(self) -> smtplib.SMTP:
        settings = self._settings
        domain = parseaddr(settings.sender)[1].partition("@")[2]
        if settings.security == "tls":
            context = ssl.create_default_context()
            return smtplib.SMTP_SSL(settings.host, settings.port, domain, timeout=settings.timeout_s, context=context)
        return smtplib.SMTP(settings.host, settings.port, domain, timeout=settings.timeout_s)

    def _introduce(self, server: smtplib.SMTP) -> None:
        if self._settings.security == "starttls":
            server.starttls(context=ssl.create_default_context())
        if self._settings.username and self._settings.password:
            server.login(self._settings.username, self._settings.password)


def _told(error: Exception, place: str, to: str) -> MailRefusedError | MailUnavailableError:
    """The failure in one sentence: for good where the server says so of this message, else for now."""
    reason: bytes | str
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        code, reason = next(iter(error.recipients.values()))
    elif isinstance(error, smtplib.SMTPResponseException) and not isinstance(error, _ABOUT_US):
        code, reason = error.smtp_code, error.smtp_error
    else:
        return MailUnavailableError(f"The mail server {place} did not take the message: {error}")
    said = reason.decode(errors="replace") if isinstance(reason, bytes) else reason
    kind = MailRefusedError if code in _FOR_GOOD else MailUnavailableError
    return kind(f"The mail server {place} answered {code} to mail for {to}: {said}")
