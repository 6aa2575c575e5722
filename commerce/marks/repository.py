"""The rows of ``marks``."""

from commerce.threads.incoming import Mark
from store.unit import Row, Unit


async def add(unit: Unit, found: Mark) -> None:
    """Keeping one twice is keeping it once."""
    await unit.run(
        "INSERT INTO marks (tenant_id, external_id, target_id, kind, value, at) VALUES (%s, %s, %s, %s, %s, %s) "
        "ON CONFLICT DO NOTHING",
        (unit.tenant, found.id, found.target, found.kind, found.value, found.at),
    )


async def of_target(unit: Unit, target: str) -> list[Row]:
    """What was marked on the message of that id, by the time that the channel tells."""
    return await unit.rows("SELECT kind, value, at FROM marks WHERE target_id = %s ORDER BY at, external_id", (target,))
