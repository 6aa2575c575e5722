"""A quote that a person prepared goes to its customer: the assistant shows it, or whoever has the conversation does."""

from typing import Any

from commerce.approvals import repository as approvals
from commerce.conversations import repository as conversations
from commerce.quotes import repository as quotes
from commerce.quotes.drafts import repository as drafts
from commerce.quotes.paper import paper
from server.prepared import Person, noted, shown
from server.quotes import url_of
from server.wiring import House, Tenant
from store.unit import Row


async def send(house: House, tenant: str, number: str, by: Person) -> dict[str, Any]:
    """The quote as it went out, with its ``url``. The assistant prices it anew; a person sends it as it stands.

    Raises UnknownQuoteError, QuoteClosedError once it is sent, LeaseLostError where a colleague has the conversation.
    """
    found, now = house.tenant(tenant), house.clock.now()
    async with house.store.unit(found.id) as unit:
        row = await drafts.get(unit, number, lock=True)
        owner = (await conversations.get(unit, row["conversation_id"]))["owner"]
        terms = row["terms"]
        granted = await approvals.grant(unit, row, by.who, terms["approved_by"], now) if terms.get("off_bp") else None
        await noted(unit, "quote.send", row, by, now)
    if owner == "human":
        await _by_hand(house, found, row, by)
    else:
        event = {**_wanted(row), "approval": str(granted) if granted else None, "role": terms.get("approved_by")}
        await house.inbox.happen(found.id, row["conversation_id"], f"quote_prepared:{row['proposal_number']}", event)
    async with house.store.unit(found.id) as unit:
        sent = await quotes.by_number(unit, row["proposal_number"])
    return {**shown(sent), "url": url_of(house, found.id, sent)}


async def _by_hand(house: House, found: Tenant, row: Row, by: Person) -> None:
    """In the person's own message; said first, so that nothing counts as sent that was not."""
    made = paper(row, found.pack, house.clock.now())
    text = f"{made['title']} {made['number']}: {made['total']['amount']}. {made['valid_until']}.\n"
    address = url_of(house, found.id, row)
    await house.people.say(found.id, row["conversation_id"], by.who, f"quote:{made['number']}", text + address)
    async with house.store.unit(found.id) as unit:
        await drafts.mark_sent(unit, row, house.clock.now())


def _wanted(row: Row) -> dict[str, Any]:
    """The event of the turn: what is wanted, whose figures are counted again there."""
    lines = [{"item": line["item"], "quantity": int(line["quantity"])} for line in row["lines"]]
    terms = row["terms"]
    return {"event": "quote_prepared", "number": row["proposal_number"], "lines": lines,
            "coupon": terms.get("coupon"), "off_bp": terms.get("off_bp")}  # fmt: skip
