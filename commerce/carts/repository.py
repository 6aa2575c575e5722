"""The rows of ``cart_sessions``."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from psycopg.types.json import Jsonb

from commerce.carts.model import Line, NoCartError
from kit.ids import derived
from store.unit import Row, Unit


async def open_row(unit: Unit, contact: UUID, *, lock: bool = True) -> Row | None:
    """The customer's open cart: ``items`` are lines, ``total_amount`` is in minor units."""
    if lock:
        return await unit.row(
            "SELECT * FROM cart_sessions WHERE contact_id = %s AND status = 'open' FOR UPDATE", (contact,)
        )
    return await unit.row("SELECT * FROM cart_sessions WHERE contact_id = %s AND status = 'open'", (contact,))


async def by_id(unit: Unit, cart: UUID, contact: UUID) -> Row:
    """Raises NoCartError, also for another customer's."""
    row = await unit.row("SELECT * FROM cart_sessions WHERE id = %s AND contact_id = %s FOR UPDATE", (cart, contact))
    if row is None:
        raise NoCartError(f"Cart {cart} was not found.")
    return row


async def opened(unit: Unit, contact: UUID, conversation: UUID, currency: str, now: datetime) -> Row:
    """The open cart, made where there is none."""
    earlier = await unit.row("SELECT count(*) AS n FROM cart_sessions WHERE contact_id = %s", (contact,))
    await unit.run(
        "INSERT INTO cart_sessions (id, tenant_id, session_id, contact_id, user_profile_id, currency, status, "
        "created_at, updated_at) VALUES (%(id)s, %(tenant)s, %(conversation)s, %(contact)s, "
        "(SELECT id FROM user_profiles WHERE contact_id = %(contact)s), %(currency)s, 'open', %(now)s, %(now)s) "
        "ON CONFLICT DO NOTHING",
        {
            "id": next_id(unit.tenant, contact, earlier["n"] if earlier else 0),
            "tenant": unit.tenant,
            "conversation": conversation,
            "contact": contact,
            "currency": currency,
            "now": now,
        },
    )
    row = await open_row(unit, contact)
    assert row is not None
    return row


def next_id(tenant: str, contact: UUID, earlier: int) -> UUID:
    """The id of the customer's cart after ``earlier`` ones."""
    return derived(tenant, str(contact), "cart", str(earlier))


async def count(unit: Unit, contact: UUID) -> int:
    """How many carts the customer has had."""
    row = await unit.row("SELECT count(*) AS n FROM cart_sessions WHERE contact_id = %s", (contact,))
    return int(row["n"]) if row else 0


async def save(unit: Unit, cart: UUID, items: Sequence[Line], amount: int, now: datetime) -> None:
    await unit.run(
        "UPDATE cart_sessions SET items = %s, total_amount = %s, updated_at = %s WHERE id = %s",
        (Jsonb(list(items)), amount, now, cart),
    )


async def hand_over(unit: Unit, cart: UUID, contact: UUID, now: datetime) -> None:
    """The cart is that contact's from now on."""
    await unit.run("UPDATE cart_sessions SET contact_id = %s, updated_at = %s WHERE id = %s", (contact, now, cart))


async def close(unit: Unit, cart: UUID, status: str, now: datetime) -> None:
    """``status``: ``ordered`` or ``abandoned``."""
    await unit.run("UPDATE cart_sessions SET status = %s, updated_at = %s WHERE id = %s", (status, now, cart))
