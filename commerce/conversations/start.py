"""Begins a conversation: who it is with, over which channel, from which page."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from commerce.contacts import repository as contacts
from commerce.conversations.repository import get, insert
from commerce.conversations.source import source_of, zone_of
from commerce.metrics.repository import record
from commerce.packs.agent import PageTracking
from kit.ids import derived
from store.unit import Row, Unit

LOCALE_LENGTH = 35


async def start(
    unit: Unit,
    *,
    id: UUID,
    external_id: str,
    channel: str,
    now: datetime,
    page_url: str | None = None,
    referrer: str | None = None,
    utm: Mapping[str, str] | None = None,
    locale: str | None = None,
    timezone: str | None = None,
    branch: str | None = None,
    name: str | None = None,
    phone: str | None = None,
    tracking: PageTracking | None = None,
) -> Row:
    """The conversation's row. ``external_id`` is who the channel says it is: a visitor, a WhatsApp number.

    The same ``id`` starts once; the same ``external_id`` on the same channel is the same contact.
    """
    source = source_of(page_url, referrer, utm or {}, tracking)
    await insert(
        unit,
        {
            "id": id,
            "contact": await _contact(unit, channel, external_id, name, now),
            "channel": channel,
            "locale": locale and locale[:LOCALE_LENGTH],
            "timezone": zone_of(timezone),
            "branch": branch,
            "name": name and name[: contacts.NAME_LENGTH],
            "phone": phone,
            "page": source.page_url,
            "referrer": source.referrer_page,
            "domain": source.referrer_domain,
            "utm": source.utm,
            "now": now,
        },
    )
    await record(unit, id, "started", now, key="started", detail={"page": source.page_url})
    return await get(unit, id)


async def _contact(unit: Unit, channel: str, external_id: str, name: str | None, now: datetime) -> UUID:
    """The contact behind the channel's identity, made where it is new."""
    known = await contacts.known_as(unit, channel, external_id)
    if known:
        return known
    contact = derived(unit.tenant, "contact", channel, external_id)
    await contacts.make(unit, contact, now, name)
    await contacts.add_id(unit, channel, external_id, contact, now)
    return await contacts.known_as(unit, channel, external_id) or contact
