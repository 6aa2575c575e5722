"""Puts things into a customer's cart, and takes them out."""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from commerce.carts import lines as cart_lines
from commerce.carts import repository as carts
from commerce.carts.look import look
from commerce.carts.model import Cart, Line, NoCartError
from commerce.catalogue.catalogue import Catalogue
from commerce.conversations.repository import get
from commerce.packs.model import Pack
from commerce.stock.repository import release
from kit.errors import InvalidInputError
from store.unit import Row, Unit

Change = Callable[[list[Line]], list[Line]]


async def open_cart(unit: Unit, contact: UUID, pack: Pack, now: datetime) -> Cart | None:
    """The customer's open cart at today's prices; waits for whoever is changing it."""
    row = await carts.open_row(unit, contact)
    return look(row, pack, now) if row else None


async def add(unit: Unit, conversation: UUID, item: str, quantity: int, *, pack: Pack, now: datetime) -> Cart:
    """So many more of an item; opens a cart where there is none. Raises UnknownItemError, InvalidInputError."""
    sold(item, pack)
    return await _change(
        unit, await _opened(unit, conversation, pack, now), lambda had: cart_lines.add(had, item, quantity), pack, now
    )


async def update(unit: Unit, conversation: UUID, item: str, quantity: int, *, pack: Pack, now: datetime) -> Cart:
    """Exactly so many of an item, 0 takes it out; raises NoCartError, UnknownItemError, InvalidInputError."""
    row = await carts.open_row(unit, (await get(unit, conversation))["contact_id"])
    if row is None:
        raise NoCartError("There is no open cart: add something first.")
    if all(line["item"] != item for line in row["items"]):
        sold(item, pack)
    return await _change(unit, row, lambda had: cart_lines.update(had, item, quantity), pack, now)


async def put(unit: Unit, conversation: UUID, items: dict[str, int], *, pack: Pack, now: datetime) -> Cart:
    """Exactly so many of each of ``items``, 0 takes one out; opens a cart where there is none."""

    def every(had: list[Line]) -> list[Line]:
        for item, quantity in items.items():
            had = cart_lines.update(had, item, quantity)
        return had

    for item in [name for name, quantity in items.items() if quantity]:
        sold(item, pack)
    return await _change(unit, await _opened(unit, conversation, pack, now), every, pack, now)


def sold(item: str, pack: Pack) -> None:
    """Raises UnknownItemError, and InvalidInputError for what is not sold over the counter."""
    found = Catalogue(pack).item(item)
    if found.price_from or found.unit == "sqft":
        raise InvalidInputError(f"{item} cannot be put into a cart: its exact price needs a quote")


async def _opened(unit: Unit, conversation: UUID, pack: Pack, now: datetime) -> Row:
    contact = (await get(unit, conversation))["contact_id"]
    return await carts.opened(unit, contact, conversation, pack.file.currency, now)


async def _change(unit: Unit, row: Row, change: Change, pack: Pack, now: datetime) -> Cart:
    """What was kept back for the cart as it was is let go: it is kept back anew at the check-out."""
    catalogue = Catalogue(pack)
    items = change([line for line in row["items"] if catalogue.knows(line["item"])])
    cart = look({**row, "items": [{**line, "unit_price": 0} for line in items]}, pack, now)
    await carts.save(unit, cart.id, cart.items, cart.totals.total.minor, now)
    await release(unit, cart.id)
    return cart
