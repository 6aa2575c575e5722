"""Asks for the way to another channel: a code that is bound to the conversation, the business and one number of it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal
from uuid import UUID

from commerce.conversations.repository import get
from commerce.packs.business import PackFile
from commerce.packs.channels import WhatsAppNumber
from commerce.transfers import repository as transfers
from commerce.transfers.code import code_of, digest_of
from commerce.transfers.model import CHANNEL
from kit.errors import ConflictError
from kit.ids import Ids
from store.unit import Unit

LIFE = timedelta(minutes=30)
LEFT = timedelta(minutes=5)
"""A code that lasts less is not given out again."""
INVITED = timedelta(hours=24)
INVITATIONS = 2
"""How many a conversation may have sent in a day."""


class NoWayThereError(ConflictError):
    title = "The conversation cannot go on there"


@dataclass(frozen=True, slots=True)
class Ticket:
    id: UUID
    code: str
    number: WhatsAppNumber
    expires_at: datetime


def number_for(file: PackFile, branch: str | None) -> WhatsAppNumber | None:
    """The branch's own number, or the first; None where the business has none."""
    numbers = file.channels.whatsapp.numbers
    return next((number for number in numbers if branch and number.branch == branch), numbers[0] if numbers else None)


async def ask(
    unit: Unit, conversation: UUID, file: PackFile, key: str, ids: Ids, now: datetime,
    *, way: Literal["link", "invitation"] = "link", phone: str | None = None,
) -> Ticket:  # fmt: skip
    """The ticket. Asking again soon gives the same. Raises NoWayThereError."""
    row = await get(unit, conversation)
    number = number_for(file, row["branch"])
    if number is None:
        raise NoWayThereError("This business has no WhatsApp number.")
    if row["channel"] != "web" or row["status"] != "open":
        raise NoWayThereError("This conversation is not on the web any more.")
    line = number.phone_number_id
    if way == "link" and (kept := await transfers.standing(unit, conversation, line, way, now + LEFT)):
        return Ticket(kept["id"], code_of(key, kept["id"]), number, kept["expires_at"])
    if way == "invitation" and await transfers.count_since(unit, conversation, way, now - INVITED) >= INVITATIONS:
        raise NoWayThereError("Enough invitations were sent today.")
    id, ends = ids.new(), now + (LIFE if way == "link" else INVITED)
    code = code_of(key, id)
    await transfers.open_one(
        unit, id, conversation, channel=CHANNEL, line=line, digest=digest_of(code), way=way,
        phone=phone, now=now, expires_at=ends,
    )  # fmt: skip
    return Ticket(id, code, number, ends)
