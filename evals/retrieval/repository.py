"""The row that a scratch index's tenant needs before anything can be written for it."""

from datetime import datetime

from store.unit import Unit


async def admit(unit: Unit, now: datetime) -> None:
    await unit.run(
        "INSERT INTO tenants (tenant_id, pack, name, type, created_at) VALUES (%s, %s, %s, 'rehearsal', %s)",
        (unit.tenant, unit.tenant, unit.tenant, now),
    )
