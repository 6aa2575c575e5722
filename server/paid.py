"""What happens to orders outside their conversations: kept and counted, and told as a turn, in one transaction."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any
from uuid import UUID

from commerce.orders.model import Status
from commerce.orders.move import lapse, move_to
from commerce.payments.model import Happened, Recorded
from commerce.payments.record import record
from commerce.stock.repository import forget_lapsed
from kit.logging import logger
from store.turns import ConversationEndedError, arrive_in
from store.unit import Row, Unit

if TYPE_CHECKING:
    from server.wiring import House

log = logger("paid")


async def take_event(house: "House", tenant: str, body: bytes, headers: Mapping[str, str]) -> Recorded:
    """What became of the event; the turn that tells of it waits to be run.

    Raises SignatureError, EventError. Should this process die now, the sweeper runs that turn.
    """
    found, now = house.tenant(tenant), house.clock.now()
    told = found.payments.read_event(body, headers, now)
    event = Happened(told.id, told.kind, told.link, told.reference, told.amount, told.at)
    async with house.store.unit(tenant) as unit:
        recorded = await record(unit, found.payments.provider, event, body, found.pack, now)
        if recorded.told and recorded.order:
            await _arrives(house, unit, recorded.order["conversation_id"], f"payment:{event.id}", recorded.told)
    level = log.warning if recorded.outcome in {"held", "unknown"} else log.info
    level("payment_event", tenant=tenant, kind=event.kind, outcome=recorded.outcome, why=recorded.why)
    return recorded


async def tell(house: "House", tenant: str, recorded: Recorded) -> None:
    """Runs the turn that tells the customer; nothing where a person owns the conversation, who sees it there."""
    if recorded.told and recorded.order:
        await house.runner.run(tenant, UUID(str(recorded.order["conversation_id"])))


async def move_order(house: "House", tenant: str, number: str, status: Status, by: str) -> Row:
    """Moves an order on and tells its customer. Raises UnknownOrderError, OrderStatusError."""
    async with house.store.unit(tenant) as unit:
        row = await move_to(unit, number, status, house.clock.now(), by)
        event = {"event": "order_moved", "order": row["number"], "status": status}
        told = await _arrives(house, unit, row["conversation_id"], f"moved:{row['number']}:{status}", event)
    if told:
        await house.runner.run(tenant, row["conversation_id"])
    return row


async def lapse_orders(house: "House", tenant: str) -> list[UUID]:
    """Cancels the orders that nobody paid in time and lets go of what lapsed carts kept back; whom to tell."""
    now = house.clock.now()
    told: list[UUID] = []
    async with house.store.unit(tenant) as unit:
        await forget_lapsed(unit, now)
        for order in await lapse(unit, now):
            event = {"event": "order_lapsed", "order": order["number"]}
            if await _arrives(house, unit, order["conversation_id"], f"lapsed:{order['number']}", event):
                told.append(order["conversation_id"])
    return told


async def _arrives(house: "House", unit: Unit, conversation: UUID, id: str, event: dict[str, Any]) -> bool:
    """Whether the event waits for its turn; a conversation that has ended hears of nothing any more."""
    try:
        await arrive_in(unit, conversation, message=house.ids.new(), client_id=id, event=event, at=house.clock.now())
    except ConversationEndedError:
        log.info("event_after_the_end", tenant=unit.tenant, event_id=id)
        return False
    return True
