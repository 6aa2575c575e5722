"""Twilio's forms in Parley's words: a text that came in, or what became of one of ours."""

from collections.abc import Iterator
from datetime import datetime
from urllib.parse import parse_qsl

from commerce.threads.incoming import Failure, Item, Message, Person, Preference, Status, Unknown
from tools.channels.loose import a_text

SEND = "ParleySend"
"""The field in which the id of our own send comes back: Twilio keeps the query of the address that it calls."""
_STATUSES = {"sent": "sent", "delivered": "delivered", "read": "read", "failed": "failed", "undelivered": "failed"}


def fields_of(body: bytes) -> list[tuple[str, str]]:
    return parse_qsl(body.decode("utf-8", errors="replace"), keep_blank_values=True)


def parse(body: bytes, at: datetime) -> Iterator[Item]:
    """Twilio tells no time of its own: ``at`` is when the webhook came. What is not understood is Unknown."""
    form = {name: a_text(value) for name, value in fields_of(body)}
    line, id = digits(form.get("To", "")), form.get("MessageSid") or form.get("SmsSid") or ""
    status = form.get("MessageStatus") or form.get("SmsStatus") or ""
    if not id:
        yield Unknown("sms", "a form without MessageSid")
    elif status in _STATUSES and "Body" not in form:
        yield Status(digits(form.get("From", "")), id, _STATUSES[status], at, form.get(SEND) or None, _errors(form))
    elif "Body" not in form:
        yield Unknown("sms", f"status {status or 'none'}")
    else:
        yield from _said(form, line, id, at)


def digits(number: str) -> str:
    """``+52 442 555 0110`` as ``524425550110``; a short code or a sender's name as it is."""
    return "".join(letter for letter in number if letter.isdigit()) if number.startswith("+") else number


def _said(form: dict[str, str], line: str, id: str, at: datetime) -> Iterator[Item]:
    sender = form.get("From", "")
    person = Person(phone=digits(sender)) if sender.startswith("+") else Person(user_id=sender or None)
    wish = form.get("OptOutType", "").upper()
    if not person.ids:
        yield Unknown("sms", "nobody sent it")
    elif wish in {"STOP", "START"}:  # the carrier's side has answered it already
        yield Preference(line, at, person, allowed=wish == "START", purpose="all")
    elif wish:
        yield Unknown("sms", f"{wish}, which Twilio answers")
    else:
        text, files = form["Body"], form.get("NumMedia", "0")
        kind = "text" if text or files == "0" else "image"
        yield Message(line, id, at, person, kind, text, {} if files == "0" else {"left_out": f"{files} files"})


def _errors(form: dict[str, str]) -> tuple[Failure, ...]:
    code = form.get("ErrorCode", "")
    if not code.isdigit() or code == "0":
        return ()
    return (Failure(int(code), form.get("MessageStatus", "failed"), form.get("ErrorMessage", "") or f"error {code}"),)
