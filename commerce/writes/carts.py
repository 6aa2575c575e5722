"""Writes on a customer's cart."""

from commerce.carts.change import put
from commerce.carts.check_out import check_out
from commerce.metrics.repository import record
from commerce.writes.scope import Scope
from store.unit import Unit


async def put_items(unit: Unit, scope: Scope, *, items: dict[str, int]) -> None:
    """Exactly so many of each of ``items``; 0 takes one out."""
    await put(unit, scope.conversation, items, pack=scope.pack, now=scope.now)


async def keep_back(unit: Unit, scope: Scope) -> None:
    """Keeps back what is in the cart while the customer decides; raises OutOfStockError."""
    cart, _ = await check_out(unit, scope.contact, scope.pack, scope.now)
    await record(unit, scope.conversation, "checkout_started", scope.now, key=f"checkout:{cart.id}")
