"""Brings a pack's tenant into the records: its row, its people, its first stock figures. Safe to repeat."""

from datetime import datetime
from typing import Literal

from commerce.packs.model import Pack
from commerce.people.repository import sync
from commerce.stock.repository import seed
from commerce.tenants import repository
from store.unit import Unit

TenantType = Literal["owner", "customer", "rehearsal"]


async def register(unit: Unit, pack: Pack, now: datetime, type: TenantType | None = None) -> None:
    """``unit`` must be in the scope of the tenant itself.

    ``type`` overrides the pack's: a rehearsal is not a customer.
    """
    await repository.put(unit, pack.id, pack.file.company.name, type or pack.file.type, now)
    await sync(unit, pack)
    await seed(unit, pack, now)
