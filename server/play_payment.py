"""A script plays the payment service: the newest order of a conversation is paid, or is not."""

from uuid import UUID

from commerce.conversations.repository import get
from commerce.orders.repository import of_contact
from commerce.payments.repository import of_order
from graphs.inbox import Answer, answer_of
from kit.errors import InvalidInputError
from server.paid import take_event
from server.routes.payments import link_for
from server.wiring import House, Tenant
from tools.payments.port import EventKind

KINDS: tuple[EventKind, ...] = ("paid", "pending", "failed", "expired", "refunded")


async def pay_newest(house: House, tenant: str, conversation: UUID, kind: str) -> Answer:
    """Lets it happen as the service would, by a signed event, and gives the turn that tells of it."""
    known = next((each for each in KINDS if each == kind), None)
    if known is None:
        raise InvalidInputError(f"pay: {kind!r}: expected one of {', '.join(KINDS)}.")
    found = house.tenant(tenant)
    link = await _link(house, found, conversation)
    await take_event(house, tenant, *found.payments.happen(link, known, house.clock.now()))
    done = await house.runner.run(tenant, conversation)
    return answer_of(done[-1]) if done else Answer(None, [], found.pack.file.languages[0], "human")


async def _link(house: House, found: Tenant, conversation: UUID) -> str:
    async with house.store.unit(found.id) as unit:
        orders = await of_contact(unit, (await get(unit, conversation))["contact_id"])
        made = await of_order(unit, orders[0]["id"]) if orders else []
    if not orders:
        raise InvalidInputError("pay: there is no order in this conversation yet.")
    if made:
        return str(made[0]["link_id"])
    return (await link_for(house, found, orders[0]["number"])).rsplit("/", 1)[-1]
