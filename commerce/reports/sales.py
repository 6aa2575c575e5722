"""What was sold on a day of the business: in all, by who sold, where, over which channel, and of what."""

from datetime import date, datetime, time, timedelta
from typing import Any, LiteralString
from zoneinfo import ZoneInfo

from commerce.packs.model import Pack
from store.unit import Unit

MOST_ITEMS = 10

_ORDERS: LiteralString = """
    FROM orders o JOIN conversations c ON c.id = o.conversation_id
    LEFT JOIN commissions k ON k.order_id = o.id
   WHERE o.tenant_id = %(tenant)s AND o.created_at >= %(start)s AND o.created_at < %(end)s
"""
_SUMS: LiteralString = """
    count(*) FILTER (WHERE o.status <> 'cancelled') AS orders,
    coalesce(sum(o.subtotal) FILTER (WHERE o.status <> 'cancelled'), 0)::bigint AS subtotal,
    coalesce(sum(o.tax) FILTER (WHERE o.status <> 'cancelled'), 0)::bigint AS tax,
    coalesce(sum(o.total) FILTER (WHERE o.status <> 'cancelled'), 0)::bigint AS total,
    coalesce(sum(o.total) FILTER (WHERE o.payment_status IN ('paid', 'partly_refunded')), 0)::bigint AS paid
"""
_COMMISSION: LiteralString = "coalesce(sum(k.amount), 0)::bigint AS commission"
_BY: dict[str, LiteralString] = {
    "by_person": "coalesce(o.sold_by, '')",
    "by_branch": "coalesce(o.branch, '')",
    "by_channel": "c.channel",
}
_ITEMS: LiteralString = """
    SELECT entry ->> 'item' AS item, entry ->> 'code' AS code, sum((entry ->> 'quantity')::numeric)::text AS units,
           sum((entry ->> 'gross')::bigint)::bigint AS total
      FROM orders o, jsonb_array_elements(o.order_details -> 'lines') AS sold (entry)
     WHERE o.tenant_id = %(tenant)s AND o.created_at >= %(start)s AND o.created_at < %(end)s AND o.status <> 'cancelled'
     GROUP BY 1, 2 ORDER BY 4 DESC, 1 LIMIT %(most)s
"""
_REFUNDS: LiteralString = """
    SELECT coalesce(sum(p.refunded), 0)::bigint AS refunded FROM payments p JOIN orders o ON o.id = p.order_id
     WHERE o.tenant_id = %(tenant)s AND o.created_at >= %(start)s AND o.created_at < %(end)s
"""


async def sales(unit: Unit, pack: Pack, day: date) -> dict[str, Any]:
    """Orders that were placed on that day, in the business's own zone; amounts in minor units of ``currency``.

    ``total`` is of orders that stand, ``paid`` of those whose money is there; ``average`` is a whole order's.
    ``commission`` is what was earned on them so far.
    """
    within = {"tenant": unit.tenant, "most": MOST_ITEMS, **span(day, pack)}
    whole = await unit.row(
        f"SELECT count(*) FILTER (WHERE o.status = 'cancelled') AS cancelled, {_SUMS}, {_COMMISSION} {_ORDERS}",
        within,
    )
    assert whole is not None
    refunds = await unit.row(_REFUNDS, within)
    found: dict[str, Any] = {"day": day.isoformat(), "currency": pack.file.currency, **whole, **(refunds or {})}
    found["average"] = whole["total"] // whole["orders"] if whole["orders"] else 0
    for name, by in _BY.items():
        found[name] = await unit.rows(
            f"SELECT {by} AS name, {_SUMS}, {_COMMISSION} {_ORDERS} GROUP BY 1 ORDER BY total DESC, 1",
            within,
        )
    return {**found, "items": await unit.rows(_ITEMS, within)}


def span(day: date, pack: Pack) -> dict[str, datetime]:
    """The first instant of the day and of the next one, where the business is."""
    zone = ZoneInfo(pack.file.timezone)
    start = datetime.combine(day, time(), zone)
    return {"start": start, "end": datetime.combine(day + timedelta(days=1), time(), zone)}
