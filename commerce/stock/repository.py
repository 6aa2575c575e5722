"""The rows of ``stock``. An item without a row is not counted: services, and parts made to order."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from commerce.packs.model import Pack
from commerce.stock.model import Level, OutOfStockError
from store.unit import Unit


async def seed(unit: Unit, pack: Pack, now: datetime) -> None:
    """Gives every counted item of the pack its first figure; figures that are there already stay."""
    for item in pack.catalogue.items:
        if item.stock is not None:
            await unit.run(
                "INSERT INTO stock (tenant_id, item_id, on_hand, checked_at) VALUES (%s, %s, %s, %s) "
                "ON CONFLICT DO NOTHING",
                (unit.tenant, item.id, item.stock, now),
            )


async def levels(unit: Unit, items: Iterable[str]) -> dict[str, Level]:
    """The figure of each counted item among ``items``."""
    rows = await unit.rows("SELECT item_id, on_hand, checked_at FROM stock WHERE item_id = ANY(%s)", (list(items),))
    return {row["item_id"]: Level(row["on_hand"], row["checked_at"]) for row in rows}


async def take(unit: Unit, wanted: Mapping[str, int]) -> None:
    """Takes units off, in one order for everybody; raises OutOfStockError with what is left."""
    for item, count in sorted(wanted.items()):
        taken = await unit.run(
            "UPDATE stock SET on_hand = on_hand - %s WHERE item_id = %s AND on_hand >= %s",
            (count, item, count),
        )
        if not taken:
            await _refuse_if_counted(unit, item, count)


async def put_back(unit: Unit, returned: Mapping[str, int]) -> None:
    for item, count in sorted(returned.items()):
        await unit.run("UPDATE stock SET on_hand = on_hand + %s WHERE item_id = %s", (count, item))


async def _refuse_if_counted(unit: Unit, item: str, count: int) -> None:
    row = await unit.row("SELECT on_hand FROM stock WHERE item_id = %s", (item,))
    if row is not None:
        raise OutOfStockError(item, count, row["on_hand"])
