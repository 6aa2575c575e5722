"""The rows of ``cart_sessions``."""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from psycopg.types.json import Jsonb

from commerce.carts import lines as cart_lines
from commerce.carts.lines import Line
from commerce.carts.price import price
from commerce.packs.model import Pack
from kit.errors import NotFoundError
from kit.ids import derived
from store.unit import Row, Unit


class NoCartError(NotFoundError):
    title = "There is no open cart"


async def open_cart(unit: Unit, conversation: UUID) -> Row | None:
    """The open cart: ``items`` are ``[{"item", "quantity"}]``, ``total_amount`` in minor units."""
    return await unit.row(
        "SELECT * FROM cart_sessions WHERE session_id = %s AND status = 'open' FOR UPDATE", (conversation,)
    )


async def add(unit: Unit, conversation: UUID, item: str, quantity: int, *, pack: Pack, now: datetime) -> Row:
    """So many more of an item; opens a cart where there is none. Raises UnknownItemError."""
    cart = await _opened(unit, conversation, pack, now)
    return await _change(unit, cart, lambda lines: cart_lines.add(lines, item, quantity), pack, now)


async def update(unit: Unit, conversation: UUID, item: str, quantity: int, *, pack: Pack, now: datetime) -> Row:
    """Exactly so many of an item, 0 takes it out; raises NoCartError, UnknownItemError."""
    cart = await open_cart(unit, conversation)
    if cart is None:
        raise NoCartError(f"Conversation {conversation} has no open cart.")
    return await _change(unit, cart, lambda lines: cart_lines.update(lines, item, quantity), pack, now)


async def _opened(unit: Unit, conversation: UUID, pack: Pack, now: datetime) -> Row:
    earlier = await unit.row("SELECT count(*) AS n FROM cart_sessions WHERE session_id = %s", (conversation,))
    cart = derived(unit.tenant, str(conversation), "cart", str(earlier["n"] if earlier else 0))
    await unit.run(
        "INSERT INTO cart_sessions (id, tenant_id, session_id, currency, status, created_at, updated_at) "
        "VALUES (%s, %s, %s, %s, 'open', %s, %s) ON CONFLICT DO NOTHING",
        (cart, unit.tenant, conversation, pack.file.currency, now, now),
    )
    row = await open_cart(unit, conversation)
    assert row is not None
    return row


async def _change(unit: Unit, cart: Row, change: Callable[[list[Line]], list[Line]], pack: Pack, now: datetime) -> Row:
    items = change(cart["items"])
    amount = price(items, pack).total.minor
    await unit.run(
        "UPDATE cart_sessions SET items = %s, total_amount = %s, updated_at = %s WHERE id = %s",
        (Jsonb(items), amount, now, cart["id"]),
    )
    return {**cart, "items": items, "total_amount": amount, "updated_at": now}
