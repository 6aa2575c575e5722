"""Books what a person earned on an order, and takes back its part of what was given back."""

from datetime import datetime

from commerce.commissions.reckon import reckon
from commerce.commissions.repository import save
from commerce.packs.model import Pack
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
    await save(unit, order, base, amount, lines, now)
