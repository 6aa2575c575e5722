"""Where customers write: the page, WhatsApp, text messages, mail."""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from commerce.packs.fields import Slug
from commerce.packs.part import Part


class WhatsAppNumber(Part):
    phone_number_id: str
    display: str
    branch: Slug | None = None


class Reopening(Part):
    """An approved template that asks a customer to write: a day after they last did, or for the first time."""

    template: str
    language: str
    """As the account has it: ``es_MX``."""
    body: dict[str, Literal["customer_name", "company"]] = Field(default={})
    """What fills its places, by number or name."""


class Moving(Part):
    """How conversations go over to WhatsApp. ``other_number``: what becomes of a code that comes to another number."""

    other_number: Literal["redirect", "accept"] = "redirect"
    invitation: Reopening | None = None
    """The approved template that is sent to a number that the customer gave; its first button is a quick reply."""


class WhatsApp(Part):
    numbers: list[WhatsAppNumber] = Field(default=[])
    reopen: Reopening | None = None
    transfer: Moving = Moving()


class Uploads(Part):
    """What customers may send along: kinds by content type, told by their first bytes."""

    kinds: list[Literal["image/png", "image/jpeg", "image/webp", "application/pdf"]] = Field(min_length=1)
    megabytes: int = Field(default=5, ge=1, le=25)


class Web(Part):
    allowed_origins: list[Annotated[str, StringConstraints(pattern=r"^https?://[^/\s]+$")]] = Field(default=[])
    """The sites that may frame the chat and call the API from a browser; empty: any."""
    welcome: bool = True
    color: Annotated[str, StringConstraints(pattern=r"^#[0-9a-fA-F]{6}$")] | None = None
    """The brand's, of which the page makes shades that can be read; None: one of ours."""
    uploads: Uploads | None = None


class SmsNumber(Part):
    number: Annotated[str, StringConstraints(pattern=r"^(\+[1-9]\d{6,14}|\d{3,6})$")]
    """With its country, ``+524425550110``, or a short code."""
    branch: Slug | None = None


class Sms(Part):
    numbers: list[SmsNumber] = Field(default=[])


class Mailbox(Part):
    address: Annotated[str, StringConstraints(pattern=r"^[^@\s<>]+@[^@\s<>]+\.[^@\s<>]+$", to_lower=True)]
    branch: Slug | None = None


class Mailboxes(Part):
    """Addresses at which customers write; the first is whom the business's own mail comes from."""

    addresses: list[Mailbox] = Field(default=[])


class Channels(Part):
    web: Web = Web()
    whatsapp: WhatsApp = WhatsApp()
    sms: Sms = Sms()
    email: Mailboxes = Mailboxes()
