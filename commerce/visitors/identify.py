"""A visitor turns out to be a user whom the business vouches for: one contact from then on, on any device."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from commerce.audit.repository import record
from commerce.contacts import repository as contacts
from commerce.contacts.merge import merge
from commerce.packs.model import Pack
from commerce.profiles.repository import save
from commerce.threads.repository import find
from commerce.threads.variants import variants
from commerce.visitors.repository import know, locked
from kit.ids import derived
from store.unit import Unit

CHANNEL = "user"
"""The channel under which a contact has the business's own name for them."""


async def identify(
    unit: Unit, visitor: UUID, conversation: UUID, subject: str, fields: Mapping[str, str], pack: Pack, now: datetime
) -> bool:
    """Whether the conversation goes on; False where this browser was another user's, who keeps what was said.

    ``fields`` are profile fields that the business vouches for. WhatsApp vouches for its numbers: who writes from the
    phone among them is the same person.
    """
    before = (await locked(unit, visitor))["known_as"]
    own = await contacts.known_as(unit, "web", str(visitor))
    assert own is not None
    await know(unit, visitor, subject)
    user = await contacts.known_as(unit, CHANNEL, subject)
    if before not in {None, subject}:
        user = user or await _new(unit, subject, now)
        await contacts.pass_id(unit, "web", str(visitor), user)
        return False
    if user is None:
        await contacts.add_id(unit, CHANNEL, subject, own, now)
    elif user != own:
        await merge(unit, user, own, "sign_in", "customer", pack, now)
    contact = user or own
    if on_whatsapp := await _on_whatsapp(unit, fields.get("phone"), contact):
        await merge(unit, contact, on_whatsapp, "sign_in", "customer", pack, now)
    told = {name: {"value": value, "source": "identity", "confidence": 1.0, "confirmed": True}
            for name, value in fields.items()}  # fmt: skip
    await save(unit, contact=contact, conversation=conversation, fields=told, now=now)
    detail: dict[str, Any] = {"contact": str(contact), "fields": sorted(fields)}
    await record(unit, "customer", "visitor.identify", conversation=conversation, detail=detail, now=now)
    return True


async def _new(unit: Unit, subject: str, now: datetime) -> UUID:
    """The contact of a user who signs in for the first time, after another on the same browser."""
    contact = derived(unit.tenant, "contact", CHANNEL, subject)
    await contacts.make(unit, contact, now)
    await contacts.add_id(unit, CHANNEL, subject, contact, now)
    return contact


async def _on_whatsapp(unit: Unit, phone: str | None, known: UUID) -> UUID | None:
    """Another contact, who writes from that number, in any way of spelling it; it stands with its country."""
    number = "".join(figure for figure in phone or "" if figure.isdigit())
    found = await find(unit, "whatsapp", variants(number)) if number else None
    return found if found != known else None
