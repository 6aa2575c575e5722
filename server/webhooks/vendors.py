"""Who brings webhooks, on which channel, and how their bodies are read."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

import orjson

from commerce.threads.incoming import Item
from kit.errors import InvalidInputError
from tools.channels.twilio import credentials as twilio
from tools.channels.twilio import parse as twilio_forms
from tools.channels.whatsapp import credentials as whatsapp
from tools.channels.whatsapp import parse as whatsapp_json

Read = Callable[[bytes, datetime], Iterable[Item]]
"""Takes a body and when it came; raises InvalidInputError for what cannot be read at all."""


@dataclass(frozen=True, slots=True)
class Vendor:
    """``name`` is that of its webhooks and of its keys."""

    name: str
    channel: str
    read: Read


def _whatsapp(body: bytes, _at: datetime) -> Iterable[Item]:
    """Meta tells the time of everything itself."""
    try:
        return list(whatsapp_json.parse(orjson.loads(body)))
    except orjson.JSONDecodeError as error:
        raise InvalidInputError("The body is not JSON.") from error


VENDORS = (
    Vendor(whatsapp.VENDOR, "whatsapp", _whatsapp),
    Vendor(twilio.VENDOR, "sms", twilio_forms.parse),
)
