"""What a tenant's model has cost, kept beside its turns."""

from datetime import date, datetime
from uuid import uuid4

from commerce.packs.load import load
from commerce.spending.purse import StoredPurse
from commerce.tenants.register import register
from kit.settings import ROOT
from store.unit import Store

NOVEMBER, DECEMBER = date(2026, 11, 30), date(2026, 12, 1)


async def test_costs_add_up_by_conversation_day_and_month_and_for_their_tenant_alone(store: Store) -> None:
    pack = load(ROOT / "packs", "colombiatic")
    for tenant in ("one", "two"):
        async with store.unit(tenant) as unit:
            await register(unit, pack, datetime.fromisoformat("2026-11-23T09:00:00-05:00"), type="rehearsal")
    purse, mine, other = StoredPurse(store), str(uuid4()), str(uuid4())
    await purse.add("one", mine, NOVEMBER, 100, 10, 40)
    await purse.add("one", mine, DECEMBER, 100, 10, 2)
    await purse.add("one", mine, DECEMBER, 100, 10, 3)
    await purse.add("one", other, DECEMBER, 100, 10, 100)
    await purse.add("two", mine, DECEMBER, 100, 10, 1000)
    assert await purse.spent("one", mine, DECEMBER) == {"conversation": 45, "day": 105, "month": 105}
    assert await purse.spent("one", mine, NOVEMBER) == {"conversation": 45, "day": 40, "month": 145}
    assert await purse.spent("two", other, DECEMBER) == {"conversation": 0, "day": 1000, "month": 1000}
