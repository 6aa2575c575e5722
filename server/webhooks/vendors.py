"""Who brings webhooks, on which channel, and how their bodies are read."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

import orjson

from commerce.packs.channels import Channels
from commerce.packs.lines import lines_of
from commerce.threads.incoming import Item
from kit.errors import InvalidInputError
from tools.channels.email import credentials as email
from tools.channels.email import read as mails
from tools.channels.twilio import credentials as twilio
from tools.channels.twilio import parse as twilio_forms
from tools.channels.whatsapp import credentials as whatsapp
from tools.channels.whatsapp import parse as whatsapp_json

Read = Callable[[bytes, datetime, Channels], Iterable[Item]]
"""Takes a body, when it came and the business's lines; raises InvalidInputError for what cannot be read at all."""


@dataclass(frozen=True, slots=True)
class Vendor:
    """``name`` is that of its webhooks and of its keys."""

    name: str
    channel: str
    read: Read


def _whatsapp(body: bytes, _at: datetime, _channels: Channels) -> Iterable[Item]:
    """Meta tells the time of everything itself."""
    try:
        return list(whatsapp_json.parse(orjson.loads(body)))
    except orjson.JSONDecodeError as error:
        raise InvalidInputError("The body is not JSON.") from error


def _sms(body: bytes, at: datetime, _channels: Channels) -> Iterable[Item]:
    return twilio_forms.parse(body, at)


def _email(body: bytes, at: datetime, channels: Channels) -> Iterable[Item]:
    return mails.read(body, at, [line.id for line in lines_of(channels, "email")])


VENDORS = (
    Vendor(whatsapp.VENDOR, "whatsapp", _whatsapp),
    Vendor(twilio.VENDOR, "sms", _sms),
    Vendor(email.VENDOR, "email", _email),
)
