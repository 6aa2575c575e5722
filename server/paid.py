"""A payment event comes in: verified on its raw body, kept, counted, and told as a turn, all in one transaction."""

from collections.abc import Mapping
from typing import TYPE_CHECKING
from uuid import UUID

from commerce.payments.model import Happened, Recorded
from commerce.payments.record import record
from kit.logging import logger
from store.turns import ConversationEndedError, arrive_in
from store.unit import Unit

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
        if recorded.told:
            await _announce(house, unit, recorded, event.id)
    level = log.warning if recorded.outcome in {"held", "unknown"} else log.info
    level("payment_event", tenant=tenant, kind=event.kind, outcome=recorded.outcome, why=recorded.why)
    return recorded


async def tell(house: "House", tenant: str, recorded: Recorded) -> None:
    """Runs the turn that tells the customer; nothing where a person owns the conversation, who sees it there."""
    if recorded.told and recorded.order:
        await house.runner.run(tenant, UUID(str(recorded.order["conversation_id"])))


async def _announce(house: "House", unit: Unit, recorded: Recorded, event: str) -> None:
    assert recorded.order is not None
    assert recorded.told is not None
    try:
        await arrive_in(
            unit, recorded.order["conversation_id"], message=house.ids.new(), client_id=f"payment:{event}",
            event=recorded.told, at=house.clock.now(),
        )  # fmt: skip
    except ConversationEndedError:
        log.info("payment_after_the_end", tenant=unit.tenant, order=recorded.order["number"])
