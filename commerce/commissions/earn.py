"""Books what a person earned on an order, and takes back its part of what was given back."""

from datetime import datetime

from psycopg.types.json import Jsonb

from commerce.commissions.reckon import reckon
from commerce.packs.model import Pack
from kit.ids import derived
from kit.money import Money
from store.unit import Row, Unit


async def earn(unit: Unit, order: Row, kept: int, pack: Pack, now: datetime) -> None:
    """``kept``: of the order's total, in minor units, what was paid and not given back. Nobody's order earns nothing.

    Called again with another ``kept``, the same commission is reckoned anew.
    """
    if not order["sold_by"] or not order["total"]:
        return
    lines = reckon(order["order_details"]["lines"], order["sold_by"], order["currency"], pack)
    base = Money(sum(line["net"] for line in lines), order["currency"]).part(kept, order["total"])
    amount = Money(sum(line["amount"] for line in lines), order["currency"]).part(kept, order["total"])
    await unit.run(
        "INSERT INTO commissions (id, tenant_id, order_id, person_id, base, amount, currency, lines, created_at, "
        "updated_at) VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s) ON CONFLICT (order_id) DO UPDATE "
        "SET base = excluded.base, amount = excluded.amount, updated_at = excluded.updated_at",
        (derived(unit.tenant, "commission", str(order["id"])), unit.tenant, order["id"], order["sold_by"],
         base.minor, amount.minor, order["currency"], Jsonb(lines), now, now),
    )  # fmt: skip
