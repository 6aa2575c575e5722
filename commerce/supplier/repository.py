"""The rows of ``supplier_readings``: one a tenant, of the last time that the supplier's catalogue was read."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from psycopg.types.json import Jsonb

from store.unit import Unit


async def claim(unit: Unit, not_since: datetime, now: datetime) -> bool:
    """Whether the reading is the caller's: none began after ``not_since``, here or in another process."""
    changed = await unit.run(
        "INSERT INTO supplier_readings AS r (tenant_id, began_at) VALUES (%s, %s) "
        "ON CONFLICT (tenant_id) DO UPDATE SET began_at = excluded.began_at WHERE r.began_at <= %s",
        (unit.tenant, now, not_since),
    )
    return changed == 1


async def tell(unit: Unit, report: Mapping[str, Any]) -> None:
    await unit.run("UPDATE supplier_readings SET report = %s WHERE tenant_id = %s", (Jsonb(dict(report)), unit.tenant))


async def last(unit: Unit) -> dict[str, Any] | None:
    """The report of the last reading that ended, None before the first."""
    row = await unit.row("SELECT report FROM supplier_readings WHERE tenant_id = %s", (unit.tenant,))
    return row["report"] if row else None
