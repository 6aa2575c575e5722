"""The conversation is taken back to the page that it came from, or the page says that the telephone is its owner's."""

from datetime import datetime
from uuid import UUID

from commerce.audit.repository import record
from commerce.contacts import repository as contacts
from commerce.contacts.unmerge import unmerge
from commerce.conversations.repository import get
from commerce.transfers import repository as transfers
from store.unit import Row, Unit


async def take_back(unit: Unit, conversation: UUID, now: datetime) -> bool:
    """Whether it had been elsewhere. What has not been proven to be one person is parted again.

    A page proves nothing about the telephone's owner: what the business knew of them before does not come along.
    """
    row = await transfers.last_used(unit, conversation)
    held = await get(unit, conversation)
    if row is None or row["state"] != "used" or held["channel"] != row["channel"]:
        return False
    if row["merge_id"] and (not row["verified"] or await _is_lent(unit, row)):
        await unmerge(unit, row["merge_id"], "customer", now)
    await transfers.hold_at(unit, conversation, channel="web", line=None, phone=None, branch=None, now=now)
    await transfers.give_back(unit, row["id"], now)
    detail = {"to": "web", "transfer": str(row["id"])}
    await record(unit, "customer", "conversation.move", conversation=conversation, detail=detail, now=now)
    return True


async def confirm(unit: Unit, conversation: UUID) -> bool:
    """The page says that the telephone is theirs: they may be called by their name there. False: nothing to confirm."""
    row = await transfers.unverified(unit, conversation)
    if row:
        await transfers.verify(unit, row["id"])
    return row is not None


async def _is_lent(unit: Unit, row: Row) -> bool:
    """Whether the business knew the telephone before: the conversation went over to its contact, not the other way."""
    merge = await contacts.merge_row(unit, row["merge_id"])
    return bool(merge and not merge["undone_at"] and str(row["conversation_id"]) in merge["moved"]["conversations"])
