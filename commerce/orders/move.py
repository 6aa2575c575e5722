"""Moves orders on, cancels them, and lets those lapse that nobody paid."""

from datetime import datetime, timedelta
from uuid import UUID

from commerce.orders.model import NotCancellableError, Status, UnknownOrderError
from commerce.orders.place import units_in
from commerce.orders.repository import locked, overdue, set_status
from commerce.orders.status import refuse_unless_next
from commerce.packs.model import Pack
from commerce.stock.repository import put_back
from store.unit import Row, Unit

AT_ONCE = 50
STATES = ("placed", "paid", "ready")


async def move_to(unit: Unit, number: str, wanted: Status, now: datetime, by: str = "system") -> Row:
    """Moves the order on; raises UnknownOrderError, and OrderStatusError where that cannot follow."""
    row = await locked(unit, number)
    return await _moved(unit, row, wanted, by, now)


async def cancel(unit: Unit, number: str, now: datetime, by: str = "system") -> Row:
    """Cancels what has not been sent and puts its units back; cancelling twice is cancelling once."""
    return await _moved(unit, await locked(unit, number), "cancelled", by, now)


async def cancel_own(unit: Unit, number: str, contact: UUID, pack: Pack, now: datetime) -> Row:
    """By the customer, as far as the pack's rules allow; raises NotCancellableError, UnknownOrderError."""
    row = await locked(unit, number)
    if row["contact_id"] != contact:
        raise UnknownOrderError(f"Order {number} was not found.")
    if row["status"] != "cancelled" and (why := refusal(row, pack, now)):
        raise NotCancellableError(f"Order {number} cannot be cancelled without a person any more.", why)
    return await _moved(unit, row, "cancelled", "customer", now)


def refusal(row: Row, pack: Pack, now: datetime) -> str | None:
    """Why a customer cannot cancel it without a person: ``state`` or ``time``; None where they can."""
    rules = pack.file.orders.cancellation
    allowed = STATES[: STATES.index(rules.until) + 1] if rules.until in STATES else ()
    if row["status"] not in allowed:
        return "state"
    late = rules.hours is not None and now > row["created_at"] + timedelta(hours=rules.hours)
    return "time" if late else None


async def lapse(unit: Unit, now: datetime) -> list[Row]:
    """Cancels the orders that nobody paid in time; which ones."""
    return [await _moved(unit, row, "cancelled", "lapsed", now) for row in await overdue(unit, now, AT_ONCE)]


async def _moved(unit: Unit, row: Row, wanted: Status, by: str, now: datetime) -> Row:
    if row["status"] == wanted:
        return row
    refuse_unless_next(row["number"], row["status"], wanted)
    if wanted == "cancelled":
        await put_back(unit, units_in(row["order_details"]["lines"]), row["delivery_info"].get("branch_id"))
    return await set_status(unit, row, wanted, by, now)
