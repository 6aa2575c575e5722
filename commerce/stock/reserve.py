"""Keeps units back for a cart, until an hour. What is kept back stays on hand until it is sold."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from commerce.stock.model import OutOfStockError
from commerce.stock.repository import left_for
from store.unit import Unit


async def reserve(unit: Unit, cart: UUID, wanted: Mapping[str, int], until: datetime, now: datetime) -> None:
    """Exactly ``wanted`` for the cart, whatever it had before; raises OutOfStockError with what others leave."""
    await release(unit, cart)
    for item, count in sorted(wanted.items()):
        left = await left_for(unit, item, cart, now)
        if left is None:
            continue
        if left < count:
            raise OutOfStockError(item, count, left)
        await unit.run(
            "INSERT INTO reservations (tenant_id, cart_id, item_id, quantity, until) VALUES (%s, %s, %s, %s, %s)",
            (unit.tenant, cart, item, count, until),
        )


async def release(unit: Unit, cart: UUID) -> None:
    await unit.run("DELETE FROM reservations WHERE cart_id = %s", (cart,))


async def reserved(unit: Unit, cart: UUID, now: datetime) -> dict[str, int]:
    """What is kept back for the cart now, by item."""
    rows = await unit.rows("SELECT item_id, quantity FROM reservations WHERE cart_id = %s AND until > %s", (cart, now))
    return {row["item_id"]: row["quantity"] for row in rows}


async def forget_lapsed(unit: Unit, now: datetime) -> int:
    """Tidies up: what has lapsed counts for nothing already."""
    return await unit.run("DELETE FROM reservations WHERE until <= %s", (now,))
