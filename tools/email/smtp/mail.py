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


async def check_smtp(settings: SmtpSettings) -> None:
    """Signs in and sends nothing. Raises MailRefusedError or MailUnavailableError."""
    await asyncio.to_thread(_sign_in, settings)


def _sign_in(settings: SmtpSettings) -> None:
    place = f"{settings.host}:{settings.port}"
    try:
        with _connected(settings) as server:
            _introduce(server, settings)
    except (smtplib.SMTPException, OSError) as error:
        raise MailUnavailableError(f"The mail server {place} did not let Parley in: {error}") from error


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
            with _connected(self._settings) as server:
                _introduce(server, self._settings)
                server.send_message(message, to_addrs=[to])
        except smtplib.SMTPNotSupportedError as error:
            raise MailRefusedError(f"The mail server {place} cannot take mail for {to}: {error}") from error
        except (smtplib.SMTPException, OSError) as error:
            raise _told(error, place, to) from error


def _connected(settings: SmtpSettings) -> smtplib.SMTP:
    domain = parseaddr(settings.sender)[1].partition("@")[2]
    if settings.security == "tls":
        context = ssl.create_default_context()
        return smtplib.SMTP_SSL(settings.host, settings.port, domain, timeout=settings.timeout_s, context=context)
    return smtplib.SMTP(settings.host, settings.port, domain, timeout=settings.timeout_s)


def _introduce(server: smtplib.SMTP, settings: SmtpSettings) -> None:
    if settings.security == "starttls":
        server.starttls(context=ssl.create_default_context())
    if settings.username and settings.password:
        server.login(settings.username, settings.password)


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
