"""A quote behind its link: read, looked at, answered."""

from dataclasses import dataclass
from typing import Literal

from commerce.audit.repository import record as audit
from commerce.conversations import repository as conversations
from commerce.profiles.repository import of_contact
from commerce.quotes import repository as quotes
from commerce.quotes.model import UnknownQuoteError
from commerce.quotes.paper import Paper, paper
from commerce.quotes.status import is_open
from commerce.quotes.today import still_stands
from server.wiring import House
from store.turns import ConversationEndedError
from store.unit import Row

Decision = Literal["accept", "decline"]


@dataclass(frozen=True, slots=True)
class Opened:
    """``newer``: the address of the version that has taken its place, where one has."""

    tenant: str
    row: Row
    paper: Paper
    is_open: bool
    newer: str | None


async def open_quote(house: House, token: str) -> Opened:
    """Raises UnknownQuoteError for a link that was not made here, was changed, or is over."""
    now = house.clock.now()
    tenant, quote = house.links.read(token, now)
    pack = house.tenant(tenant).pack
    async with house.store.unit(tenant) as unit:
        row = await quotes.by_id(unit, quote)
        if row["status"] == "draft":
            raise UnknownQuoteError("This quote is not sent yet.")
        newest = await quotes.by_number(unit, row["proposal_number"])
        talk = await conversations.get(unit, row["conversation_id"])
        known = await of_contact(unit, talk["contact_id"])
    customer = str(known.get("customer_name", {}).get("value") or "")
    made = paper(row, pack, now, customer=customer, url=url_of(house, tenant, row))
    newer = url_of(house, tenant, newest) if newest["id"] != row["id"] else None
    return Opened(tenant, row, made, is_open(row, now) and newer is None, newer)


def url_of(house: House, tenant: str, row: Row) -> str:
    """The address of that version, the same each time."""
    return house.links.url(tenant, row["id"], row["expires_at"])


async def look_at(house: House, found: Opened) -> None:
    """Counts a look at a quote that can still be answered."""
    if found.is_open:
        async with house.store.unit(found.tenant) as unit:
            await quotes.viewed(unit, found.row["id"], house.clock.now())


async def decide(house: House, found: Opened, decision: Decision) -> None:
    """The button under the quote: a turn of its conversation, or the record alone where that has ended."""
    if not found.is_open:
        return
    row, event = found.row, f"quote_{decision}"
    said = {"event": event, "number": row["proposal_number"], "version": row["version"]}
    try:
        await house.inbox.happen(found.tenant, row["conversation_id"], f"{event}:{row['id']}", said)
    except ConversationEndedError:
        await _record(house, found, decision)


async def expire_quotes(house: House, tenant: str) -> int:
    """Closes those whose time is up; how many."""
    async with house.store.unit(tenant) as unit:
        return await quotes.expire(unit, house.clock.now())


async def _record(house: House, found: Opened, decision: Decision) -> None:
    """Nobody can be shown other figures there any more: a quote whose prices have changed is over."""
    row, now, tenant = found.row, house.clock.now(), house.tenant(found.tenant)
    settle, done = quotes.accept if decision == "accept" else quotes.reject, f"quote.{decision}"
    if decision == "accept" and not still_stands(row, tenant.pack, tenant.desk.catalogue, now):
        settle, done = quotes.withdraw, "quote.withdraw"
    async with house.store.unit(found.tenant) as unit:
        await settle(unit, row["conversation_id"], row["proposal_number"], now)
        detail = {"quote": row["proposal_number"], "version": row["version"]}
        await audit(unit, "customer", done, conversation=row["conversation_id"], detail=detail, now=now)
