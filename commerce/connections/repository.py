"""The rows of ``vendor_credentials``. What is in them is sealed by the server and opened nowhere else."""

from datetime import datetime

from store.unit import Unit


async def save(unit: Unit, vendor: str, sealed: bytes, now: datetime) -> None:
    await unit.run(
        "INSERT INTO vendor_credentials (tenant_id, vendor, sealed, updated_at) VALUES (%s, %s, %s, %s) "
        "ON CONFLICT (tenant_id, vendor) DO UPDATE SET sealed = excluded.sealed, updated_at = excluded.updated_at",
        (unit.tenant, vendor, sealed, now),
    )


async def sealed(unit: Unit, vendor: str) -> bytes | None:
    row = await unit.row("SELECT sealed FROM vendor_credentials WHERE vendor = %s", (vendor,))
    return bytes(row["sealed"]) if row else None
