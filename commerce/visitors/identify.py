"""A visitor turns out to be a user whom the business vouches for: one contact from then on, on any device."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from commerce.audit.repository import record
from commerce.profiles.repository import save
from commerce.visitors.repository import know, locked
from kit.ids import derived
from store.unit import Unit

CHANNEL = "user"
"""The channel under which a contact has the business's own name for them."""


async def identify(
    unit: Unit, visitor: UUID, conversation: UUID, subject: str, fields: Mapping[str, str], now: datetime
) -> bool:
    """Whether the conversation goes on; False where this browser was another user's, who keeps what was said.

    ``fields`` are profile fields that the business vouches for.
    """
    before = (await locked(unit, visitor))["known_as"]
    contact = await _contact(unit, visitor, subject, now, is_new=before not in {None, subject})
    await know(unit, visitor, subject)
    await unit.run(
        "UPDATE contact_channels SET contact_id = %s WHERE channel = 'web' AND external_id = %s",
        (contact, str(visitor)),
    )
    if before not in {None, subject}:
        return False
    await unit.run(
        "UPDATE conversations SET contact_id = %s, updated_at = %s WHERE id = %s", (contact, now, conversation)
    )
    await unit.run("UPDATE sales_leads SET contact_id = %s WHERE conversation_id = %s", (contact, conversation))
    told = {name: {"value": value, "source": "identity", "confidence": 1.0, "confirmed": True}
            for name, value in fields.items()}  # fmt: skip
    await save(unit, contact=contact, conversation=conversation, fields=told, now=now)
    detail: dict[str, Any] = {"contact": str(contact), "fields": sorted(fields)}
    await record(unit, "customer", "visitor.identify", conversation=conversation, detail=detail, now=now)
    return True


async def _contact(unit: Unit, visitor: UUID, subject: str, now: datetime, *, is_new: bool) -> UUID:
    """The user's contact: known from before, or the visitor's own, or made for who signs in after another."""
    known = await unit.row(
        "SELECT contact_id FROM contact_channels WHERE channel = %s AND external_id = %s", (CHANNEL, subject)
    )
    if known:
        return UUID(str(known["contact_id"]))
    contact = derived(unit.tenant, "contact", CHANNEL, subject) if is_new else await _own(unit, visitor)
    await unit.run(
        "INSERT INTO contacts (id, tenant_id, created_at, updated_at) VALUES (%s, %s, %s, %s) ON CONFLICT DO NOTHING",
        (contact, unit.tenant, now, now),
    )
    await unit.run(
        "INSERT INTO contact_channels (tenant_id, channel, external_id, contact_id, created_at) "
        "VALUES (%s, %s, %s, %s, %s) ON CONFLICT DO NOTHING",
        (unit.tenant, CHANNEL, subject, contact, now),
    )
    return contact


async def _own(unit: Unit, visitor: UUID) -> UUID:
    row = await unit.row(
        "SELECT contact_id FROM contact_channels WHERE channel = 'web' AND external_id = %s", (str(visitor),)
    )
    assert row is not None
    return UUID(str(row["contact_id"]))
