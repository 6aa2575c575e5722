"""The conversation goes on at the customer's telephone: who they are, what they had, and where replies go."""

import re
from datetime import datetime
from uuid import UUID

from commerce.audit.repository import record
from commerce.contacts import repository as contacts
from commerce.contacts.merge import Evidence, merge
from commerce.packs.channels import WhatsAppNumber
from commerce.packs.model import Pack
from commerce.profiles.repository import of_contact
from commerce.threads import repository as threads
from commerce.threads.incoming import Message
from commerce.threads.variants import variants
from commerce.transfers import repository as transfers
from commerce.transfers.model import CHANNEL
from commerce.transfers.veil import proves, veiled_of
from store.unit import Row, Unit


async def known_elsewhere(unit: Unit, contact: UUID, writer: UUID) -> bool:
    """Whether the customer is known to write from another telephone than this one: somebody passed their code on."""
    if contact == writer:
        return False
    return any(row["channel"] == CHANNEL for row in await contacts.ids_of(unit, contact))


async def join(
    unit: Unit, row: Row, message: Message, writer: UUID, number: WhatsAppNumber, pack: Pack, now: datetime
) -> UUID:  # fmt: skip
    """Moves the conversation of ``row``, a transfer, to where the message came from; whose contact it is now."""
    conversation, before = row["conversation_id"], UUID(str(row["contact_id"]))
    other = await threads.open_on(unit, CHANNEL, message.line, writer)
    if other and other["id"] != conversation:
        await transfers.end_other(unit, other["id"], now)
        detail = {"goes_on": str(conversation)}
        await record(unit, "system", "conversation.replaced", conversation=other["id"], detail=detail, now=now)
    profile = await of_contact(unit, before)
    contact, merged = before, row["merge_id"]
    if writer != before:
        evidence: Evidence = "invitation" if row["way"] == "invitation" else "code"
        kept, gone = (writer, before) if await contacts.has_history(unit, writer) else (before, writer)
        contact, merged = kept, await merge(unit, kept, gone, evidence, "customer", pack, now)
    verified = row["verified"] or row["way"] == "invitation" or writer == before or _is_own(profile, message)
    await transfers.use(unit, row["id"], verified=verified, veiled=veiled_of(profile), merge=merged, now=now)
    await _move(unit, conversation, message, number, row, now)
    return contact


async def go_on(unit: Unit, row: Row, message: Message, number: WhatsAppNumber, now: datetime) -> UUID:
    """A customer who had gone back to the page writes from their telephone again: no code is needed twice."""
    await transfers.use_again(unit, row["id"])
    await _move(unit, row["conversation_id"], message, number, row, now)
    return UUID(str(row["conversation_id"]))


async def recognise(unit: Unit, conversation: UUID, text: str) -> None:
    """Who writes what only the customer of before would know is that customer."""
    row = await transfers.unverified(unit, conversation)
    if row and proves(row["veiled"], text):
        await transfers.verify(unit, row["id"])


async def _move(
    unit: Unit, conversation: UUID, message: Message, number: WhatsAppNumber, row: Row, now: datetime
) -> None:  # fmt: skip
    phone = message.person.phone
    branch = number.branch if message.line != row["line"] else None
    await transfers.hold_at(
        unit, conversation, channel=CHANNEL, line=message.line, phone=phone and phone[:20], branch=branch, now=now
    )
    await threads.hold_on(unit, conversation, message.line)
    detail = {"to": CHANNEL, "line": message.line, "transfer": str(row["id"])}
    await record(unit, "customer", "conversation.move", conversation=conversation, detail=detail, now=now)


def _is_own(profile: dict[str, dict[str, object]], message: Message) -> bool:
    """Whether the telephone is the one that the customer had given on the page."""
    told = re.sub(r"\D", "", str(profile.get("phone", {}).get("value", "")))
    return bool(told and message.person.phone and set(variants(told)) & set(variants(message.person.phone)))
