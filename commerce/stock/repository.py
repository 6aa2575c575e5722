"""The rows of ``stock``, ``branch_stock`` and ``reservations``.

An item without a row is not counted: services, and parts made to order."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from uuid import UUID

from commerce.packs.items import Item
from commerce.packs.model import Pack
from commerce.stock.model import Level, OutOfStockError
from store.unit import Row, Unit


async def seed(unit: Unit, pack: Pack, now: datetime) -> None:
    """Gives every counted item of the pack its first figure; figures that are there already stay."""
    for item in pack.catalogue.items:
        if item.stock is not None:
            await unit.run(
                "INSERT INTO stock (tenant_id, item_id, on_hand, checked_at) VALUES (%s, %s, %s, %s) "
                "ON CONFLICT DO NOTHING",
                (unit.tenant, item.id, item.stock, now),
            )
            await _seed_branches(unit, item)


async def _seed_branches(unit: Unit, item: Item) -> None:
    for branch, count in item.stock_at.items():
        await unit.run(
            "INSERT INTO branch_stock (tenant_id, item_id, branch_id, on_hand) VALUES (%s, %s, %s, %s) "
            "ON CONFLICT DO NOTHING",
            (unit.tenant, item.id, branch, count),
        )


async def levels(unit: Unit, items: Iterable[str], now: datetime | None = None) -> dict[str, Level]:
    """The figure of each counted item among ``items``; with ``now``, less what is kept back for carts then."""
    rows = await unit.rows(
        """
        SELECT s.item_id, s.on_hand, s.checked_at, coalesce(sum(r.quantity), 0)::integer AS held,
               (SELECT json_object_agg(b.branch_id, b.on_hand ORDER BY b.branch_id)
                  FROM branch_stock b WHERE b.item_id = s.item_id) AS branches
          FROM stock s LEFT JOIN reservations r ON r.item_id = s.item_id AND r.until > %s
         WHERE s.item_id = ANY(%s) GROUP BY s.item_id, s.on_hand, s.checked_at
        """,
        (now, list(items)),
    )
    return {row["item_id"]: _level(row) for row in rows}


def _level(row: Row) -> Level:
    """No branch is said to have more than can be had at all: what is brought to customers may come from any."""
    left = max(0, row["on_hand"] - row["held"])
    at = row["branches"] or {}
    return Level(left, row["checked_at"], {branch: min(count, left) for branch, count in at.items()})


async def left_for(unit: Unit, item: str, cart: UUID | None, now: datetime) -> int | None:
    """How many of the item the cart may have, its own reservation included; None where it is not counted.

    Whoever asks for the same item waits until the transaction ends. The lock is a statement of its own: only a later
    one is sure to see what others kept back while this one waited.
    """
    row = await unit.row("SELECT on_hand FROM stock WHERE item_id = %s FOR UPDATE", (item,))
    if row is None:
        return None
    held = await unit.row(
        "SELECT coalesce(sum(quantity), 0)::integer AS held FROM reservations "
        "WHERE item_id = %s AND until > %s AND cart_id IS DISTINCT FROM %s",
        (item, now, cart),
    )
    return max(0, int(row["on_hand"]) - (int(held["held"]) if held else 0))


async def take(
    unit: Unit, wanted: Mapping[str, int], now: datetime, cart: UUID | None = None, branch: str | None = None
) -> None:
    """Takes units off, in one order for everybody; raises OutOfStockError with what others leave.

    ``branch``: where they are picked up. What it lacks of them comes to it from elsewhere.
    """
    for item, count in sorted(wanted.items()):
        left = await left_for(unit, item, cart, now)
        if left is None:
            continue
        if left < count:
            raise OutOfStockError(item, count, left)
        await unit.run("UPDATE stock SET on_hand = on_hand - %s WHERE item_id = %s", (count, item))
        await _move_at(unit, item, branch, -count)


async def put_back(unit: Unit, returned: Mapping[str, int], branch: str | None = None) -> None:
    for item, count in sorted(returned.items()):
        await unit.run("UPDATE stock SET on_hand = on_hand + %s WHERE item_id = %s", (count, item))
        await _move_at(unit, item, branch, count)


async def _move_at(unit: Unit, item: str, branch: str | None, count: int) -> None:
    if branch:
        await unit.run(
            "UPDATE branch_stock SET on_hand = greatest(0, on_hand + %s) WHERE item_id = %s AND branch_id = %s",
            (count, item, branch),
        )


async def keep_back(unit: Unit, cart: UUID, item: str, count: int, until: datetime) -> None:
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
