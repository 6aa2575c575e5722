"""Looks at a cart once more and keeps its things back while the customer decides."""

from collections import Counter
from datetime import datetime, timedelta
from uuid import UUID

from commerce.carts import repository as carts
from commerce.carts.look import look
from commerce.carts.model import Cart, EmptyCartError
from commerce.packs.model import Pack
from commerce.stock.reserve import reserve
from store.unit import Unit


async def check_out(unit: Unit, contact: UUID, pack: Pack, now: datetime) -> tuple[Cart, datetime]:
    """The cart at today's prices, and until when its things are kept back; what changed is told with it.

    Raises EmptyCartError, and OutOfStockError with what is left.
    """
    row = await carts.open_row(unit, contact)
    cart = look(row, pack, now) if row else None
    if cart is None or not cart.items:
        raise EmptyCartError("There is nothing in the cart: add something first.")
    until = now + timedelta(minutes=pack.file.orders.reserve_minutes)
    await reserve(unit, cart.id, units_of(cart), until, now)
    await carts.save(unit, cart.id, cart.items, cart.totals.total.minor, now)
    return cart, until


def units_of(cart: Cart) -> Counter[str]:
    units: Counter[str] = Counter()
    for line in cart.items:
        units[line["item"]] += line["quantity"]
    return units
