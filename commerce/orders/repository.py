"""The rows of ``orders``. Each comes with the ``contact_id`` of its conversation."""

from collections import Counter
from datetime import datetime
from uuid import UUID

from commerce.orders.model import PaymentStatus, Status, UnknownOrderError
from commerce.orders.status import refuse_unless_next
from commerce.stock.repository import put_back
from store.unit import Row, Unit


async def by_number(unit: Unit, number: str) -> Row | None:
    return await unit.row(
        "SELECT o.*, c.contact_id FROM orders o JOIN conversations c ON c.id = o.conversation_id WHERE o.number = %s",
        (number.strip().upper(),),
    )


async def by_key(unit: Unit, key: str) -> Row | None:
    return await unit.row(
        "SELECT o.*, c.contact_id FROM orders o JOIN conversations c ON c.id = o.conversation_id "
        "WHERE o.idempotency_key = %s",
        (key,),
    )


async def of_contact(unit: Unit, contact: UUID) -> list[Row]:
    """A customer's orders, newest first."""
    return await unit.rows(
        "SELECT o.*, c.contact_id FROM orders o JOIN conversations c ON c.id = o.conversation_id "
        "WHERE c.contact_id = %s ORDER BY o.created_at DESC",
        (contact,),
    )


async def status(unit: Unit, number: str) -> tuple[Status, PaymentStatus]:
    """Raises UnknownOrderError."""
    row = await by_number(unit, number)
    if row is None:
        raise UnknownOrderError(f"Order {number} was not found.")
    return row["status"], row["payment_status"]


async def move_to(unit: Unit, number: str, wanted: Status, now: datetime) -> Row:
    """Moves the order on; raises UnknownOrderError, and OrderStatusError where that cannot follow."""
    row = await _locked(unit, number)
    if row["status"] == wanted:
        return row
    refuse_unless_next(number, row["status"], wanted)
    await unit.run("UPDATE orders SET status = %s, updated_at = %s WHERE id = %s", (wanted, now, row["id"]))
    return {**row, "status": wanted, "updated_at": now}


async def cancel(unit: Unit, number: str, now: datetime) -> Row:
    """Cancels what has not been sent and puts its units back; cancelling twice is cancelling once."""
    before = await _locked(unit, number)
    after = await move_to(unit, number, "cancelled", now)
    if before["status"] != "cancelled":
        await put_back(unit, _units(after))
    return after


async def record_payment(unit: Unit, number: str, payment: PaymentStatus, now: datetime) -> Row:
    """What the payment provider said. A placed order that is paid is ``paid``."""
    row = await _locked(unit, number)
    await unit.run("UPDATE orders SET payment_status = %s, updated_at = %s WHERE id = %s", (payment, now, row["id"]))
    if payment == "paid" and row["status"] == "placed":
        row = await move_to(unit, number, "paid", now)
    return {**row, "payment_status": payment, "updated_at": now}


async def _locked(unit: Unit, number: str) -> Row:
    row = await unit.row("SELECT * FROM orders WHERE number = %s FOR UPDATE", (number,))
    if row is None:
        raise UnknownOrderError(f"Order {number} was not found.")
    return row


def _units(order: Row) -> Counter[str]:
    units: Counter[str] = Counter()
    for line in order["order_details"]["lines"]:
        units[line["item"]] += line["quantity"]
    return units
