"""The rows of ``tenants``, and of a rehearsal all that hangs on its own."""

from datetime import datetime
from typing import Any

from store.unit import Row, Unit


async def put(unit: Unit, pack: str, name: str, type: str, now: datetime) -> None:
    """``unit`` must be in the scope of the tenant itself. Safe to repeat."""
    await unit.run(
        "INSERT INTO tenants (tenant_id, pack, name, type, created_at) VALUES (%s, %s, %s, %s, %s) "
        "ON CONFLICT (tenant_id) DO UPDATE "
        "SET pack = excluded.pack, name = excluded.name, type = excluded.type",
        (unit.tenant, pack, name, type, now),
    )


async def get(unit: Unit) -> Row | None:
    return await unit.row("SELECT * FROM tenants WHERE tenant_id = %s", (unit.tenant,))


async def remove(unit: Unit) -> None:
    """With every row of it."""
    for statement in (
        "DELETE FROM appointments WHERE tenant_id = %s",
        "DELETE FROM orders WHERE tenant_id = %s",
        "DELETE FROM quotes WHERE tenant_id = %s",
        "DELETE FROM cart_sessions WHERE tenant_id = %s",
        "DELETE FROM conversations WHERE tenant_id = %s",
        "DELETE FROM tenants WHERE tenant_id = %s",
    ):
        await unit.run(statement, (unit.tenant,))


async def figures(unit: Unit) -> dict[str, Any]:
    """``users`` that may sign in, ``waiting`` conversations, ``last_at`` one changed, ``revision`` of the pack."""
    row = await unit.row(
        "SELECT (SELECT count(*) FROM users WHERE disabled_at IS NULL) AS users, "
        "(SELECT count(*) FROM conversations WHERE owner <> 'bot' AND status = 'open') AS waiting, "
        "(SELECT max(updated_at) FROM conversations WHERE tenant_id = %s) AS last_at, "
        "(SELECT pack_revision FROM tenants WHERE tenant_id = %s) AS revision",
        (unit.tenant, unit.tenant),
    )
    assert row is not None
    return row
