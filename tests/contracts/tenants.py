"""A tenant's row, for what stands on it."""

from datetime import UTC, datetime

from store.unit import Store

NOW = datetime(2026, 11, 23, 14, 0, tzinfo=UTC)


async def admit(store: Store, tenant: str) -> None:
    async with store.unit(tenant) as unit:
        await unit.run(
            "INSERT INTO tenants (tenant_id, pack, name, type, created_at) "
            "VALUES (%s, 'shop', 'Shop', 'customer', %s) ON CONFLICT DO NOTHING",
            (tenant, NOW),
        )
