"""The rows of ``orders``. Each comes with the ``contact_id`` of its conversation."""

from datetime import datetime
from uuid import UUID

from psycopg.types.json import Jsonb

from commerce.orders.model import Bill, PaymentStatus, Purchase, Status, UnknownOrderError
from kit.ids import derived
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


async def locked(unit: Unit, number: str) -> Row:
    """Raises UnknownOrderError."""
    row = await unit.row(
        "SELECT o.*, c.contact_id FROM orders o JOIN conversations c ON c.id = o.conversation_id "
        "WHERE o.number = %s FOR UPDATE OF o",
        (number.strip().upper(),),
    )
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


async def add(unit: Unit, purchase: Purchase, bill: Bill, due: datetime | None, now: datetime) -> bool:
    """Whether it is new: one key is one order. ``due``: when it lapses where nobody pays."""
    added = await unit.run(
        """
        INSERT INTO orders (
            id, tenant_id, conversation_id, number, cart_session_id, quote_id,
            user_profile_id, sold_by, branch,
            order_details, subtotal, tax, total, currency, status, payment_status, delivery_info,
            idempotency_key, due_at, history, created_at, updated_at)
        SELECT %(id)s, %(tenant)s, c.id, %(number)s, %(cart)s, %(quote)s,
               (SELECT p.id FROM user_profiles p WHERE p.contact_id = c.contact_id),
               coalesce(%(sold_by)s, c.assigned_agent_id,
                        (SELECT a.actor FROM audit a WHERE a.conversation_id = c.id
                            AND a.action = 'conversation.take_over' ORDER BY a.id DESC LIMIT 1)),
               coalesce(%(branch)s, c.branch),
               %(details)s, %(subtotal)s, %(tax)s, %(total)s, %(currency)s, 'placed', 'pending', %(delivery)s,
               %(key)s, %(due)s, %(history)s, %(now)s, %(now)s
          FROM conversations c WHERE c.id = %(conversation)s
        ON CONFLICT (tenant_id, idempotency_key) DO NOTHING
        """,
        {
            "id": derived(unit.tenant, "order", purchase.key),
            "tenant": unit.tenant,
            "conversation": purchase.conversation,
            "number": purchase.number,
            "cart": purchase.cart,
            "quote": bill.quote,
            "sold_by": purchase.sold_by,
            "branch": purchase.delivery.get("branch_id"),
            "details": Jsonb({"lines": list(bill.lines)}),
            "subtotal": bill.subtotal,
            "tax": bill.tax,
            "total": bill.total,
            "currency": bill.currency,
            "delivery": Jsonb(dict(purchase.delivery)),
            "key": purchase.key,
            "due": due,
            "history": Jsonb([{"at": now.isoformat(), "status": "placed"}]),
            "now": now,
        },
    )
    return added == 1


async def remember(unit: Unit, purchase: Purchase, bill: Bill, now: datetime) -> None:
    """Adds it to what its customer has bought."""
    entry = {"number": purchase.number, "at": now.isoformat(), "total": bill.total, "currency": bill.currency}
    await unit.run(
        "UPDATE user_profiles SET purchase_history = purchase_history || %s, updated_at = %s "
        "WHERE contact_id = (SELECT contact_id FROM conversations WHERE id = %s)",
        (Jsonb([entry]), now, purchase.conversation),
    )


async def extend(unit: Unit, order: UUID, until: datetime | None) -> None:
    """It does not lapse before then."""
    await unit.run(
        "UPDATE orders SET due_at = greatest(due_at, %s) WHERE id = %s AND due_at IS NOT NULL", (until, order)
    )
