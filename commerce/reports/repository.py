"""What the orders of a while come to. ``within``: ``{"tenant", "start", "end"}``, the end itself left out."""

from typing import Any, LiteralString

from store.unit import Row, Unit

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
BY: dict[str, LiteralString] = {
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


async def whole(unit: Unit, within: dict[str, Any]) -> Row:
    """Orders, those that were cancelled, and their sums, with what was given back."""
    sums = await unit.row(
        f"SELECT count(*) FILTER (WHERE o.status = 'cancelled') AS cancelled, {_SUMS}, {_COMMISSION} {_ORDERS}",
        within,
    )
    assert sums is not None
    return {**sums, **(await unit.row(_REFUNDS, within) or {})}


async def split(unit: Unit, by: str, within: dict[str, Any]) -> list[Row]:
    """The same sums by one of ``BY``, the largest first."""
    return await unit.rows(
        f"SELECT {BY[by]} AS name, {_SUMS}, {_COMMISSION} {_ORDERS} GROUP BY 1 ORDER BY total DESC, 1", within
    )


async def items(unit: Unit, within: dict[str, Any]) -> list[Row]:
    """What was sold most, by amount."""
    return await unit.rows(_ITEMS, {**within, "most": MOST_ITEMS})
