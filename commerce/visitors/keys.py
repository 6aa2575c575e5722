"""The rows of ``identity_keys``: by which a tenant signs who its users are."""

from datetime import datetime

from store.unit import Row, Unit


async def add(unit: Unit, id: str, algorithm: str, sealed: bytes, now: datetime) -> None:
    """One more key; the ones before count until they are dropped, so that a change of keys has no gap."""
    await unit.run(
        "INSERT INTO identity_keys (tenant_id, id, algorithm, sealed, created_at) VALUES (%s, %s, %s, %s, %s)",
        (unit.tenant, id, algorithm, sealed, now),
    )


async def every(unit: Unit) -> list[Row]:
    return await unit.rows("SELECT id, algorithm, sealed, created_at FROM identity_keys ORDER BY created_at DESC, id")


async def drop(unit: Unit, id: str) -> bool:
    return await unit.run("DELETE FROM identity_keys WHERE id = %s", (id,)) == 1
