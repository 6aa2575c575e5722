"""The rows of ``products``: what a tenant loaded from files."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from commerce.packs.items import Item
from commerce.packs.model import Pack
from kit.money import Money
from store.unit import Store, Unit

BATCH = 2000


@dataclass(frozen=True, slots=True)
class Written:
    added: int
    changed: int
    unchanged: int


async def upsert(unit: Unit, items: Sequence[Item], *, currency: str, source: str, now: datetime) -> Written:
    """Writes each item under its id, whole; what is the same already is left alone, and so is what is not named.

    Stock figures that the items carry become the tenant's, counted ``now``. One load at a time for a tenant.
    """
    await unit.run("SELECT 1 FROM tenants WHERE tenant_id = %s FOR NO KEY UPDATE", (unit.tenant,))
    added = changed = 0
    for start in range(0, len(items), BATCH):
        part = items[start : start + BATCH]
        new = await _write(unit, part, currency, now)
        added += sum(new)
        changed += len(new) - sum(new)
        await _count(unit, part, now)
    if added or changed:
        await _grow(unit, source, now)
    return Written(added, changed, len(items) - added - changed)


async def version(unit: Unit) -> int:
    """0 where nothing was ever loaded."""
    row = await unit.row("SELECT version FROM catalogues WHERE tenant_id = %s", (unit.tenant,))
    return row["version"] if row else 0


async def version_in(store: Store, tenant: str) -> int:
    """The same, in a transaction of its own."""
    async with store.unit(tenant) as unit:
        return await version(unit)


async def every(unit: Unit) -> list[Item]:
    """All of them, by id; each is checked again as it is read."""
    rows = await unit.rows("SELECT item::text AS item FROM products ORDER BY id")
    return [Item.model_validate_json(row["item"]) for row in rows]


async def with_products(store: Store, pack: Pack) -> Pack:
    """The pack with what its tenant loaded, as it is now."""
    async with store.unit(pack.id) as unit:
        return pack.model_copy(update={"products": {item.id: item for item in await every(unit)}})


async def _write(unit: Unit, items: Sequence[Item], currency: str, now: datetime) -> list[bool]:
    """For each item that was not there as it is: whether it is new."""
    whole = [item.model_dump_json(exclude_defaults=True) for item in items]
    rows = await unit.rows(
        """
        INSERT INTO products (tenant_id, id, code, category, price, currency, item, digest, updated_at)
        SELECT %s, id, code, category, price, %s, item::json, digest, %s
          FROM unnest(%s::text[], %s::text[], %s::text[], %s::bigint[], %s::text[], %s::text[])
            AS given (id, code, category, price, item, digest)
        ON CONFLICT (tenant_id, id) DO UPDATE
           SET code = excluded.code, category = excluded.category, price = excluded.price, currency = excluded.currency,
               item = excluded.item, digest = excluded.digest, updated_at = excluded.updated_at
         WHERE products.digest <> excluded.digest
        RETURNING xmax = 0 AS added
        """,
        (
            unit.tenant,
            currency,
            now,
            [item.id for item in items],
            [item.code for item in items],
            [item.category for item in items],
            [Money.parse(item.price, currency).minor for item in items],
            whole,
            [hashlib.sha256(text.encode()).hexdigest() for text in whole],
        ),
    )
    return [row["added"] for row in rows]


async def _count(unit: Unit, items: Sequence[Item], now: datetime) -> None:
    counted = [(item.id, item.stock) for item in items if item.stock is not None and item.stock_source == "own"]
    await unit.run(
        "INSERT INTO stock (tenant_id, item_id, on_hand, checked_at) "
        "SELECT %s, id, on_hand, %s FROM unnest(%s::text[], %s::int[]) AS given (id, on_hand) "
        "ON CONFLICT (tenant_id, item_id) DO UPDATE SET on_hand = excluded.on_hand, checked_at = excluded.checked_at",
        (unit.tenant, now, [id for id, _ in counted], [on_hand for _, on_hand in counted]),
    )
    await _count_at_branches(unit, [item for item in items if item.stock_at and item.stock_source == "own"])


async def _count_at_branches(unit: Unit, items: Sequence[Item]) -> None:
    at = [(item.id, branch, count) for item in items for branch, count in item.stock_at.items()]
    await unit.run(
        "INSERT INTO branch_stock (tenant_id, item_id, branch_id, on_hand) "
        "SELECT %s, item_id, branch_id, on_hand FROM unnest(%s::text[], %s::text[], %s::int[]) "
        "AS given (item_id, branch_id, on_hand) "
        "ON CONFLICT (tenant_id, item_id, branch_id) DO UPDATE SET on_hand = excluded.on_hand",
        (unit.tenant, [item for item, _, _ in at], [branch for _, branch, _ in at], [count for _, _, count in at]),
    )


async def _grow(unit: Unit, source: str, now: datetime) -> None:
    await unit.run(
        "INSERT INTO catalogues (tenant_id, version, source, loaded_at) VALUES (%s, 1, %s, %s) "
        "ON CONFLICT (tenant_id) DO UPDATE "
        "SET version = catalogues.version + 1, source = excluded.source, loaded_at = excluded.loaded_at",
        (unit.tenant, source, now),
    )
