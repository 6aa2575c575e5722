"""Each thing that a webhook told becomes its rows. What cannot be taken in does not keep the others back."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import psycopg

from commerce.attachments.keep import keep, plain_name
from commerce.consents import repository as consents
from commerce.consents.words import wish_in
from commerce.media.repository import expect
from commerce.packs.channels import Uploads
from commerce.sends import repository as sends
from commerce.templates.repository import set_status
from commerce.threads import messages, repository
from commerce.threads.incoming import Item, Mark, Message, Moved, Preference, Status, TemplateChange, Unknown
from commerce.threads.marks import mark
from commerce.threads.messages import Taken
from kit.errors import ParleyError
from kit.ids import derived
from kit.logging import logger
from server.sending.lost import lost
from server.webhooks.mailed import recognise
from server.webhooks.pick import with_pick
from server.wiring import House
from store.unit import Row, Unit

log = logger("webhook")


@dataclass(frozen=True, slots=True)
class Arrived:
    """A conversation in which something came in."""

    conversation: UUID
    seq: int
    owner: str


async def take_in(
    house: House, unit: Unit, tenant: str, channel: str, told: Sequence[tuple[UUID, Item]], now: datetime
) -> tuple[list[Arrived], dict[UUID, str]]:
    """The conversations to answer, and why what was left out was, by the body that it came in."""
    arrived: dict[UUID, Arrived] = {}
    failures: dict[UUID, str] = {}
    for body, item in sorted(told, key=lambda pair: _order(pair[1])):
        try:
            async with unit.connection.transaction():
                found = await _take(house, unit, tenant, channel, item, now)
        except (ParleyError, psycopg.DataError, psycopg.IntegrityError) as error:
            log.error("webhook_item_failed", tenant=tenant, what=type(item).__name__, exc_info=error)
            failures[body] = str(error)
            continue
        if found:
            arrived[found.conversation] = found
    return list(arrived.values()), failures


def _order(item: Item) -> tuple[str, str]:
    """By the channel's clock."""
    at: datetime | None = getattr(item, "at", None)
    return (at.isoformat() if at else "", str(getattr(item, "id", "")))


async def _take(house: House, unit: Unit, tenant: str, channel: str, item: Item, now: datetime) -> Arrived | None:
    match item:
        case Message():
            return await _message(house, unit, tenant, channel, item, now)
        case Mark():
            await mark(unit, item)
        case Status():
            if failed := await sends.tell(unit, item):
                await lost(house, unit, channel, failed, item.errors, item.at)
        case Moved():
            contact = await repository.contact_of(unit, channel, [*item.before.ids, *item.after.ids], None, now)
            await repository.move(unit, channel, item, contact)
        case Preference():
            contact = await repository.contact_of(unit, channel, item.person.ids, item.person.name, now)
            await consents.keep(unit, contact, channel, item.purpose, allowed=item.allowed, source=channel, at=item.at)
        case TemplateChange():
            await set_status(unit, channel, item.name, item.language, item.status)
        case Unknown():
            log.info("webhook_item_kept", tenant=tenant, what=item.what, why=item.why)
    return None


async def _message(house: House, unit: Unit, tenant: str, channel: str, item: Message, now: datetime) -> Arrived | None:
    line, pack = house.lines.line(tenant, channel, item.line), house.tenant(tenant).pack
    if line is None:
        log.warning("line_unknown", tenant=tenant, line=item.line)
        return None
    await recognise(house, unit, channel, item)
    item = await with_pick(unit, channel, item)
    taken = await messages.take(unit, channel, item, line, pack, now)
    if taken.seq is None:
        return None
    if wish := wish_in(item.text):
        await consents.keep(unit, taken.contact, channel, "all", allowed=wish == "start", source="words", at=item.at)
    await _keep_files(unit, taken, item, pack.file.channels.web.uploads, now)
    if item.attached:
        await expect(unit, taken.conversation, taken.message, item.attached, now)
    return Arrived(taken.conversation, taken.seq, taken.owner)


async def _keep_files(unit: Unit, taken: Taken, item: Message, allowed: Uploads | None, now: datetime) -> None:
    """Those that the business takes, checked as everywhere; of the others the message says what was wrong."""
    kept: list[Row] = []
    refused: list[str] = []
    for number, given in enumerate(item.files):
        id = derived(unit.tenant, str(taken.message), str(number))
        try:
            kept.append(await keep(unit, id, taken.conversation, given, allowed, now))
        except ParleyError as error:
            refused.append(f"{plain_name(given.name)}: {error.detail}")
    if item.files:
        await messages.show_files(unit, taken.message, kept, refused)
