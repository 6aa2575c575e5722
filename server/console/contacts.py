"""``/console/api/contacts``: a customer over all channels, made one of two and parted again, invited to WhatsApp."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Response
from pydantic import BaseModel, ConfigDict, StringConstraints

from commerce.consents import repository as consents
from commerce.contacts import repository as contacts
from commerce.contacts.errors import UnknownContactError
from commerce.contacts.merge import merge
from commerce.contacts.show import show
from commerce.contacts.unmerge import unmerge
from server.access import HouseOf
from server.console.access import Signed, SignedIn, Supervisor
from server.console.conversations import row_seen_by
from server.transfers import invite
from store.unit import Unit

router = APIRouter(prefix="/console/api", tags=["console"])


class Merge(BaseModel):
    """``gone`` becomes part of ``kept``."""

    model_config = ConfigDict(extra="forbid")

    kept: UUID
    gone: UUID


class Wish(BaseModel):
    """What the customer told somebody of the team: by which channel (``*``: any) they are written to, or not."""

    model_config = ConfigDict(extra="forbid")

    channel: Annotated[str, StringConstraints(pattern=r"^(\*|web|whatsapp|email|sms)$")]
    allowed: bool


class Invitation(BaseModel):
    """``consent``: the customer has agreed to be written to at this number."""

    model_config = ConfigDict(extra="forbid")

    phone: Annotated[str, StringConstraints(max_length=40)]
    consent: bool


@router.get("/contacts/{contact_id}")
async def one(contact_id: UUID, house: HouseOf, signed: Supervisor) -> dict[str, Any]:
    """Channels, profile with the source of each field, consents, conversations, merges. For supervisors."""
    async with house.store.unit(signed.tenant.id) as unit:
        await _require_seen(unit, signed, contact_id)
        return await show(unit, contact_id)


@router.post("/contacts/merge")
async def make_one(body: Merge, house: HouseOf, signed: Supervisor) -> dict[str, str]:
    """On a supervisor's word that they are one person; the answer names the merge, by which it is undone."""
    pack, now = signed.tenant.pack, house.clock.now()
    async with house.store.unit(signed.tenant.id) as unit:
        await _require_seen(unit, signed, body.kept)
        await _require_seen(unit, signed, body.gone)
        id = await merge(unit, body.kept, body.gone, "person", signed.agent, pack, now)
    return {"merge": str(id)}


@router.post("/contacts/merges/{merge_id}/undo")
async def part(merge_id: UUID, house: HouseOf, signed: Supervisor) -> dict[str, str]:
    async with house.store.unit(signed.tenant.id) as unit:
        kept, gone = await unmerge(unit, merge_id, signed.agent, house.clock.now())
        await _require_seen(unit, signed, kept)
    return {"kept": str(kept), "gone": str(gone)}


@router.put("/contacts/{contact_id}/consent")
async def keep_wish(contact_id: UUID, body: Wish, house: HouseOf, signed: SignedIn) -> list[dict[str, Any]]:
    """Holds from now on for every sender; what the customer has agreed to, all of it."""
    source, now = f"agent {signed.agent}", house.clock.now()
    async with house.store.unit(signed.tenant.id) as unit:
        await _require_seen(unit, signed, contact_id)
        await consents.keep(unit, contact_id, body.channel, "all", allowed=body.allowed, source=source, at=now)
        return await consents.every(unit, contact_id)


@router.post("/conversations/{conversation_id}/invitation", status_code=202)
async def invite_over(conversation_id: UUID, body: Invitation, house: HouseOf, signed: SignedIn) -> Response:
    """The customer of a page is sent the pack's template at their number; its button brings the conversation over."""
    await row_seen_by(house, signed, conversation_id)
    source = f"agent {signed.agent}"
    await invite(house, signed.tenant.id, conversation_id, body.phone, consent=body.consent, source=source)
    return Response(status_code=202)


async def _require_seen(unit: Unit, signed: Signed, contact: UUID) -> None:
    """Raises UnknownContactError for one of another branch alone too: who may not see them learns nothing of them."""
    await contacts.get(unit, contact)
    if signed.account.branch and not await contacts.is_of_branch(unit, contact, signed.account.branch):
        raise UnknownContactError(f"Contact {contact} was not found.")
