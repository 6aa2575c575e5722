"""The rows of ``orders``. Each comes with the ``contact_id`` of its conversation."""

from datetime import datetime
from uuid import UUID

from psycopg.types.json import Jsonb

from commerce.orders.model import PaymentStatus, Status, UnknownOrderError
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
        "WHERE c.contact_id = %s ORDER BY o.created_at DESC, o.number",
        (contact,),
    )


async def status(unit: Unit, number: str) -> tuple[Status, PaymentStatus]:
    """Raises UnknownOrderError."""
    row = await by_number(unit, number)
    if row is None:
        raise UnknownOrderError(f"Order {number} was not found.")
    return row["status"], row["payment_status"]


async def locked(unit: Unit, number: str) -> Row:
    """Raises UnknownOrderError."""
    row = await unit.row("SELECT * FROM orders WHERE number = %s FOR UPDATE", (number.strip().upper(),))
    if row is None:
        raise UnknownOrderError(f"Order {number} was not found.")
    return row


async def locked_by_id(unit: Unit, order: UUID) -> Row:
    row = await unit.row("SELECT * FROM orders WHERE id = %s FOR UPDATE", (order,))
    assert row is not None
    return row


async def set_status(unit: Unit, row: Row, wanted: Status, by: str, now: datetime) -> Row:
    entry = {"at": now.isoformat(), "status": wanted, "by": by}
    await unit.run(
        "UPDATE orders SET status = %s, history = history || %s, updated_at = %s WHERE id = %s",
        (wanted, Jsonb([entry]), now, row["id"]),
    )
    return {**row, "status": wanted, "history": [*row["history"], entry], "updated_at": now}


async def set_payment(unit: Unit, row: Row, payment: PaymentStatus, now: datetime) -> Row:
    entry = {"at": now.isoformat(), "payment": payment}
    await unit.run(
        "UPDATE orders SET payment_status = %s, history = history || %s, updated_at = %s WHERE id = %s",
        (payment, Jsonb([entry]), now, row["id"]),
    )
    return {**row, "payment_status": payment, "history": [*row["history"], entry], "updated_at": now}


async def overdue(unit: Unit, now: datetime, limit: int) -> list[Row]:
    """Orders whose hour has passed without a payment, longest first; others skip what one process is at."""
    return await unit.rows(
        "SELECT * FROM orders WHERE tenant_id = %s AND status = 'placed' AND due_at <= %s "
        "AND payment_status IN ('pending', 'failed', 'expired') ORDER BY due_at LIMIT %s FOR UPDATE SKIP LOCKED",
        (unit.tenant, now, limit),
    )
