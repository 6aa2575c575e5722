"""Brings a pack's tenant into the records: its row, its people, its first stock figures. Safe to repeat."""

from datetime import datetime
from typing import Literal

from commerce.packs.model import Pack
from commerce.people.repository import sync
from commerce.stock.repository import seed
from store.unit import Unit

TenantType = Literal["owner", "customer", "rehearsal"]


async def register(unit: Unit, pack: Pack, now: datetime, type: TenantType | None = None) -> None:
    """``unit`` must be in the scope of the tenant itself.

    ``type`` overrides the pack's: a rehearsal is not a customer.
    """
    await unit.run(
        "INSERT INTO tenants (tenant_id, pack, name, type, created_at) VALUES (%s, %s, %s, %s, %s) "
        "ON CONFLICT (tenant_id) DO UPDATE "
        "SET pack = excluded.pack, name = excluded.name, type = excluded.type",
        (unit.tenant, pack.id, pack.file.company.name, type or pack.file.type, now),
    )
    await sync(unit, pack)
    await seed(unit, pack, now)
