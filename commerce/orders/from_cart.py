"""An order of all that is in a cart: one cart is one order, however often it is asked for."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from commerce.carts import repository as carts
from commerce.carts.look import look
from commerce.carts.model import CartOrderedError, EmptyCartError
from commerce.carts.price import asked_on
from commerce.conversations.repository import get
from commerce.delivery.line import with_delivery
from commerce.orders.model import Purchase
from commerce.orders.number import number_of
from commerce.orders.place import place
from commerce.orders.repository import by_key
from commerce.packs.model import Pack
from store.unit import Row, Unit


async def order_cart(
    unit: Unit, conversation: UUID, pack: Pack, delivery: Mapping[str, Any], now: datetime, *, cart: UUID | None = None
) -> Row:
    """The order, or the one that the cart became before. Without ``cart``, of the customer's open one.

    Raises EmptyCartError, NoCartError, CartOrderedError, OutOfStockError.
    """
    contact = (await get(unit, conversation))["contact_id"]
    row = await carts.by_id(unit, cart, contact) if cart else await carts.open_row(unit, contact)
    if row is None:
        raise EmptyCartError("There is nothing in the cart: add something first.")
    if earlier := await by_key(unit, key_of(row["id"])):
        return earlier
    if row["status"] != "open":
        raise CartOrderedError(f"Cart {row['id']} is {row['status']}: it cannot be ordered any more.")
    found = look(row, pack, now)
    if not found.items:
        raise EmptyCartError("There is nothing in the cart: add something first.")
    number = number_of(pack, conversation, str(found.id))
    lines = with_delivery(found.plain(), delivery, pack)
    bought = Purchase(conversation, number, key_of(found.id), lines, delivery, cart=found.id, asked=asked_on(pack, now))
    return await place(unit, bought, pack, now)


def key_of(cart: UUID) -> str:
    return f"cart:{cart}"
