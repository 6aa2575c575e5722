"""Reads a mailbox from where it was read last, and changes nothing in it: people go on using it as they do."""

import imaplib
import ssl
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from kit.errors import InvalidInputError, UnavailableError

LARGEST = 25 * 1024 * 1024
TIMEOUT_S = 20.0
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


class MailboxRefusedError(InvalidInputError):
    title = "The mailbox cannot be opened"


class MailboxAwayError(UnavailableError):
    title = "The mail server cannot be reached"


@dataclass(frozen=True, slots=True)
class ImapAccount:
    host: str
    port: int
    username: str
    password: str
    security: Literal["none", "starttls", "tls"] = "tls"
    folder: str = "INBOX"

    @property
    def name(self) -> str:
        return f"{self.username}@{self.host}:{self.port}/{self.folder}"


@dataclass(frozen=True, slots=True)
class Place:
    """How far it was read: ``uid`` counts under ``validity`` alone."""

    validity: int
    uid: int
    at: datetime


@dataclass(frozen=True, slots=True)
class Found:
    validity: int
    uid: int
    """The highest that was looked at."""
    mails: list[bytes]


def read_new(account: ImapAccount, place: Place | None, most: int = 50) -> Found:
    """Mail that came after ``place``, as it came. A mailbox that was never read begins with what comes next.

    Blocks: run it in a thread. Raises MailboxRefusedError and MailboxAwayError.
    """
    try:
        with _connected(account) as server:
            return _read(server, account.folder, place, most)
    except imaplib.IMAP4.abort as error:
        raise MailboxAwayError(f"The mail server {account.host}:{account.port} hung up: {error}") from error
    except imaplib.IMAP4.error as error:
        raise MailboxRefusedError(f"The mail server {account.host}:{account.port} refused: {_words(error)}") from error
    except OSError as error:
        raise MailboxAwayError(f"The mail server {account.host}:{account.port} does not answer: {error}") from error


def _connected(account: ImapAccount) -> imaplib.IMAP4:
    context = ssl.create_default_context()
    server: imaplib.IMAP4
    if account.security == "tls":
        server = imaplib.IMAP4_SSL(account.host, account.port, ssl_context=context, timeout=TIMEOUT_S)
    else:
        server = imaplib.IMAP4(account.host, account.port, timeout=TIMEOUT_S)
    try:
        if account.security == "starttls":
            server.starttls(context)
        server.login(account.username, account.password)
    except (imaplib.IMAP4.error, OSError):
        server.shutdown()
        raise
    return server


def _read(server: imaplib.IMAP4, folder: str, place: Place | None, most: int) -> Found:
    answer, told = server.select(f'"{folder}"', readonly=True)
    if answer != "OK":
        raise MailboxRefusedError(f"The mailbox has no folder {folder!r}: {told[0]!r}")
    validity = _number(server, "UIDVALIDITY")
    following = _number(server, "UIDNEXT")
    if place is None:
        return Found(validity, following - 1, [])
    wanted = f"UID {place.uid + 1}:*" if place.validity == validity else f"SINCE {_day(place.at)}"
    after = place.uid if place.validity == validity else 0
    _, listed = server.uid("SEARCH", wanted)
    uids = sorted(uid for uid in map(int, (listed[0] or b"").split()) if uid > after)[:most]
    mails = [mail for uid in uids if (mail := _mail(server, uid))]
    return Found(validity, uids[-1] if uids else max(after, following - 1), mails)


def _mail(server: imaplib.IMAP4, uid: int) -> bytes | None:
    """The mail without marking it as read; None for one that is gone or too large."""
    _, sized = server.uid("FETCH", str(uid), "(RFC822.SIZE)")
    size = bytes(sized[0] or b"").rpartition(b"RFC822.SIZE ")[2].partition(b")")[0].split()
    if not size or not size[0].isdigit() or int(size[0]) > LARGEST:
        return None
    _, parts = server.uid("FETCH", str(uid), "(BODY.PEEK[])")
    return next((part[1] for part in parts if isinstance(part, tuple)), None)


def _number(server: imaplib.IMAP4, name: str) -> int:
    _, told = server.response(name)
    if not told or not told[0]:
        raise MailboxRefusedError(f"The mail server does not tell its {name}.")
    return int(told[0])


def _day(at: datetime) -> str:
    """The day before, as IMAP writes it: days are the server's, and what is read twice is known by its id."""
    day = at - timedelta(days=1)
    return f"{day.day:02d}-{MONTHS[day.month - 1]}-{day.year}"


def _words(error: Exception) -> str:
    told = error.args[0] if error.args else error
    return told.decode(errors="replace") if isinstance(told, bytes) else str(told)
