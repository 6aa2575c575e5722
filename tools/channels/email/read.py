"""A mail as it came, in Parley's words."""

import hashlib
import re
from collections.abc import Iterator, Sequence
from datetime import datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from email.utils import getaddresses

from commerce.attachments.keep import Given
from commerce.threads.incoming import Item, Message, Person, Unknown
from tools.channels.email.automatic import automatic
from tools.channels.email.bounce import bounced
from tools.channels.email.html import words_of
from tools.channels.email.reply import said_in
from tools.channels.loose import a_text

LONGEST = 4000
"""Characters of one mail that are read; the whole stays in the stored body."""
ID_LENGTH = 255
MOST_IDS = 20
_ID = re.compile(r"<[^<>\s]+>")
_TO_US = ("Delivered-To", "X-Original-To", "X-Forwarded-To", "To", "Cc")
_ANSWER = re.compile(r"\s*(re|rv|aw|fw|fwd|res)\s*:", re.IGNORECASE)


def read(body: bytes, at: datetime, own: Sequence[str]) -> Iterator[Item]:
    """``own``: the addresses of the business, the first for mail that names none of them. ``at``: when it came.

    A mail's own date and its Reply-To are not trusted: answers go to the address that it is from.
    """
    message = message_from_bytes(body, policy=default)
    assert isinstance(message, EmailMessage)
    line = _line(message, own)
    name, sender = _sender(message)
    if not sender or line is None:
        yield Unknown("email", "it names no sender, or the business has no address")
    elif failed := bounced(message, line, at):
        yield failed
    elif why := automatic(message, sender, set(own)):
        yield Unknown("email", f"a program's mail is not answered ({why})")
    else:
        yield _said(message, body, line, at, Person(user_id=sender[:ID_LENGTH], name=name or None))


def _said(message: EmailMessage, body: bytes, line: str, at: datetime, person: Person) -> Message:
    id = next(iter(_ids(message, "Message-ID")), "") or f"<{hashlib.sha256(body).hexdigest()}@no-id.invalid>"
    answers = tuple(dict.fromkeys([*_ids(message, "References"), *_ids(message, "In-Reply-To")]))[-MOST_IDS:]
    subject, files = a_text(str(message.get("Subject", "")))[:ID_LENGTH], tuple(_files(message))
    text = said_in(_words(message))
    if not answers and subject and not _ANSWER.match(subject) and subject not in text:
        text = f"{subject}\n\n{text}".strip()
    data = {"subject": subject, "ids": [*answers, id]}
    return Message(
        line, _kept(id), at, person, "text" if text or not files else "document", text[:LONGEST], data, files=files,
        answers=answers,
    )  # fmt: skip


def _kept(id: str) -> str:
    """The id as a row holds it: a longer one by its hash."""
    return id if len(id) <= ID_LENGTH else f"<{hashlib.sha256(id.encode()).hexdigest()}@long.invalid>"


def _ids(message: EmailMessage, header: str) -> list[str]:
    return _ID.findall(str(message.get(header, "")))


def _line(message: EmailMessage, own: Sequence[str]) -> str | None:
    """Which of our addresses it was sent to, also with a tag after a plus."""
    given = [str(value) for header in _TO_US for value in message.get_all(header, [])]
    for _, address in getaddresses(given):
        local, _, domain = address.lower().partition("@")
        for way in (f"{local}@{domain}", f"{local.partition('+')[0]}@{domain}"):
            if way in own:
                return way
    return own[0] if own else None


def _sender(message: EmailMessage) -> tuple[str, str]:
    found = getaddresses([str(message.get("From", ""))])
    name, address = found[0] if found else ("", "")
    return a_text(name), address.lower().strip() if "@" in address else ""


def _words(message: EmailMessage) -> str:
    plain = message.get_body(("plain",))
    if isinstance(plain, EmailMessage) and (text := _text(plain)).strip():
        return text
    rich = message.get_body(("html",))
    return words_of(_text(rich)) if isinstance(rich, EmailMessage) else ""


def _text(part: EmailMessage) -> str:
    """The part's words, whatever it says of its own letters."""
    content = part.get_payload(decode=True)
    body = content if isinstance(content, bytes) else b""
    try:
        return a_text(body.decode(part.get_content_charset("utf-8")))
    except (LookupError, UnicodeDecodeError):
        return a_text(body.decode("utf-8", errors="replace"))


def _files(message: EmailMessage) -> Iterator[Given]:
    """What is attached, without the pictures of a signature that stand inside the HTML."""
    for part in message.iter_attachments():
        content = part.get_payload(decode=True)
        is_inside = part.get_content_disposition() == "inline" and "Content-ID" in part
        if isinstance(content, bytes) and content and not is_inside:
            yield Given(part.get_filename() or "file", content)
