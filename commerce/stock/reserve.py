"""Keeps units back for a cart, until an hour. What is kept back stays on hand until it is sold."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from commerce.stock.model import OutOfStockError
from commerce.stock.repository import keep_back, left_for, release
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
        await keep_back(unit, cart, item, count, until)
