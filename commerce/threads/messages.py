"""A customer's message becomes a row of ``messages``, once for each id that the channel gave it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from commerce.conversations.start import start
from commerce.messages import repository as messages
from commerce.packs.business import PackFile
from commerce.packs.channels import WhatsAppNumber
from commerce.packs.lines import Line
from commerce.packs.model import Pack
from commerce.threads import repository as threads
from commerce.threads.incoming import Message
from commerce.threads.marks import apply_marks
from commerce.threads.presses import label_of
from commerce.transfers.bring import bring
from commerce.transfers.join import go_on, recognise
from commerce.transfers.repository import taken_back
from kit.ids import derived
from store.unit import Row, Unit

THREADED = {"email"}
"""Channels on which a message says which others it answers; one that answers none begins a conversation."""
WORDED = {"text", "button", "interactive"}
"""Types that are their words; of the others the words stand beside something shared."""


@dataclass(frozen=True, slots=True)
class Taken:
    conversation: UUID
    contact: UUID
    message: UUID
    owner: str
    seq: int | None
    """None where the message was there already."""


async def take(unit: Unit, channel: str, message: Message, line: Line, pack: Pack, now: datetime) -> Taken:
    """Stores the message in the customer's conversation on its line, which is begun where there is none.

    One that goes on from a page is found by the code in the message.
    """
    person = message.person
    contact = await threads.contact_of(unit, channel, person.ids, person.name, now)
    id = derived(unit.tenant, channel, message.id)
    if known := await messages.conversation_of(unit, message.id):
        return Taken(known, contact, id, "", None)
    number = next((each for each in pack.file.channels.whatsapp.numbers if each.phone_number_id == line.id), None)
    brought = await bring(unit, message, contact, number, pack, now) if number else None
    if brought:
        message, contact = brought.message, brought.contact
    conversation = brought.conversation if brought else None
    conversation = conversation or await _held(unit, channel, message, contact, number, now)
    conversation = conversation or await _begin(unit, channel, message, contact, line.branch, pack.file, now)
    message = replace(message, text=await label_of(unit, message) or message.text)
    kind = "text" if message.kind in WORDED else message.kind[:50]
    row = await messages.arrive(
        unit, id, conversation, message.id, kind, message.text, _metadata(message), message.at, now
    )
    await threads.hear(unit, conversation, message)
    await apply_marks(unit, message.id)
    return Taken(conversation, contact, id, row["owner"], row["seq"])


async def _held(
    unit: Unit, channel: str, message: Message, contact: UUID, number: WhatsAppNumber | None, now: datetime
) -> UUID | None:
    """The conversation that the message answers, or that is open on the line, or was until it went back to its page."""
    if channel in THREADED:
        known = await threads.open_of(unit, contact, message.answers)
        return known["id"] if known else None
    if known := await threads.open_on(unit, channel, message.line, contact):
        await recognise(unit, known["id"], message.text)
        return UUID(str(known["id"]))
    before = await taken_back(unit, channel, message.line, contact) if number else None
    return await go_on(unit, before, message, number, now) if before and number else None


async def _begin(
    unit: Unit, channel: str, message: Message, contact: UUID, branch: str | None, file: PackFile, now: datetime
) -> UUID:
    before = await threads.count_on(unit, channel, message.line, contact)
    conversation = derived(unit.tenant, channel, message.line, str(contact), str(before))
    referral = message.data.get("referral") or {}
    await start(
        unit, id=conversation, channel=channel, external_id=message.person.ids[0], now=now,
        page_url=referral.get("source_url"), utm=_campaign(referral), branch=branch, name=message.person.name,
        phone=message.person.phone and message.person.phone[:20],
        tracking=file.sales_agent.page_tracking,
    )  # fmt: skip
    await threads.hold_on(unit, conversation, message.line)
    return conversation


def _campaign(referral: dict[str, Any]) -> dict[str, str]:
    """The advertisement that was pressed, in the terms in which visits are counted."""
    if not referral:
        return {}
    found = {
        "utm_source": "whatsapp",
        "utm_medium": referral.get("source_type"),
        "utm_content": referral.get("source_id"),
        "utm_term": referral.get("ctwa_clid"),
    }
    return {name: value for name, value in found.items() if isinstance(value, str) and value}


def _metadata(message: Message) -> dict[str, Any]:
    """What stands beside the words. ``sent_at`` orders what waits for a turn: messages may come in any order."""
    shared = {} if message.kind in WORDED and message.text else {"shared": message.kind}
    return {**message.data, **shared, "sent_at": message.at.isoformat()}


async def show_files(unit: Unit, message: UUID, kept: Sequence[Row], refused: Sequence[str]) -> None:
    """Files that were kept stand beside the message, as those of the page do; so does why others were not."""
    files = [{**row, "id": str(row["id"])} for row in kept]
    told = {**({"files": files} if files else {}), **({"refused_files": list(refused)} if refused else {})}
    await messages.add_data(unit, message, told)
