"""A customer's way from the page to WhatsApp and back, and what the page is told of it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import segno

from commerce.consents import repository as consents
from commerce.conversations.repository import get
from commerce.profiles.fields import check
from commerce.threads import repository as threads
from commerce.threads.variants import variants
from commerce.transfers.ask import NoWayThereError, ask
from commerce.transfers.back import confirm, take_back
from commerce.transfers.code import shown
from commerce.transfers.model import CHANNEL
from commerce.transfers.words import opening
from graphs.announce import announce
from kit.errors import NotAllowedError, TooManyRequestsError
from server.place import place_of, way_from
from server.wiring import House
from store.outbox import Effect, enqueue

KEYS = "transfers"
INVITE = "transfer.invite"
INVITED_PER_NUMBER, DAY_S = 2, 86400.0


@dataclass(frozen=True, slots=True)
class Way:
    """``qr``: a picture of the link, as an address that holds it."""

    url: str
    code: str
    number: str
    qr: str
    expires_at: datetime


class NoConsentError(NotAllowedError):
    title = "The customer has not agreed to be written to"


async def way_to_whatsapp(house: House, tenant: str, conversation: UUID, language: str | None) -> Way:
    """A link and its code. Raises NoWayThereError where WhatsApp is not connected, or the conversation is there."""
    pack = house.tenant(tenant).pack
    if await way_from(house, tenant, conversation) is None:
        raise NoWayThereError("This business has not connected WhatsApp.")
    async with house.store.unit(tenant) as unit:
        row = await get(unit, conversation)
        ticket = await ask(unit, conversation, pack.file, house.own_key(KEYS), house.ids, house.clock.now())
    spoken = language or (row["locale"] or "").split("-")[0]
    chosen = spoken if spoken in pack.file.languages else pack.file.languages[0]
    url = opening(ticket.number, shown(ticket.code), pack, chosen)
    picture = segno.make(url, error="m").svg_data_uri(scale=5, border=2, dark="#111", light="#fff")
    return Way(url, shown(ticket.code), ticket.number.display, picture, ticket.expires_at)


async def invite(house: House, tenant: str, conversation: UUID, phone: str, *, consent: bool, source: str) -> None:
    """Has the pack's template sent to the number that the customer gave; its button brings them over.

    Raises NoConsentError without their consent, or against a wish that they told on WhatsApp; InvalidFieldError.
    """
    if not consent:
        raise NoConsentError("A message to this number needs the customer's consent: send consent as true.")
    if house.tenant(tenant).pack.file.channels.whatsapp.transfer.invitation is None:
        raise NoWayThereError("The pack names no template for invitations (channels.whatsapp.transfer.invitation).")
    digits = str(check("phone", phone)).removeprefix("+")
    if not await house.bus.hit(f"invited:{tenant}:{digits}", INVITED_PER_NUMBER, DAY_S):
        raise TooManyRequestsError("This number was sent enough invitations today.", int(DAY_S))
    now = house.clock.now()
    async with house.store.unit(tenant) as unit:
        known = await threads.find(unit, CHANNEL, variants(digits))
        if known and "all" in await consents.refused(unit, known, CHANNEL):
            raise NoConsentError("Who has this number asked not to be written to.")
        row, file = await get(unit, conversation), house.tenant(tenant).pack.file
        ticket = await ask(
            unit, conversation, file, house.own_key(KEYS), house.ids, now, way="invitation", phone=digits
        )  # fmt: skip
        await consents.keep(unit, row["contact_id"], CHANNEL, "all", allowed=True, source=source, at=now)
        effect = Effect(INVITE, f"{INVITE}:{ticket.id}", {"transfer": str(ticket.id)})
        await enqueue(unit, conversation, None, [effect], now)


async def come_back(house: House, tenant: str, conversation: UUID) -> dict[str, Any]:
    """The conversation goes on at its page; where it is then."""
    async with house.store.unit(tenant) as unit:
        await take_back(unit, conversation, house.clock.now())
    return await _told(house, tenant, conversation)


async def confirm_telephone(house: House, tenant: str, conversation: UUID) -> dict[str, Any]:
    """The page says that the telephone is its visitor's own."""
    async with house.store.unit(tenant) as unit:
        await confirm(unit, conversation)
    return await _told(house, tenant, conversation)


async def _told(house: House, tenant: str, conversation: UUID) -> dict[str, Any]:
    """Everybody who watches is told; a turn that was on its way runs again."""
    await announce(house.bus, tenant, conversation, {"event": "place"})
    await house.runner.run(tenant, conversation)
    async with house.store.unit(tenant) as unit:
        row = await get(unit, conversation)
    return await place_of(house, tenant, row)
